/** A poster that a player of another site replaces when the reader wants to play. */
import { make } from "../dom.js";
import { formatClock, say } from "../i18n.js";

const TIMEOUT = 10_000;

/**
 * Until the embedded player is ready, this remembers what it was asked.
 * @implements {Player}
 */
export class PosterPlayer {
  failed = false;
  paused = true;
  wantsToPlay = false;
  currentTime = 0;
  /** @type {Remote | undefined} */
  remote;
  timeout = 0;

  /**
   * @param {HTMLElement} element
   * @param {HTMLAnchorElement} poster
   * @param {ReportChange} report
   */
  constructor(element, poster, report) {
    this.element = element;
    this.poster = poster;
    this.report = report;
    this.duration = Number(poster.dataset.duration);
    this.hasVideo = Boolean(poster.dataset.youtube);
    // YouTube alone has more than one speed.
    if (this.hasVideo) this.setRate = (/** @type {number} */ rate) => this.remote?.setRate?.(rate);
  }

  async load() {
    if (this.timeout) return;
    this.timeout = setTimeout(this.fail, TIMEOUT);
    try {
      const { embed } = await (this.hasVideo ? import("./youtube.js") : import("./spotify.js"));
      const hadFocus = this.poster.matches(":focus");
      const frame = embed(this);
      this.poster.replaceWith(frame);
      if (hadFocus) frame.focus();
    } catch {
      this.fail();
    }
  }
  play() {
    this.wantsToPlay = true;
    this.load();
    this.remote?.play();
  }
  pause() {
    this.wantsToPlay = false;
    this.remote?.pause();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.currentTime = seconds;
    this.remote?.seek(seconds);
    this.report("time");
  }
  close() {
    clearTimeout(this.timeout);
    this.remote?.close?.();
    this.remote = undefined;
  }

  fail = () => {
    const { currentTime, element, poster } = this;
    const url = new URL(poster.href);
    url.searchParams.set("t", `${Math.floor(currentTime)}`);
    this.failed = true;
    this.close();
    showFailure(element, url.href, currentTime);
    this.report("pause");
  };
}

/** Replace a player by a link. @type {(element: HTMLElement, href: string, seconds: number) => void} */
export function showFailure(element, href, seconds) {
  const link = make("a", { href }, say("openAt", { time: formatClock(seconds) }));
  const note = make("p", { className: "podcast-failure", role: "alert" }, say("failed"), " ", link);
  note.style.minHeight = `${element.offsetHeight}px`;
  element.replaceChildren(note);
}
