/**
 * The players of a page, each kind behind the same interface (`Player` in types.d.ts).
 * For another kind write a class, and say in `KINDS` what it is found by.
 */
import { make } from "./elements.js";
import { titleOf } from "./transcript.js";
import { clock, say } from "./words.js";

/** @typedef {import("./types.js").Player} Player */
/** @typedef {(player: Player, what: import("./types.js").Telling) => void} Tell */

/** How long a player from elsewhere may take to answer, in milliseconds. */
const PATIENCE = 10000;

/** @template {HTMLElement} Source */
class AnyPlayer {
  failed = false;
  moving = false;

  /**
   * @param {HTMLElement} element
   * @param {Source} source what in it says what to play
   * @param {Tell} tell
   */
  constructor(element, source, tell) {
    this.element = element;
    this.source = source;
    /** @param {import("./types.js").Telling} what */
    this.tell = (what) => tell(/** @type {any} */ (this), what);
  }

  load() {}
  leave() {}

  /** Gives up: the links of the page are links again. */
  fail() {
    if (this.failed) return;
    const { currentTime } = /** @type {Player} */ (/** @type {any} */ (this));
    const link = make(
      "a",
      { href: this.link(currentTime) },
      say("openAt", { time: clock(currentTime) }),
    );
    const message = make(
      "p",
      { class: "podcast-failure", role: "alert" },
      say("failed"),
      " ",
      link,
    );
    message.style.minHeight = `${this.element.offsetHeight}px`;
    this.element.replaceChildren(message);
    this.failed = true;
    this.leave();
    this.tell("pause");
  }

  /**
   * Where it plays from a time, outside of this page.
   * @param {number} _seconds
   */
  link(_seconds) {
    return "";
  }
}

/**
 * What it does is heard of by the page: events of media pass through the document.
 * @extends {AnyPlayer<HTMLAudioElement>}
 */
class Sound extends AnyPlayer {
  get paused() {
    return this.source.paused;
  }
  get currentTime() {
    return this.source.currentTime;
  }
  get duration() {
    return this.source.duration;
  }
  get rate() {
    return this.source.playbackRate;
  }
  set rate(rate) {
    this.source.playbackRate = rate;
  }

  play() {
    this.source.play().catch(({ name }) => name === "NotSupportedError" && this.fail());
  }
  pause() {
    this.source.pause();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.source.currentTime = seconds;
    this.tell("time");
  }
  /** @param {number} seconds */
  link(seconds) {
    return `${this.source.src}#t=${seconds}`;
  }
}

/**
 * A player from elsewhere, in the place of the link to it.
 * @extends {AnyPlayer<HTMLAnchorElement>}
 */
class Embedded extends AnyPlayer {
  paused = true;
  /** @type {number} */
  currentTime = 0;
  duration = NaN;
  /** What commands it, once it answers. @type {any} */
  remote = null;
  /** Whether it has been asked to play. */
  wanted = false;
  patience = 0;

  get rate() {
    return NaN;
  }
  set rate(_) {}

  load() {
    if (this.patience) return;
    this.patience = setTimeout(() => this.fail(), PATIENCE);
    this.embed();
  }
  play() {
    this.wanted = true;
    if (this.remote) this.resume();
    else this.load();
  }
  pause() {
    this.wanted = false;
    this.remote?.[this.pausing]();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.currentTime = seconds;
    if (this.remote) this.goTo(seconds);
    this.tell("time");
  }
  leave() {
    clearTimeout(this.patience);
    this.remote = null;
  }

  /** @param {HTMLElement} frame */
  replaceLink(frame) {
    const focused = document.activeElement === this.source;
    this.source.replaceWith(frame);
    if (focused) frame.focus();
  }
  /** @param {any} remote */
  answered(remote) {
    clearTimeout(this.patience);
    if (!this.failed) this.remote = remote;
  }
  /** @param {boolean} paused */
  turned(paused) {
    if (this.paused === paused) return;
    this.paused = paused;
    this.tell(paused ? "pause" : "play");
  }
  /** @param {number} seconds */
  link(seconds) {
    const url = new URL(this.source.href);
    url.searchParams.set("t", `${Math.floor(seconds)}`);
    return url.href;
  }

  pausing = "pause";
  embed() {}
  resume() {}
  /** @param {number} _seconds */
  goTo(_seconds) {}
}

class YouTube extends Embedded {
  moving = true;
  pausing = "pauseVideo";
  timer = 0;
  /** Until when it may still tell the time before a jump. */
  settled = 0;

  get rate() {
    return this.remote?.getPlaybackRate() ?? 1;
  }
  set rate(rate) {
    this.remote?.setPlaybackRate(rate);
  }

