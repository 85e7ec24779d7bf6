/** The players of a page, each kind behind one interface: `Player`, in types.d.ts. */
import { titleOf } from "./transcript.js";
import { clock, make, say } from "./words.js";

/** How long one from elsewhere may take to answer, in milliseconds. */
const PATIENCE = 10000;

/** What all have in common: a source, in the page, and giving up. */
class AnyPlayer {
  failed = false;
  moving = false;

  /**
   * @param {HTMLElement} element
   * @param {any} source
   * @param {Tell} tell
   */
  constructor(element, source, tell) {
    this.element = element;
    this.source = source;
    /** @param {Telling} what */
    this.tell = (what) => tell(/** @type {any} */ (this), what);
  }

  load() {}
  leave() {}

  /** The links of the page are links again. @param {number} seconds @param {string} href */
  giveUp(seconds, href) {
    const link = make("a", { href }, say("openAt", { time: clock(seconds) }));
    const note = make("p", { class: "podcast-failure", role: "alert" }, say("failed"), " ", link);
    note.style.minHeight = `${this.element.offsetHeight}px`;
    this.element.replaceChildren(note);
    this.failed = true;
    this.leave();
    this.tell("pause");
  }
}

/** The page hears of it by itself: events of media pass through the document. */
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
    this.source.play().catch((/** @type {any} */ { name }) => {
      const { src } = this.source;
      if (name === "NotSupportedError") this.giveUp(this.currentTime, `${src}#t=${this.currentTime}`);
    });
  }
  pause() {
    this.source.pause();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.source.currentTime = seconds;
    this.tell("time");
  }
}

/** A player from elsewhere, in the place of the link to it. */
class Embedded extends AnyPlayer {
  paused = true;
  currentTime = 0;
  duration = NaN;
  rate = NaN;
  /** Whether it has been asked to play. */
  wanted = false;
  /** What commands it, once it answers. @type {any} */
  remote;
  patience = 0;

  load() {
    if (this.patience) return;
    this.patience = setTimeout(() => this.fail(), PATIENCE);
    const focused = document.activeElement === this.source;
    const frame = this.embed();
    this.source.replaceWith(frame);
    if (focused) frame.focus();
  }
  play() {
    this.wanted = true;
    if (this.remote) this.start();
    else this.load();
  }
  pause() {
    this.wanted = false;
    if (this.remote) this.stop();
  }
  /** @param {number} seconds */
  seek(seconds) {
    this.currentTime = seconds;
    if (this.remote) this.goTo(seconds);
    this.tell("time");
  }
  /** @param {any} remote */
  answer(remote) {
    clearTimeout(this.patience);
    if (this.failed) return;
    this.remote = remote;
    if (this.wanted) this.start();
  }
  /** @param {boolean} paused */
  turn(paused) {
    const same = this.paused === paused;
    this.paused = paused;
    this.tell(same ? "time" : paused ? "pause" : "play");
  }
  fail = () => {
    const url = new URL(this.source.href);
    url.searchParams.set("t", `${Math.floor(this.currentTime)}`);
    if (!this.failed) this.giveUp(this.currentTime, url.href);
  };
  leave() {
    clearTimeout(this.patience);
    this.remote = null;
  }

  embed() {
    return make("div");
  }
  start() {
    this.remote.play();
  }
  stop() {
    this.remote.pause();
  }
  /** @param {number} seconds */
  goTo(seconds) {
    this.remote.seek(seconds);
  }
}

class YouTube extends Embedded {
  moving = true;
  rate = 1;
  timer = 0;
  /** Until when it may still tell the time of before a jump. */
  settled = 0;

