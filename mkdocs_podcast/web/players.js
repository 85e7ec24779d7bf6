/** What plays, and what readers play it with: words, buttons, players, bar, shortcuts, memory. */
import { messages, settings } from "./settings.js";

const { language } = settings;
const plural = new Intl.PluralRules(language);

/** Words in the site's language. @type {Say} */
export const say = (key, values = {}) => {
  const message = messages[key];
  const text =
    typeof message === "string" ? message : (message[plural.select(values.count)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
};

const split = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);

/** 2:12, 1:02:03. */
export const clock = (seconds) =>
  split(seconds)
    .map((part) => `${part}`.padStart(2, "0"))
    .join(":")
    .replace(/^0(0:0?)?/, "");

const units = ["hour", "minute", "second"].map(
  (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
);
const list = new Intl.ListFormat(language, { type: "unit" });

/** 1 hour, 2 minutes, 3 seconds. */
function inWords(seconds) {
  const words = split(seconds).map((count, index) => (count ? units[index].format(count) : ""));
  return list.format(words.filter(Boolean)) || units[2].format(0);
}

/** @type {Make} */
export const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** @type {Record<string, string>} */
const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M9 5v14M15 5v14",
  back: "M4 4v5h5M4.6 9A8 8 0 1 1 4 13",
  forward: "M20 4v5h-5M19.4 9A8 8 0 1 0 20 13",
  goToLine: "M4 6h16M4 12h16M4 18h9M20 15v6l-3-3",
  playFromHere: "M8 5v14l11-7z",
  copyLink: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6",
  copyQuote: "M10 7H5v6h5V7c0 6-1 8-4 10M20 7h-5v6h5V7c0 6-1 8-4 10",
  findPrevious: "M6 15l6-6 6 6",
  findNext: "M6 9l6 6 6-6",
  shortcuts: "M9 9a3 3 0 1 1 4 3q-1 .5-1 2M12 18v.5",
  dismiss: "M6 6l12 12M18 6 6 18",
};

function name(button, key, values) {
  const words = say(key, values);
  button.textContent = words;
  if (!ICONS[key]) return;
  button.innerHTML = `<svg viewBox="0 0 24 24"><path d="${ICONS[key]}"/></svg>`;
  button.title = button.ariaLabel = words;
}

/** At a click, the part acts that has a function of this name. */
export function button(/** @type {MessageKey} */ key, values = {}) {
  const element = make("button", { type: "button" });
  element.dataset.podcast = key;
  name(element, key, values);
  return element;
}

/** How long one from elsewhere may take to answer, in ms. */
const PATIENCE = 10000;

/** What all kinds of `Player` have in common. */
class AnyPlayer {
  failed = false;

  constructor(element, source, tell) {
    this.element = element;
    this.source = source;
    this.tell = (what) => tell(this, what);
  }

  load() {}
  leave() {}

  /** Gives up: the links of the page are links again. */
  giveUp(href, seconds) {
    const link = make("a", { href }, say("openAt", { time: clock(seconds) }));
    const note = make("p", { className: "podcast-failure", role: "alert" }, say("failed"), " ", link);
    note.style.minHeight = `${this.element.offsetHeight}px`;
    this.element.replaceChildren(note);
    this.failed = true;
    this.leave();
    this.tell("pause");
  }
}

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
  setRate(rate) {
    this.source.playbackRate = rate;
  }
  play() {
    const { source, currentTime } = this;
    source.play().catch(({ name }) => {
      if (name === "NotSupportedError") this.giveUp(`${source.src}#t=${currentTime}`, currentTime);
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

/** In the place of the link to it. Until it answers, it remembers what was asked. */
class Embedded extends AnyPlayer {
  paused = true;
  currentTime = 0;
  duration = NaN;
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
  update(paused, seconds, milliseconds) {
    const turned = this.paused !== paused;
    const moved = this.currentTime !== seconds;
    this.paused = paused;
    this.currentTime = seconds;
    this.duration = milliseconds / 1000 || NaN;
    if (turned) this.tell(paused ? "pause" : "play");
    if (turned || moved) this.tell("time");
  }
  fail = () => {
    const url = new URL(this.source.href);
    url.searchParams.set("t", `${Math.floor(this.currentTime)}`);
    this.giveUp(url.href, this.currentTime);
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
  timer = 0;
  /** Until when it may still tell the time of before a jump. */
  settled = 0;

  embed() {
    const { currentTime, source, wanted } = this;
    const query = `start=${Math.floor(currentTime)}&autoplay=${+wanted}&playsinline=1&enablejsapi=1`;
    const frame = make("iframe", {
      title: say("playerOf", { title: document.title }),
      allow: "autoplay; encrypted-media; picture-in-picture; fullscreen",
      referrerPolicy: "strict-origin-when-cross-origin",
      src: `https://www.youtube-nocookie.com/embed/${source.dataset.youtube}?${query}&origin=${location.origin}`,
    });
    const events = {
      onReady: ({ target }) => {
        this.answer(target);
        if (this.currentTime !== currentTime) this.seek(this.currentTime);
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
  setRate(rate) {
    this.remote.setPlaybackRate(rate);
  }
  start() {
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
    if (state === 1) this.timer = setInterval(() => this.listen(false), 250);
    this.listen([0, 1, 2].includes(state) ? state !== 1 : this.paused);
  }
  listen(paused) {
    if (!this.remote) return;
    const told = this.remote.getCurrentTime();
    const late = Math.abs(told - this.currentTime) > 2 && Date.now() < this.settled;
    this.update(paused, late ? this.currentTime : told, this.remote.getDuration() * 1000);
  }
  leave() {
    clearInterval(this.timer);
    super.leave();
  }
}

class Spotify extends Embedded {
  begun = false;

  embed() {
    const place = super.embed();
    const uri = `spotify:episode:${this.source.dataset.spotify}`;
    load("https://open.spotify.com/embed/iframe-api/v1", "onSpotifyIframeApiReady").then(
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
    const { begun, currentTime } = this;
    this.begun ||= !isPaused;
    // It takes no start: it goes there as soon as it plays.
    if (!begun && !isPaused && currentTime) this.goTo(currentTime);
    this.update(isPaused, begun ? position / 1000 : currentTime, duration);
  }
}

/** How each kind is found, in order of preference. */
const KINDS = /** @type {const} */ ([
  ["audio", Sound],
  ["[data-youtube]", YouTube],
  ["[data-spotify]", Spotify],
]);

/** @returns {Player[]} */
export const playersOf = (/** @type {Tell} */ tell) =>
  [...document.querySelectorAll(".podcast-player")].flatMap((element) => {
    for (const [selector, Kind] of KINDS) {
      const source = element.querySelector(selector);
      if (source) return new Kind(element, source, tell);
    }
    return [];
  });

const loading = {};

/** Loads a script that calls back, once; after a failure it is tried again. */
const load = (src, callback, here) =>
  (loading[src] ??= new Promise((resolve, reject) => {
    if (here) return resolve(here);
    Object.assign(window, { [callback]: resolve });
    const onerror = () => {
      delete loading[src];
      reject();
    };
    document.head.append(make("script", { src, onerror }));
  }));

const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2];
const RATE = "podcast:rate";

/** Stays in view when the player does not. @type {MakePart} */
export function bar(episode) {
  const toggle = button("play");
  toggle.dataset.podcast = "toggle";
  const slider = make("input", { type: "range", ariaLabel: say("position") });
  const time = make("span", { className: "podcast-clock" });
  const section = make("span", { className: "podcast-current" });
  const rates = RATES.map((rate) => make("option", { value: `${rate}` }, `${rate}×`));
  const speed = make("select", { ariaLabel: say("speed") }, ...rates);
  const element = make(
    "section",
    { className: "podcast-bar", ariaLabel: say("player"), hidden: true },
    ...[button("back"), toggle, button("forward")],
    ...[slider, time, section, speed, button("goToLine")],
  );
  speed.value = recall(RATE, 1);
  episode.dock.append(element);
  let inView = true;
  let shown = -1;
  let watched;
  const observer = new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting;
    update();
  });

  function turn() {
    const { player } = episode;
    name(toggle, player.paused ? "play" : "pause");
    if (watched !== player) observer.disconnect();
    observer.observe(player.element);
    watched = player;
    update();
  }

  function update() {
    const { player, begun } = episode;
    const second = Math.floor(player.currentTime);
    element.hidden = inView || !begun || player.failed;
    document.body.classList.toggle("podcast-docked", !element.hidden);
    if (element.hidden || second === shown || slider.matches(":active")) return;
    shown = second;
    showTime(second);
    section.textContent = episode.section?.title ?? "";
  }

  function showTime(seconds) {
    const length = Math.floor(episode.player.duration) || 0;
    const position = inWords(seconds);
    slider.disabled = !length;
    slider.max = `${length || seconds}`;
    slider.value = `${seconds}`;
    slider.ariaValueText = length ? say("positionOf", { position, length: inWords(length) }) : position;
    time.textContent = clock(seconds) + (length ? ` / ${clock(length)}` : "");
  }

  function setRate() {
    speed.hidden = !episode.player.setRate;
    episode.player.setRate?.(+speed.value);
  }

  function changeRate(steps) {
    const rate = RATES[speed.selectedIndex + steps];
    if (!rate || speed.hidden) return;
    speed.value = `${rate}`;
    keepRate();
    episode.announce(say("speedNow", { speed: `${rate}×` }));
  }

  function keepRate() {
    keep(RATE, +speed.value);
    setRate();
  }

  const playOrPause = () => episode.toggle();
  turn();
  return {
    leave() {
      observer.disconnect();
      document.body.classList.remove("podcast-docked");
    },
    play() {
      setRate();
      turn();
    },
    pause: turn,
    time: update,
    toggle: playOrPause,
    keyToggle: playOrPause,
    back: () => episode.skip(-15),
    forward: () => episode.skip(30),
    slower: () => changeRate(-1),
    faster: () => changeRate(1),
    input: ({ target }) => target === slider && showTime(+slider.value),
    change({ target }) {
      if (target === speed) keepRate();
      if (target === slider) episode.cue({ start: +slider.value });
    },
  };
}

/** @type {Record<string, MessageKey>} */
const SHORTCUTS = {
  "?": "shortcuts",
  "/": "find",
  k: "keyToggle",
  " ": "keyToggle",
  j: "back",
  l: "forward",
  ",": "slower",
  ".": "faster",
};
const USED = "podcast:shortcuts";

/** What takes keys itself, and what takes the space bar. */
const FIELDS = "input, textarea, select, [contenteditable], dialog";
const PRESSED = `${FIELDS}, button, a, summary, audio, video`;

export const isHeld = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** Keys for what other parts do; the reader can turn them off. @type {MakePart} */
export function shortcuts(episode) {
  const known = Object.keys(SHORTCUTS).filter(
    (key) => key === "?" || episode.parts.some((part) => part[SHORTCUTS[key]]),
  );
  const rows = known.flatMap((key) => [
    make("dt", {}, make("kbd", {}, key === " " ? say("space") : key)),
    make("dd", {}, say(SHORTCUTS[key])),
  ]);
  const used = make("input", { type: "checkbox", checked: recall(USED, true) });
  used.dataset.podcast = "useShortcuts";
  const dialog = make(
    "dialog",
    { className: "podcast-shortcuts", ariaLabel: say("shortcuts") },
    make("dl", {}, ...rows),
    make("label", {}, used, " ", say("useShortcuts")),
    button("close"),
  );
  episode.dock.append(dialog);
  return {
    shortcuts: () => dialog.showModal(),
    close: () => dialog.close(),
    useShortcuts: () => keep(USED, used.checked),
    // Before a theme's own.
    keydown(event) {
      const key = event.key.toLowerCase();
      if (!used.checked || !known.includes(key) || isHeld(event)) return;
      if (event.target.closest(key === " " ? PRESSED : FIELDS)) return;
      event.preventDefault();
      event.stopPropagation();
      episode.pass(SHORTCUTS[key]);
    },
  };
}

/** From the reader's own browser, where it keeps anything. */
function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage[key]);
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full, or forbidden.
  }
}

const POSITIONS = "podcast:positions";

/** Offers to go on where the reader stopped. @type {MakePart} */
export function memory(episode) {
  const { begun, player } = episode;
  const path = location.pathname;
  const start = recall(POSITIONS, {})[path];
  const resume = button("continueAt", { time: clock(start) });
  const offer = make("p", { className: "podcast-continue" }, resume, button("dismiss"));
  const withdraw = () => offer.remove();
  let played = false;
  let saved = 0;
  if (start && !begun) player.element.append(offer);

  /** The 50 newest are kept, without beginnings and ends. */
  function save() {
    const { currentTime, duration } = player;
    if (!played || player !== episode.player) return;
    const { [path]: _, ...positions } = recall(POSITIONS, {});
    if (currentTime >= 10 && !(currentTime > duration - 30)) positions[path] = currentTime;
    keep(POSITIONS, Object.fromEntries(Object.entries(positions).slice(-50)));
    saved = Date.now();
  }

  return {
    play() {
      played = true;
      withdraw();
    },
    time: () => Date.now() - saved > 5000 && save(),
    pause: save,
    pagehide: save,
    leave: save,
    continueAt: () => episode.play({ start }),
    dismiss: withdraw,
  };
}
