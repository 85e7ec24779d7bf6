/** The episode of a page: its transcript, its players, and the parts that work with them. */
import { bar } from "./bar.js";
import { make } from "./elements.js";
import { find } from "./find.js";
import { follow } from "./follow.js";
import { keys } from "./keys.js";
import { memory } from "./memory.js";
import { idIn, momentIn } from "./moments.js";
import { playersOf } from "./players.js";
import { quote } from "./quote.js";
import { strip } from "./sections.js";
import { settings } from "./settings.js";
import { readTranscript, startOf, timeline, titleOf } from "./transcript.js";

/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").Player} Player */

/** A jump may land this much too early, in seconds. */
const LEAD = 0.1;

/** What the media of the page say, in our words. */
const MEDIA = /** @type {Record<string, import("./types.js").Telling>} */ ({
  play: "play",
  pause: "pause",
  timeupdate: "time",
  durationchange: "time",
  ratechange: "time",
});

export class Episode {
  title = titleOf(document.querySelector("h1"));
  transcript = readTranscript();
  /** The line at a time, by its index, or -1. */
  lineAt = timeline(this.transcript.starts);
  players = playersOf((player, what) => this.tell(player, what));
  /** The one that plays or will play; none where the page has none. @type {Player | undefined} */
  player = this.players[0];
  /** Whether something was played or cued. */
  begun = false;
  /** Of lines that begin together, the one that was asked for. */
  asked = -1;
  until = Infinity;
  address = "";
  /** @type {HTMLElement | null} */
  marked = null;
  status = make("p", { class: "podcast-status", role: "status" });
  /** What floats at the end of the window. */
  dock = make("div", { class: "podcast-dock" }, this.status);

  constructor() {
    this.follow = follow(this);
    this.find = find(this);
    this.bar = bar(this);
    /** @type {import("./types.js").Part[]} */
    this.parts = [this.follow, this.find, strip(this), this.bar, quote(this)];
    this.arrive();
    if (settings.shortcuts) this.parts.unshift(keys(this));
    if (settings.rememberPosition) this.parts.push(memory(this));
    document.body.append(this.dock);
    if (settings.autoload) this.players.forEach((player) => player.load());
  }

  leave() {
    for (const part of this.parts) part.leave?.();
    for (const player of this.players) player.leave();
    this.dock.remove();
  }

  /** @param {Event} event */
  hear(event) {
    if (event.type in MEDIA) this.#hearMedia(event);
    if (event.type === "hashchange") this.arrive();
    if (event.type === "click") this.#click(/** @type {MouseEvent} */ (event));
    for (const part of this.parts) part.on?.[event.type]?.(event);
  }

  /** @param {Event} event */
  #hearMedia({ type, target }) {
    const player = this.players.find(({ element }) => element.contains(/** @type {Node} */ (target)));
    if (player) this.tell(player, MEDIA[type]);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-podcast]"));
    const action = button?.dataset.podcast;
    if (button && action) {
      for (const part of this.parts) part.actions?.[action]?.(button);
      return;
    }
    const time = target.closest(".podcast-time");
    const poster = target.closest(".podcast-poster");
    if (plain && time && this.player && !this.player.failed) {
      const start = startOf(time.closest("[data-start]"));
      if (isNaN(start)) return;
      event.preventDefault();
      const line = /** @type {HTMLElement | null} */ (time.closest(".podcast-line"));
      this.play({ start }, line ? this.transcript.lines.indexOf(line) : -1);
    } else if (plain && poster) {
      event.preventDefault();
      this.players.find(({ element }) => element.contains(poster))?.play();
    } else if (target.closest('a[href*="#"]')) {
      // A theme that navigates by itself changes the hash without a word.
      setTimeout(() => this.arrive());
    }
  }

  /**
   * Passes on what a player says.
   * @param {Player} player
   * @param {import("./types.js").Telling} what
   */
  tell(player, what) {
    if (what === "play") {
      for (const other of this.players) if (other !== player) other.pause();
      this.player = player;
    }
    const seconds = player.currentTime;
    this.begun ||= what === "play" || seconds > 0;
    if (player !== this.player || !this.begun) return;
    const line = this.#lineNow(seconds);
    const detail = { seconds, line: this.transcript.lines[line]?.id };
    player.element.dispatchEvent(new CustomEvent(`podcast:${what}`, { bubbles: true, detail }));
    for (const part of this.parts) part[what]?.(seconds, line);
    if (seconds >= this.until && !player.paused) {
      if (seconds < this.until + 2) player.pause();
      this.until = Infinity;
    }
  }

  /** @param {number} seconds */
  #lineNow(seconds) {
    const { starts } = this.transcript;
    const line = this.lineAt(seconds + LEAD);
    return starts[this.asked] === starts[line] ? this.asked : line;
  }

  /**
   * @param {Moment} moment
   * @param {number} line which of the lines that begin there is meant
   */
  play(moment, line = -1) {
    this.follow.begin();
    this.cue(moment, line);
    this.player?.play();
  }

  /**
   * Goes to a moment, without sound.
   * @param {Moment} moment
   * @param {number} line
   */
  cue({ start, end = Infinity }, line = -1) {
    this.begun = true;
    this.asked = line;
    this.until = end;
    this.player?.seek(start);
  }

  /** @param {number} seconds from now */
  skip(seconds) {
    const { player } = this;
    if (!player) return;
    const end = player.duration || Infinity;
    this.cue({ start: Math.min(Math.max(player.currentTime + seconds, 0), end) });
  }

  toggle() {
    if (this.player?.paused) this.player.play();
    else this.player?.pause();
  }

  /** @param {string} words for eyes and for screen readers */
  announce(words) {
    this.status.textContent = words;
    setTimeout(() => this.status.textContent === words && this.status.replaceChildren(), 4000);
  }

  /** Goes to what the address says. */
  arrive() {
    if (this.address === location.href) return;
    const search = this.address ? "" : location.search;
    this.address = location.href;
    const { lines, starts, sections } = this.transcript;
    const moment = momentIn(location.hash) ?? momentIn(search);
    const id = idIn(location.hash);
    const target = lines.findIndex((line) => line.id === id);
    const section = sections.find((section) => section.id === id);
    const start = moment?.start ?? starts[target] ?? section?.start ?? NaN;
    const playing = this.player && !this.player.paused;
    if (!isNaN(start) && (moment || !playing)) this.cue(moment ?? { start }, target);
    else if (id) this.follow.stop();
    const line = moment ? lines[this.#lineNow(start)] : lines[target];
    this.marked?.classList.remove("podcast-moment");
    this.marked = line ?? null;
    line?.classList.add("podcast-moment");
    if (moment && line) this.follow.show(line);
  }
}