  embed() {
    const begin = Math.floor(this.currentTime);
    const query = `start=${begin}&autoplay=${+this.wanted}&playsinline=1&enablejsapi=1`;
    const frame = make("iframe", {
      title: say("playerOf", { title: titleOf(document.querySelector("h1")) }),
      allow: "autoplay; encrypted-media; picture-in-picture; fullscreen",
      referrerpolicy: "strict-origin-when-cross-origin",
      src: `https://www.youtube-nocookie.com/embed/${this.source.dataset.youtube}?${query}&origin=${location.origin}`,
    });
    const events = {
      onReady: (/** @type {any} */ { target }) => {
        this.answer(target);
        if (this.remote && Math.floor(this.currentTime) !== begin) this.goTo(this.currentTime);
      },
      onStateChange: (/** @type {any} */ { data }) => this.change(data),
      onError: this.fail,
    };
    (window.YT?.Player
      ? Promise.resolve()
      : load("https://www.youtube.com/iframe_api", "onYouTubeIframeAPIReady")
    ).then(() => frame.isConnected && new window.YT.Player(frame, { events }), this.fail);
    return frame;
  }
  start() {
    this.remote.setPlaybackRate(this.rate);
    this.remote.playVideo();
  }
  stop() {
    this.remote.pauseVideo();
  }
  /** @param {number} seconds */
  goTo(seconds) {
    this.settled = Date.now() + 1000;
    this.remote.seekTo(seconds, true);
  }
  /** @param {number} state 1 is playing, 2 paused, 0 ended */
  change(state) {
    clearInterval(this.timer);
    if (!this.remote) return;
    if (state === 1) this.timer = setInterval(() => this.listen(), 250);
    if (state === 1 || state === 2 || !state) this.turn(state !== 1);
    this.listen();
  }
  listen() {
    const seconds = this.remote.getCurrentTime();
    if (Math.abs(seconds - this.currentTime) > 2 && Date.now() < this.settled) return;
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
  begun = false;

  embed() {
    const place = make("div");
    const uri = `spotify:episode:${this.source.dataset.spotify}`;
    load("https://open.spotify.com/embed/iframe-api/v1", "onSpotifyIframeApiReady").then(
      (api) =>
        api.createController(place, { uri, width: "100%", height: 232 }, (/** @type {any} */ remote) => {
          remote.addListener("ready", () => this.answer(remote));
          remote.addListener("playback_update", (/** @type {any} */ { data }) => this.change(data));
        }),
      this.fail,
    );
    return place;
  }
  start() {
    this.remote[this.begun ? "resume" : "play"]();
  }
  /** @param {{position: number, duration: number, isPaused: boolean}} state in milliseconds */
  change({ position, duration, isPaused }) {
    if (!this.remote) return;
    this.duration = duration / 1000 || NaN;
    if (this.begun) this.currentTime = position / 1000;
    else if (!isPaused) {
      // It takes no start: it goes there as soon as it plays.
      this.begun = true;
      if (this.currentTime) this.goTo(this.currentTime);
    }
    this.turn(isPaused);
  }
}

/** What each kind is found by, in order of preference. Another kind is one line here. */
const KINDS = /** @type {const} */ ([
  ["audio", Sound],
  ["[data-youtube]", YouTube],
  ["[data-spotify]", Spotify],
]);

/** All players of the page. @param {Tell} tell @returns {Player[]} */
export const playersOf = (tell) =>
  [...document.querySelectorAll(".podcast-player")].flatMap((element) => {
    for (const [selector, Kind] of KINDS) {
      const source = element.querySelector(selector);
      if (source) return new Kind(/** @type {any} */ (element), source, tell);
    }
    return [];
  });

/** @type {Record<string, Promise<any>>} */
const loading = {};

/**
 * Loads the script that commands a player, once; after a failure it is tried again.
 * @param {string} src
 * @param {"onYouTubeIframeAPIReady" | "onSpotifyIframeApiReady"} callback what it calls
 */
const load = (src, callback) =>
  (loading[src] ??= new Promise((resolve, reject) => {
    const script = make("script", { src });
    window[callback] = resolve;
    script.onerror = () => {
      delete loading[src];
      reject();
    };
    document.head.append(script);
  }));