  embed() {
    const start = Math.floor(this.currentTime);
    const query = new URLSearchParams({
      start: `${start}`,
      autoplay: `${Number(this.wanted)}`,
      playsinline: "1",
      enablejsapi: "1",
      origin: location.origin,
    });
    const frame = make("iframe", {
      title: say("playerOf", { title: titleOf(document.querySelector("h1")) }),
      allow: "autoplay; encrypted-media; picture-in-picture; fullscreen",
      referrerpolicy: "strict-origin-when-cross-origin",
      src: `https://www.youtube-nocookie.com/embed/${this.source.dataset.youtube}?${query}`,
    });
    this.replaceLink(frame);
    const events = {
      onReady: (/** @type {any} */ { target }) => {
        this.answered(target);
        if (Math.floor(this.currentTime) !== start) this.goTo(this.currentTime);
        if (this.wanted) target.playVideo();
        this.listen();
      },
      onStateChange: (/** @type {any} */ { data }) => this.changed(data),
      onError: () => this.fail(),
    };
    api("https://www.youtube.com/iframe_api", "onYouTubeIframeAPIReady", () => window.YT?.Player)
      .then(() => frame.isConnected && new window.YT.Player(frame, { events }))
      .catch(() => this.fail());
  }
  resume() {
    this.remote.playVideo();
  }
  /** @param {number} seconds */
  goTo(seconds) {
    this.settled = performance.now() + 1000;
    this.remote.seekTo(seconds, true);
  }
  /** @param {number} state 1 is playing, 2 paused, 0 ended; others pass */
  changed(state) {
    clearInterval(this.timer);
    if (state === 1) this.timer = setInterval(() => this.listen(), 250);
    this.listen();
    if (state >= 0 && state < 3) this.turned(state !== 1);
  }
  listen() {
    const seconds = this.remote?.getCurrentTime();
    const late = Math.abs(seconds - this.currentTime) > 2 && performance.now() < this.settled;
    if (!this.remote || late) return;
    this.currentTime = seconds;
    this.duration = this.remote.getDuration() || NaN;
    this.tell("time");
  }
  leave() {
    clearInterval(this.timer);
    super.leave();
  }
}

class Spotify extends Embedded {
  heard = false;
  embed() {
    const place = make("div");
    this.replaceLink(place);
    const options = {
      uri: `spotify:episode:${this.source.dataset.spotify}`,
      width: "100%",
      height: 232,
    };
    api("https://open.spotify.com/embed/iframe-api/v1", "onSpotifyIframeApiReady")
      .then((frames) =>
        frames.createController(place, options, (/** @type {any} */ remote) => {
          remote.addListener("ready", () => {
            this.answered(remote);
            if (this.wanted) remote.play();
          });
          remote.addListener("playback_update", (/** @type {any} */ { data }) => this.heardOf(data));
        }),
      )
      .catch(() => this.fail());
  }
  resume() {
    this.remote[this.heard ? "resume" : "play"]();
  }
  /** @param {number} seconds */
  goTo(seconds) {
    this.remote.seek(seconds);
  }
  /** @param {{position: number, duration: number, isPaused: boolean}} state in milliseconds */
  heardOf({ position, duration, isPaused }) {
    if (!this.remote) return;
    this.duration = duration / 1000 || NaN;
    // It takes no start: the jump comes when it has begun.
    if (!this.heard && !isPaused) {
      this.heard = true;
      if (this.currentTime) this.goTo(this.currentTime);
    } else if (this.heard) {
      this.currentTime = position / 1000;
    }
    this.turned(isPaused);
    this.tell("time");
  }
}

/** In this order of preference, where a player holds more than one. */
const KINDS = /** @type {const} */ ([
  ["audio", Sound],
  ["a[data-youtube]", YouTube],
  ["a[data-spotify]", Spotify],
]);

/**
 * @param {Tell} tell
 * @returns {Player[]} all of the page
 */
export function playersOf(tell) {
  /** @type {HTMLElement[]} */
  const elements = [...document.querySelectorAll(".podcast-player")].map(
    (element) => /** @type {HTMLElement} */ (element),
  );
  return elements.flatMap((element) => {
    for (const [selector, Kind] of KINDS) {
      const source = /** @type {any} */ (element.querySelector(selector));
      if (source) return [new Kind(element, source, tell)];
    }
    return [];
  });
}

/** @type {Record<string, Promise<any>>} */
const apis = {};

/**
 * Loads the script that commands a player, once.
 * @param {string} src
 * @param {"onYouTubeIframeAPIReady" | "onSpotifyIframeApiReady"} callback what the script calls
 * @param {() => unknown} here whether another script of the page has loaded it
 */
function api(src, callback, here = () => false) {
  if (here()) return Promise.resolve();
  const loading = (apis[src] ??= new Promise((resolve, reject) => {
    window[callback] = resolve;
    const script = make("script", { src });
    script.onerror = reject;
    document.head.append(script);
  }));
  loading.catch(() => delete apis[src]);
  return loading;
}
