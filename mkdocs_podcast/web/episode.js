/** The episode of a page: its transcript and players, and the parts that work with them. */
import { bar, isHeld, make, memory, playersOf, shortcuts } from "./players.js";
import { settings } from "./settings.js";
import { address, find, follow, quote, readTranscript, startOf, textOf, timeline } from "./transcript.js";

// Media events do not bubble: all are heard on their way down.
const EVENTS = (
  "click keydown input change pointerover focusin mousedown wheel touchmove selectionchange " +
  "hashchange pagehide resize play pause timeupdate"
).split(" ");

/** @type {Record<string, Telling>} */
const TELLINGS = { play: "play", pause: "pause", timeupdate: "time" };

/** A jump may land this much too early, in seconds. */
const LEAD = 0.1;

export class Episode {
  title = textOf(document.querySelector("h1"));
  transcript = readTranscript();
  lineAt = timeline(this.transcript.starts);
  players = playersOf((player, what) => this.tell(player, what));
  /** The one that plays or will play. */
  player = this.players[0];
  /** Something was played or cued. */
  begun = false;
  /** Of lines that begin together, the one that was asked for. */
  asked = -1;
  until = Infinity;
  /** @type {Section | undefined} */
  section;
  status = make("p", { className: "podcast-status", role: "status" });
  /** What floats at the end of the window. */
  dock = make("div", { className: "podcast-dock" }, this.status);
  /** @type {Part[]} */
  parts = [];

  constructor() {
    const { player, players, dock, parts, transcript } = this;
    const place = document.querySelector(".podcast-player, .podcast-transcript") ?? document.body;
    dock.style.fontSize = getComputedStyle(place).fontSize;
    parts.push(follow(this));
    if (transcript.lines[0]) parts.push(find(this), quote(this));
    if (player) parts.push(bar(this));
    parts.push(address(this));
    if (player && settings.rememberPosition) parts.push(memory(this));
    if (settings.shortcuts) parts.unshift(shortcuts(this));
    document.body.append(dock);
    for (const type of EVENTS) addEventListener(type, this, true);
    if (settings.autoload) players.forEach((player) => player.load());
  }

  leave() {
    for (const type of EVENTS) removeEventListener(type, this, true);
    this.pass("leave");
    for (const player of this.players) player.leave();
    this.dock.remove();
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type in TELLINGS) {
      const player = this.playerOf(target);
      if (player) this.tell(player, TELLINGS[type]);
      return;
    }
    if (type === "click") this.click(event);
    this.pass(type, event);
  }

  pass(name, ...values) {
    for (const part of this.parts) part[name]?.(...values);
  }

  playerOf(element) {
    return this.players.find((player) => player.element.contains(element));
  }

  click(event) {
    const { target } = event;
    const button = target.closest("[data-podcast]");
    if (button) this.pass(button.dataset.podcast, button);
    if (isHeld(event) || event.shiftKey) return;
    const time = target.closest(".podcast-time");
    const start = startOf(time?.closest("[data-start]"));
    const poster = target.closest(".podcast-poster");
    const player = poster ? this.playerOf(poster) : start >= 0 && this.player;
    if (!player || player.failed) return;
    event.preventDefault();
    if (poster) player.play();
    else this.play({ start }, this.transcript.lines.indexOf(time.parentElement));
  }

  tell(player, what) {
    if (what === "play") {
      this.player = player;
      for (const other of this.players) if (other !== player) other.pause();
    }
    const seconds = player.currentTime;
    this.begun ||= what === "play" || seconds > 0;
    if (player !== this.player || !this.begun) return;
    const line = this.lineNow(seconds);
    this.fire(what, { seconds, line: this.transcript.lines[line]?.id });
    this.pass(what, seconds, line);
    if (seconds >= this.until && !player.paused) {
      if (seconds < this.until + 2) player.pause();
      this.until = Infinity;
    }
  }

  fire(name, detail) {
    const event = new CustomEvent(`podcast:${name}`, { bubbles: true, detail });
    this.player.element.dispatchEvent(event);
  }

  lineNow(seconds) {
    const { starts } = this.transcript;
    const line = this.lineAt(seconds + LEAD);
    return starts[this.asked] === starts[line] ? this.asked : line;
  }

  /** Plays from a moment; `line` is the one that is meant. */
  play(moment, line = -1) {
    this.cue(moment, line);
    this.pass("keepUp");
    this.player.play();
  }

  /** Goes to a moment, without sound. @type {(moment: Moment, line?: number) => void} */
  cue({ start, end }, line = -1) {
    this.begun = true;
    this.asked = line;
    this.until = end || Infinity;
    this.player?.seek(start);
  }

  skip(seconds) {
    this.cue({ start: Math.max(0, this.player.currentTime + seconds) });
  }

  toggle() {
    if (this.player.paused) this.player.play();
    else this.player.pause();
  }

  announce(words) {
    this.status.textContent = words;
    setTimeout(() => this.status.textContent === words && this.status.replaceChildren(), 4000);
  }
}
