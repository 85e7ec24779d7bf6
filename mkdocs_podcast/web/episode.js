/**
 * The episode of a page: its transcript, its players, and the features that connect them. Features
 * listen to the DOM and to `podcast-…` events, which are public API: see `types.d.ts`.
 */
import { closest, findAll, hasModifier, make } from "./dom.js";
import { addBar } from "./features/bar.js";
import { makeFollower } from "./features/follow.js";
import { rememberPosition } from "./features/memory.js";
import { goToMoments } from "./features/moments.js";
import { addShortcuts } from "./features/shortcuts.js";
import { addStrip } from "./features/strip.js";
import { AudioPlayer } from "./players/audio.js";
import { PosterPlayer } from "./players/poster.js";
import { settings } from "./settings.js";
import { makeTimeline, readTranscript, startOf } from "./transcript.js";

const STATUS_DURATION = 4000;

export class Episode {
  closing = new AbortController();
  /** What is added to the page. @type {Element[]} */
  added = [];
  transcript = readTranscript();
  lineAt = makeTimeline(this.transcript.starts);
  players = findAll(".podcast-player").flatMap((element) => this.makePlayer(element) ?? []);
  /** The player that plays, or that will if nothing else is asked for. */
  player = /** @type {Player | undefined} */ (this.players[0]);
  /** Whether anything was played or sought. */
  started = false;
  /** The index of the line that is heard, or -1. */
  line = -1;
  /** The line that the reader asked for, which matters if several start at the same time. */
  requestedLine = -1;
  /** Where to pause, in seconds. */
  end = NaN;
  /** @type {Section | undefined} */
  section;
  /** @type {Partial<Record<Command, () => void>>} */
  commands = {};
  status = make("p", { className: "podcast-status", role: "status" });
  dock = this.add(make("div", { className: "podcast podcast-dock" }, this.status));
  follower;

  constructor(/** @type {Element} */ root) {
    this.dock.style.fontSize = getComputedStyle(root).fontSize;
    if (settings.shortcuts) addShortcuts(this); // first, as it takes keys from the others
    this.on("click", (event) => this.handleClick(event));
    this.follower = makeFollower(this);
    if (this.transcript.lines[0]) {
      addStrip(this);
      const events = /** @type {const} */ (["pointerover", "focusin", "click", "selectionchange"]);
      this.loadAt(events, async () => (await import("./features/quote.js")).offerQuotes);
    }
    if (hasPlayer(this)) addBar(this);
    goToMoments(this);
    if (hasPlayer(this) && settings.rememberPosition) rememberPosition(this);
    if (hasPlayer(this) && navigator.mediaSession) {
      this.loadAt(
        ["podcast-play"],
        async () => (await import("./features/media_session.js")).showInSystem,
      );
    }
    document.body.append(this.dock);
    if (settings.autoload) for (const player of this.players) player.load?.();
  }

  /**
   * Listen until the episode is closed, before the theme does.
   * @template {keyof WindowEventMap} Type
   * @param {Type} type
   * @param {(event: WindowEventMap[Type]) => void} listener
   */
  on(type, listener) {
    addEventListener(type, listener, { capture: true, signal: this.closing.signal });
  }

  /**
   * Load a feature at the first of some events, and give it the last one before it is loaded.
   * @template {keyof WindowEventMap} Type
   * @param {readonly Type[]} types
   * @param {() => Promise<(episode: EpisodeWithPlayer, event: WindowEventMap[Type]) => void>} load
   */
  loadAt(types, load) {
    /** @type {WindowEventMap[Type] | undefined} */
    let last;
    for (const type of types) {
      this.on(type, async (event) => {
        const isFirst = !last;
        last = event;
        if (!isFirst) return;
        const addFeature = await load();
        if (!this.closing.signal.aborted) addFeature(/** @type {EpisodeWithPlayer} */ (this), last);
      });
    }
  }

  onClose(/** @type {() => void} */ listener) {
    this.closing.signal.addEventListener("abort", listener);
  }

  close() {
    this.closing.abort();
    for (const player of this.players) player.close?.();
    // Themes keep pages that were left, and these would keep the episode.
    for (const element of this.added) element.remove();
  }

  /**
   * Remove an element when the episode is closed.
   * @template {Element} Added
   * @param {Added} element
   */
  add(element) {
    this.added.push(element);
    return element;
  }

  makePlayer(/** @type {HTMLElement} */ element) {
    /** @type {ReportChange} */
    const report = (change) => this.handleChange(/** @type {Player} */ (player), change);
    /** @type {HTMLMediaElement | null} */
    const audio = element.querySelector("audio, video");
    /** @type {HTMLAnchorElement | null} */
    const poster = element.querySelector("a.podcast-poster");
    /** @type {Player | null} */
    const player = audio
      ? new AudioPlayer(element, audio, report, this.closing.signal)
      : poster && new PosterPlayer(element, poster, report);
    return player;
  }

  handleClick(/** @type {MouseEvent} */ event) {
    if (hasModifier(event) || event.shiftKey) return;
    const poster = closest(event, ".podcast-poster");
    const time = closest(event, ".podcast-time");
    const start = startOf(time?.closest("[data-start]"));
    const player = poster
      ? this.players.find(({ element }) => element.contains(poster))
      : start >= 0 && this.player;
    if (!player || player.failed) return;
    event.preventDefault();
    if (poster) player.play();
    else this.play({ start }, this.transcript.lines.findIndex((line) => line.contains(time)));
  }

  handleChange(/** @type {Player} */ player, /** @type {PlayerChange} */ change) {
    if (change === "play") {
      this.player = player;
      for (const other of this.players) if (other !== player) other.pause();
    }
    const seconds = player.currentTime;
    this.started ||= change === "play" || seconds > 0;
    if (player !== this.player || !this.started) return;
    this.line = this.findLine(seconds);
    this.fire(`podcast-${change}`);
    if (seconds >= this.end && !player.paused) {
      if (seconds < this.end + 2) player.pause();
      this.end = NaN;
    }
  }

  /** @type {(name: PublicEvent, section?: string) => void} */
  fire(name, section) {
    if (!this.player) return;
    const { currentTime: seconds, element } = this.player;
    const line = this.transcript.lines[this.line]?.id;
    const detail = { seconds, line, section };
    element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  /** The index of the line that is heard at a time, or -1. */
  findLine(/** @type {number} */ seconds) {
    const { starts } = this.transcript;
    const line = this.lineAt(seconds + 0.1); // players may seek a little too early
    return starts[this.requestedLine] === starts[line] ? this.requestedLine : line;
  }

  /** @type {(moment: Moment, line?: number) => void} */
  play(moment, line) {
    this.cue(moment, line);
    this.follower.start();
    this.player?.play();
  }

  /** Seek without starting to play. @type {(moment: Moment, line?: number) => void} */
  cue({ start, end = NaN }, line = -1) {
    this.started = true;
    this.requestedLine = line;
    this.end = end;
    this.player?.seek(start);
  }

  announce(/** @type {string} */ message) {
    this.status.textContent = message;
    setTimeout(() => {
      if (this.status.textContent === message) this.status.replaceChildren();
    }, STATUS_DURATION);
  }
}

/** @param {Episode} episode @returns {episode is EpisodeWithPlayer} */
function hasPlayer(episode) {
  return Boolean(episode.player);
}
