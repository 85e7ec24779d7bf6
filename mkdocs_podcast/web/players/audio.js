/** A recording, in the browser's own player. */
import { showFailure } from "./poster.js";

/** @implements {Player} */
export class AudioPlayer {
  failed = false;

  /**
   * @param {HTMLElement} element
   * @param {HTMLMediaElement} audio
   * @param {ReportChange} report
   * @param {AbortSignal} signal
   */
  constructor(element, audio, report, signal) {
    this.element = element;
    this.audio = audio;
    this.hasVideo = audio instanceof HTMLVideoElement;
    this.report = report;
    audio.addEventListener("play", () => report("play"), { signal });
    audio.addEventListener("pause", () => report("pause"), { signal });
    audio.addEventListener("timeupdate", () => report("time"), { signal });
  }

  get paused() {
    return this.audio.paused;
  }
  get currentTime() {
    return this.audio.currentTime;
  }
  get duration() {
    return this.audio.duration || Number(this.audio.dataset.duration);
  }

  play() {
    const { audio, currentTime } = this;
    audio.play().catch(({ name }) => {
      if (name !== "NotSupportedError") return;
      this.failed = true;
      showFailure(this.element, `${audio.src}#t=${currentTime}`, currentTime);
      this.report("pause");
    });
  }
  pause() {
    this.audio.pause();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.audio.currentTime = seconds;
    this.report("time");
  }
  /** @param {number} rate */
  setRate(rate) {
    this.audio.playbackRate = rate;
  }
}
