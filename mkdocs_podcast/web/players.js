/** The players of a page, each kind behind one interface: `Player` in types.d.ts. */
import { titleOf } from "./transcript.js";
import { clock, make, say } from "./words.js";

/** How long one from elsewhere may take to answer, in milliseconds. */
const PATIENCE = 10000;

class AnyPlayer {
  failed = false;
  moving = false;

  constructor(element, source, tell) {
    this.element = element;
    this.source = source;
    this.tell = (what) => tell(this, what);
  }

  load() {}
  leave() {}

  /** Gives up: the links of the page are links again. */
  giveUp(seconds, href) {
    if (this.failed) return;
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
    const { source, currentTime } = this;
    source.play().catch(({ name }) => {
      if (name === "NotSupportedError") this.giveUp(currentTime, `${source.src}#t=${currentTime}`);
    });
  }
  pause() {
    this.source.pause();
  }
  seek(seconds) {
    this.source.currentTime = seconds;
    this.tell("time");
  }
}

/** A player from elsewhere, in the place of the link to it. Until it answers, it remembers. */
class Embedded extends AnyPlayer {
  paused = true;
  currentTime = 0;
  duration = NaN;
  rate = NaN;
  wanted = false;
  remote;
  patience = 0;

  load() {
    if (this.patience) return;
    this.patience = setTimeout(this.fail, PATIENCE);
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
  seek(seconds) {
    this.currentTime = seconds;
    if (this.remote) this.goTo(seconds);
    this.tell("time");
  }
  answer(remote) {
    clearTimeout(this.patience);
    if (this.failed) return;
    this.remote = remote;
    if (this.wanted) this.start();
  }
  turn(paused) {
    const turned = this.paused !== paused;
    this.paused = paused;
    if (turned) this.tell(paused ? "pause" : "play");
    this.tell("time");
  }
  fail = () => {
    const url = new URL(this.source.href);
    url.searchParams.set("t", `${Math.floor(this.currentTime)}`);
    this.giveUp(this.currentTime, url.href);
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
      onReady: ({ target }) => {
        this.answer(target);
        if (this.remote && Math.floor(this.currentTime) !== begin) this.goTo(this.currentTime);
      },
      onStateChange: ({ data }) => this.change(data),
      onError: this.fail,
    };
    load("https://www.youtube.com/iframe_api", "onYouTubeIframeAPIReady", window.YT?.Player).then(
      () => frame.isConnected && new window.YT.Player(frame, { events }),
      this.fail,
    );
    return frame;
  }
  start() {
    this.remote.setPlaybackRate(this.rate);
    this.remote.playVideo();
  }
  stop() {
    this.remote.pauseVideo();
  }
  goTo(seconds) {
    this.settled = Date.now() + 1000;
    this.remote.seekTo(seconds, true);
  }
  /** 1 is playing, 2 paused, 0 ended; others pass. */
  change(state) {
    clearInterval(this.timer);
    if (!this.remote) return;
    if (state === 1) this.timer = setInterval(() => this.listen(), 250);
    this.listen();
    if ([0, 1, 2].includes(state)) this.turn(state !== 1);
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
    load("https://open.spotify.com/embed/iframe-api/v1", /** @type {any} */ ("onSpotifyIframeApiReady")).then(
      (api) =>
        api.createController(place, { uri, width: "100%", height: 232 }, (remote) => {
          remote.addListener("ready", () => this.answer(remote));
          remote.addListener("playback_update", ({ data }) => this.change(data));
        }),
      this.fail,
    );
    return place;
  }
  start() {
    this.remote[this.begun ? "resume" : "play"]();
  }
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

/** All players of the page. @returns {Player[]} */
export const playersOf = (/** @type {Tell} */ tell) =>
  [...document.querySelectorAll(".podcast-player")].flatMap((element) => {
    for (const [selector, Kind] of KINDS) {
      const source = element.querySelector(selector);
      if (source) return new Kind(element, source, tell);
    }
    return [];
  });

/** @type {Record<string, Promise<any>>} */
const loading = {};

/** Loads what commands a player and calls back, once; after a failure it is tried again. */
const load = (src, /** @type {"onYouTubeIframeAPIReady"} */ callback, here = null) =>
  (loading[src] ??= new Promise((resolve, reject) => {
    const script = make("script", { src });
    if (here) return resolve(here);
    window[callback] = resolve;
    script.onerror = () => {
      delete loading[src];
      reject();
    };
    document.head.append(script);
  }));
