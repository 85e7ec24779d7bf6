/** The episode of a page: its transcript, its players, and the parts that work with them. */
import { bar } from "./bar.js";
import { find } from "./find.js";
import { follow, show } from "./follow.js";
import { keys } from "./keys.js";
import { memory } from "./memory.js";
import { playersOf } from "./players.js";
import { quote } from "./quote.js";
import { settings } from "./settings.js";
import { idIn, momentIn, readTranscript, startOf, timeline, titleOf } from "./transcript.js";
import { make } from "./words.js";

/** A jump may land this much too early, in seconds. */
const LEAD = 0.1;

export class Episode {
  title = titleOf(document.querySelector("h1"));
  transcript = readTranscript();
  lineAt = timeline(this.transcript.starts);
  players = playersOf((player, what) => this.tell(player, what));
  /** The one that plays or will play. @type {Player | undefined} */
  player = this.players[0];
  /** Whether something was played or cued. */
  begun = false;
  /** Of lines that begin together, the one that was asked for. */
  asked = -1;
  until = Infinity;
  address = "";
  /** @type {Element | undefined} */
  marked;
  status = make("p", { class: "podcast-status", role: "status" });
  /** What floats at the end of the window. */
  dock = make("div", { class: "podcast-dock" }, this.status);

  constructor() {
    this.follow = follow(this);
    this.find = find(this);
    this.bar = bar(this);
    /** @type {Part[]} */
    this.parts = [this.follow, this.find, this.bar, quote(this)];
    this.arrive();
    if (settings.shortcuts) this.parts.unshift(keys(this));
    if (settings.rememberPosition) this.parts.push(memory(this));
    // As large as the page's text. First all that measures, then all that changes the page.
    const place = document.querySelector(".podcast-player, .podcast-transcript") ?? document.body;
    this.dock.style.fontSize = getComputedStyle(place).fontSize;
    this.find.enter();
    document.body.append(this.dock);
    if (settings.autoload) this.players.forEach((player) => player.load());
  }

  leave() {
    for (const { leave } of this.parts) leave?.();
    for (const player of this.players) player.leave();
    this.dock.remove();
  }

  hear(event) {
    const { type, target } = event;
    const player = this.playerOf(target);
    if (/play|pause/.test(type) && player) this.tell(player, type);
    if (/update|change$/.test(type) && player) this.tell(player, "time");
    if (type === "hashchange") this.arrive();
    if (type === "click") this.click(event);
    for (const { on } of this.parts) on?.[type]?.(event);
  }

  playerOf(target) {
    return this.players.find(({ element }) => target instanceof Node && element.contains(target));
  }

  click(event) {
    const { target } = event;
    const button = target.closest("[data-podcast]");
    for (const { actions } of this.parts) actions?.[button?.dataset.podcast]?.(button);
    // A theme that navigates by itself changes the hash without a word.
    const link = target.closest("a");
    if (link) setTimeout(() => link.href === location.href && this.arrive());
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const time = target.closest(".podcast-time");
    const start = startOf(time?.closest("[data-start]"));
    const poster = target.closest(".podcast-poster");
    const player = poster ? this.playerOf(poster) : start >= 0 && this.player;
    if (!player || player.failed) return;
    event.preventDefault();
    if (poster) player.play();
    else this.play({ start }, this.transcript.lines.indexOf(time.parentElement));
  }

  /** Passes on what a player says. */
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
    for (const part of this.parts) part[what]?.(seconds, line);
    if (seconds >= this.until && !player.paused) {
      if (seconds < this.until + 2) player.pause();
      this.until = Infinity;
    }
  }

  fire(name, detail) {
    const event = new CustomEvent(`podcast:${name}`, { bubbles: true, detail });
    (this.player?.element ?? document).dispatchEvent(event);
  }

  lineNow(seconds) {
    const { starts } = this.transcript;
    const line = this.lineAt(seconds + LEAD);
    return starts[this.asked] === starts[line] ? this.asked : line;
  }

  /** Plays from a moment; `line` is the one that is meant. */
  play(moment, line = -1) {
    this.cue(moment, line);
    this.follow.begin();
    this.player?.play();
  }

  /** Goes to a moment, without sound. @type {(moment: Moment, line?: number) => void} */
  cue({ start, end }, line = -1) {
    this.begun = true;
    this.asked = line;
    this.until = end || Infinity;
    this.player?.seek(start);
  }

  skip(seconds) {
    const { currentTime = 0, duration } = this.player ?? {};
    this.cue({ start: Math.max(0, Math.min(currentTime + seconds, duration || Infinity)) });
  }

  toggle() {
    if (this.player?.paused) this.player.play();
    else this.player?.pause();
  }

  /** Says something to eyes and to screen readers. */
  announce(words) {
    this.status.textContent = words;
    setTimeout(() => this.status.textContent === words && this.status.replaceChildren(), 4000);
  }

  /** Goes to what the address says. */
  arrive() {
    const { hash, href, search } = location;
    if (this.address === href) return;
    const { lines, starts, sections } = this.transcript;
    const id = idIn(hash);
    const moment = momentIn(hash) ?? (this.address ? undefined : momentIn(search));
    this.address = href;
    const target = lines.findIndex((line) => line.id === id);
    const section = sections.find((section) => section.id === id);
    const start = moment?.start ?? starts[target] ?? section?.start ?? NaN;
    if (start >= 0 && (moment || this.player?.paused !== false)) this.cue(moment ?? { start }, target);
    else if (id) this.follow.stop();
    const line = lines[moment ? this.lineNow(start) : target];
    this.marked?.classList.remove("podcast-moment");
    this.marked = line;
    line?.classList.add("podcast-moment");
    if (moment && line) show(line);
  }
}
