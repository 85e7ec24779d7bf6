/** The episode of a page: its players, its transcript, and what readers do with them. */
import { messages, settings } from "./settings.js";

// Media events do not bubble: all are heard on their way down.
const EVENTS = (
  "click keydown input change pointerover focusin mousedown wheel touchmove selectionchange " +
  "hashchange pagehide resize play pause timeupdate"
).split(" ");

const TELLINGS = { play: "play", pause: "pause", timeupdate: "time" };

export class Episode {
  transcript = readTranscript();
  lineAt = timeline(this.transcript.starts);
  players = playersOf((player, what) => this.tell(player, what));
  /** The one that plays or will play. */
  player = this.players[0];
  begun = false;
  /** Of lines that begin together, the one that was asked for. */
  asked;
  until = NaN;
  section;
  status = make("p", { className: "podcast-status", role: "status" });
  dock = make("div", { className: "podcast-dock" }, this.status);
  parts = [];

  constructor(place) {
    const { player, dock, parts, transcript } = this;
    dock.style.fontSize = getComputedStyle(place).fontSize;
    parts.push(follow(this));
    if (transcript.lines[0]) parts.push(find(this), quote(this));
    if (player) parts.push(bar(this));
    parts.push(address(this));
    if (player && settings.rememberPosition) parts.push(memory(this));
    if (settings.shortcuts) parts.unshift(shortcuts(this));
    document.body.append(dock);
    for (const type of EVENTS) addEventListener(type, this, true);
    if (settings.autoload) for (const player of this.players) player.load();
  }

  leave() {
    for (const type of EVENTS) removeEventListener(type, this, true);
    this.pass("leave");
    for (const player of this.players) player.leave();
    this.dock.remove();
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type in TELLINGS) return this.tell(this.playerOf(target), TELLINGS[type]);
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
    this.pass(target.closest("[data-podcast]")?.dataset.podcast);
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
    if (!player) return;
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
      this.until = NaN;
    }
  }

  fire(name, detail) {
    const { element } = this.player;
    element.dispatchEvent(new CustomEvent(`podcast:${name}`, { bubbles: true, detail }));
  }

  lineNow(seconds) {
    const { starts } = this.transcript;
    // A jump may land a little too early.
    const line = this.lineAt(seconds + 0.1);
    return starts[this.asked] === starts[line] ? this.asked : line;
  }

  play(moment, line) {
    this.cue(moment, line);
    this.pass("keepUp");
    this.player.play();
  }

  /** Goes to a moment, without sound. */
  cue({ start, end = NaN }, line) {
    this.begun = true;
    this.asked = line;
    this.until = end;
    this.player?.seek(start);
  }

  announce(words) {
    this.status.textContent = words;
    setTimeout(() => this.status.textContent === words && this.status.replaceChildren(), 4000);
  }
}

/** @returns {Transcript} */
function readTranscript() {
  const lines = [];
  const sections = [];
  const sectionOf = [];
  const toSections = all('.podcast-sections li > a[href^="#"]');
  for (const part of all(".podcast-transcript :is(.podcast-line, h3[id])")) {
    const section = sections.at(-1);
    if (part.matches("h3")) {
      const links = toSections.filter(({ hash }) => decodeURIComponent(hash) === `#${part.id}`);
      const start = startOf(links[0]?.previousElementSibling);
      sections.push({ heading: part, title: textOf(part), links, start });
    } else {
      if (section && isNaN(section.start)) section.start = startOf(part);
      lines.push(part);
      sectionOf.push(section);
    }
  }
  return { lines, starts: lines.map(startOf), sections, sectionOf };
}

const startOf = (element) => parseFloat(element?.dataset.start);

/** Without times, links and tools. */
const textsIn = (element) =>
  [...(element?.childNodes ?? [])].flatMap((node) =>
    node instanceof Text ? node : /^(A|SPAN)$/.test(node.nodeName) ? [] : textsIn(node),
  );

const joined = (texts) => texts.map(({ data }) => data).join("");

const textOf = (element) => joined(textsIn(element)).trim();

/** How many items pass; they come before all others. */
function countFirst(items, passes) {
  let low = 0;
  for (let high = items.length; low < high;) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds what began last, by its index. Times may be missing (NaN) and go backwards. */
function timeline(starts) {
  const order = [...starts.keys()]
    .filter((index) => starts[index] >= 0)
    .sort((one, other) => starts[one] - starts[other])
    .filter((index, at, sorted) => starts[index] !== starts[sorted[at - 1]]);
  return (seconds) => order[countFirst(order, (index) => starts[index] <= seconds) - 1] ?? -1;
}

class AnyPlayer {
  failed = false;

  constructor(element, source, tell) {
    this.element = element;
    this.source = source;
    this.tell = (what) => tell(this, what);
  }

  load() {}
  leave() {}

  giveUp(href, seconds) {
    const link = make("a", { href }, say("openAt", { time: clock(seconds) }));
    const note = make(
      "p",
      { className: "podcast-failure", role: "alert" },
      say("failed"),
      " ",
      link,
    );
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
    return this.source.duration || +this.source.dataset.duration;
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
  duration = +this.source.dataset.duration;
  wanted = false;
  remote;
  patience = 0;

  load() {
    if (this.patience) return;
    this.patience = setTimeout(this.fail, 10000);
    const focused = this.source.matches(":focus");
    const frame = this.embed();
    this.source.replaceWith(frame);
    if (focused) frame.focus();
  }
  play() {
    this.wanted = true;
    this.load();
    this.start();
  }
  pause() {
    this.wanted = false;
    this.stop();
  }
  seek(seconds) {
    this.currentTime = seconds;
    this.goTo(seconds);
    this.tell("time");
  }
  answer(remote) {
    clearTimeout(this.patience);
    if (this.failed) return;
    this.remote = remote;
    if (this.wanted) this.start();
  }
  update(paused, seconds, duration) {
    const turned = this.paused !== paused;
    this.paused = paused;
    this.currentTime = seconds;
    this.duration = duration || this.duration;
    if (turned) this.tell(paused ? "pause" : "play");
    this.tell("time");
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
  start() {}
  stop() {
    this.remote?.pause();
  }
  goTo(seconds) {
    this.remote?.seek(seconds);
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
    this.remote?.setPlaybackRate(rate);
  }
  start() {
    this.remote?.playVideo();
  }
  stop() {
    this.remote?.pauseVideo();
  }
  goTo(seconds) {
    this.settled = Date.now() + 1000;
    this.remote?.seekTo(seconds, true);
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
    this.update(paused, late ? this.currentTime : told, this.remote.getDuration());
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
    this.remote?.[this.begun ? "resume" : "play"]();
  }
  change({ position, duration, isPaused }) {
    if (!this.remote) return;
    const { begun, currentTime } = this;
    this.begun ||= !isPaused;
    // It takes no start: it goes there as soon as it plays.
    if (this.begun && !begun && currentTime) this.goTo(currentTime);
    this.update(isPaused, begun ? position / 1000 : currentTime, duration / 1000);
  }
}

/** In order of preference. */
const KINDS = { audio: Sound, "[data-youtube]": YouTube, "[data-spotify]": Spotify };

/** @type {(tell: Tell) => Player[]} */
const playersOf = (tell) =>
  all(".podcast-player").flatMap((element) => {
    for (const selector in KINDS) {
      const source = element.querySelector(selector);
      if (source) return new KINDS[selector](element, source, tell);
    }
    return [];
  });

const loading = {};

/** Once; after a failure it is tried again. */
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

const RATES = ["0.75", "1", "1.25", "1.5", "1.75", "2"];

/** @type {MakePart} */
function bar(episode) {
  const toggle = button("keyToggle");
  const slider = make("input", { type: "range", ariaLabel: say("position") });
  const time = make("span", { className: "podcast-clock" });
  const section = make("span", { className: "podcast-current" });
  const rates = RATES.map((value) => make("option", { value }, `${value}×`));
  const speed = make("select", { ariaLabel: say("speed") }, ...rates);
  const element = make(
    "section",
    { className: "podcast-bar", ariaLabel: say("player"), hidden: true },
    button("back"),
    toggle,
    button("forward"),
    slider,
    time,
    section,
    speed,
    button("goToLine"),
  );
  speed.value = recall("rate", 1);
  episode.dock.append(element);
  let inView = true;
  let shown = -1;
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) inView = isIntersecting;
    update();
  });

  function turn() {
    const { player } = episode;
    name(toggle, player.paused ? "play" : "pause");
    speed.hidden = !player.setRate;
    player.setRate?.(+speed.value);
    observer.disconnect();
    observer.observe(player.element);
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
    const length = Math.floor(episode.player.duration);
    slider.hidden = !length;
    slider.max = `${length}`;
    slider.value = `${seconds}`;
    slider.ariaValueText = say("positionOf", {
      position: inWords(seconds),
      length: inWords(length),
    });
    time.textContent = [seconds, length].map(clock).filter(Boolean).join(" / ");
  }

  function changeRate(steps) {
    const rate = RATES[speed.selectedIndex + steps];
    if (!rate || speed.hidden) return;
    speed.value = rate;
    keepRate();
    episode.announce(say("speedNow", { speed: `${rate}×` }));
  }

  function keepRate() {
    keep("rate", +speed.value);
    turn();
  }

  const skip = (seconds) =>
    episode.cue({ start: Math.max(0, episode.player.currentTime + seconds) });

  turn();
  return {
    leave() {
      observer.disconnect();
      document.body.classList.remove("podcast-docked");
    },
    play: turn,
    pause: turn,
    time: update,
    keyToggle: () => episode.player[episode.player.paused ? "play" : "pause"](),
    back: () => skip(-15),
    forward: () => skip(30),
    slower: () => changeRate(-1),
    faster: () => changeRate(1),
    input: ({ target }) => target === slider && showTime(+slider.value),
    change({ target }) {
      if (target === speed) keepRate();
      if (target === slider) episode.cue({ start: +slider.value });
    },
  };
}

/** Jumps if it is far: a page that flies by helps nobody. */
function show(element, instant) {
  const { top, height } = element.getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({
    block: height > innerHeight / 2 ? "start" : "center",
    behavior: instant || still || Math.abs(top) > innerHeight * 2 ? "instant" : "smooth",
  });
}

const SCROLL_KEYS = /^((Arrow|Page)(Up|Down)|Home|End| )$/;

const FIELDS = "input, textarea, select, [contenteditable], dialog";

/** @type {MakePart} */
function follow(episode) {
  const { lines, starts, sections, sectionOf } = episode.transcript;
  const able = settings.follow && starts.some((start) => start >= 0);
  const sectionAt = timeline(sections.map(({ start }) => start));
  const resume = button("resumeFollowing");
  resume.className = "podcast-resume";
  episode.dock.append(resume);
  let following;
  let current;

  function goAlong(line) {
    const { moving, element } = episode.player;
    const { top, bottom } = line.getBoundingClientRect();
    const picture = element.getBoundingClientRect();
    const reached = top > innerHeight * 0.2 && bottom < innerHeight * 0.7;
    const watching = moving && picture.bottom > 0 && picture.top < innerHeight;
    if (!reached && !watching) show(line);
  }

  function set(wanted) {
    following = able && wanted;
    resume.hidden = !able || wanted;
  }

  const keepUp = () => set(true);
  const letGo = () => following && episode.begun && set(false);
  const unlessOthers = ({ target }) =>
    target.closest(`${FIELDS}, button, audio, .podcast-menu`) || letGo();
  const goToLine = () => {
    keepUp();
    if (current) show(current);
  };

  keepUp();
  return {
    keepUp,
    letGo,
    goToLine,
    resumeFollowing: goToLine,
    wheel: (event) => event.ctrlKey || unlessOthers(event),
    touchmove: unlessOthers,
    // On its scroll bar.
    mousedown: ({ target }) => target === document.documentElement && letGo(),
    keydown: (event) =>
      SCROLL_KEYS.test(event.key) && !event.defaultPrevented && unlessOthers(event),
    time(seconds, number) {
      const section = sectionOf[number] ?? sections[sectionAt(seconds)];
      const line = lines[number];
      if (section !== episode.section) {
        for (const link of episode.section?.links ?? []) link.ariaCurrent = null;
        for (const link of section?.links ?? []) link.ariaCurrent = "true";
        episode.section = section;
      }
      if (line === current) return;
      if (current) current.ariaCurrent = null;
      if (line) line.ariaCurrent = "true";
      current = line;
      if (line && following && !episode.player.paused) requestAnimationFrame(() => goAlong(line));
      episode.fire("line", { seconds, line: line?.id, section: section?.heading.id });
    },
  };
}

const secondsOf = (text) =>
  /^(\d+:){0,2}\d+(\.\d+)?s?$/.test(text)
    ? text.split(":").reduce((sum, part) => sum * 60 + parseFloat(part), 0)
    : NaN;

/** t=132, t=2:12,1:02:03 or t=npt:10. */
function momentIn(text) {
  const [from, to] = new URLSearchParams(text.slice(1)).get("t")?.split(",") ?? [];
  const start = secondsOf(from?.replace("npt:", ""));
  return start >= 0 ? { start, end: secondsOf(to) } : undefined;
}

/** @type {MakePart} */
function address(episode) {
  const { lines, starts, sections } = episode.transcript;
  let current = "";
  let marked;

  function arrive() {
    const { hash, href, search } = location;
    if (current === href) return;
    const moment = momentIn(hash) ?? (current ? undefined : momentIn(search));
    const target = lines.findIndex(({ id }) => `#${id}` === hash);
    const section = sections.find(({ links }) => links[0]?.hash === hash);
    const start = moment?.start ?? starts[target] ?? section?.start ?? NaN;
    current = href;
    if (start >= 0 && (moment || episode.player?.paused !== false)) {
      episode.cue(moment ?? { start }, target);
    } else if (hash) episode.pass("letGo");
    const line = lines[moment ? episode.lineNow(start) : target];
    marked?.classList.remove("podcast-moment");
    marked = line;
    marked?.classList.add("podcast-moment");
    if (moment && line) show(line);
  }

  arrive();
  return {
    hashchange: arrive,
    // A theme that navigates by itself changes the hash without a word.
    click({ target }) {
      const link = target.closest("a");
      if (link) setTimeout(() => link.href === location.href && arrive());
    },
  };
}

/** In Latin, Greek, Cyrillic, Hebrew and Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

const SAME = { Æ: "AE", Œ: "OE", Ø: "O", Ł: "L", Đ: "D", "’": "'" };

const folded = {};

function fold(character) {
  const bare = character
    .normalize("NFD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .toLowerCase()
    .toUpperCase(); // SS, from ß and ẞ
  return SAME[bare] ?? bare;
}

/** Without case and accents; `offsets` say where each character was. */
function foldAll(text) {
  const offsets = [];
  let found = "";
  let offset = 0;
  for (const character of text) {
    found += folded[character] ??= fold(character);
    while (offsets.length < found.length) offsets.push(offset);
    offset += character.length;
  }
  return { text: found, offsets: [...offsets, offset] };
}

/** The strip above a transcript: its sections, and finding. @type {MakePart} */
function find(episode) {
  const { lines, sections } = episode.transcript;
  const field = make("input", {
    type: "search",
    placeholder: say("find"),
    ariaLabel: say("find"),
    autocomplete: "off",
  });
  const count = make("span", { className: "podcast-count", role: "status" });
  const steps = make("span", { hidden: true }, button("findPrevious"), button("findNext"));
  const box = make("div", { className: "podcast-find", role: "search" }, field, count, steps);
  const toggle = button("sections");
  const menu = make("ol", { className: "podcast-menu" }, ...sections.map(entry));
  const strip = make("div", { className: "podcast-strip" }, box);
  if (sections[0]) strip.prepend(toggle, menu);
  if (settings.shortcuts) strip.append(button("shortcuts"));
  let words;
  let hits = [];
  let length = 0;
  let current = -1;
  let before;

  /** Sticks below what the theme keeps at the head of the window. */
  function place() {
    let element = document.elementFromPoint(innerWidth / 2, 1);
    while (element && !/fixed|sticky/.test(getComputedStyle(element).position)) {
      element = element.parentElement;
    }
    const height = element?.getBoundingClientRect().bottom ?? 0;
    strip.style.top = `${height < innerHeight / 3 ? height : 0}px`;
  }

  function open(wanted) {
    menu.hidden = !wanted;
    toggle.ariaExpanded = wanted;
  }

  function read() {
    words ??= lines.map((line) => {
      const nodes = textsIn(line);
      return { nodes, ...foldAll(joined(nodes)) };
    });
  }

  function search() {
    read();
    const wanted = foldAll(field.value).text;
    const from =
      hits[current]?.[0] ?? countFirst(lines, (line) => line.getBoundingClientRect().top < 0);
    ({ length } = wanted);
    hits = [];
    if (wanted.trim()) {
      words.forEach(({ text }, line) => {
        let at = -length;
        while ((at = text.indexOf(wanted, at + length)) >= 0) hits.push([line, at]);
      });
    }
    goTo(countFirst(hits, ([line]) => line < from));
    steps.hidden = !hits[0];
    if (!wanted.trim()) count.textContent = "";
  }

  function goTo(hit) {
    const total = hits.length;
    current = (hit + total) % total || 0;
    count.textContent = total
      ? say("found", { number: current + 1, count: total })
      : say("foundNothing");
    // More than those nearby would take too long.
    const nearby = hits.filter((_, at) => at !== current && Math.abs(at - current) < 1000);
    paint("podcast-found", nearby);
    paint("podcast-found-current", hits.slice(current, current + 1));
    if (!total) return;
    episode.pass("letGo");
    show(lines[hits[current][0]], true);
  }

  /** Where that cannot be done without touching the text, marks lines. */
  function paint(name, some) {
    if (CSS.highlights) return CSS.highlights.set(name, new Highlight(...some.map(rangeOf)));
    for (const line of all(`.${name}`)) line.classList.remove(name);
    for (const [line] of some) lines[line].classList.add(name);
  }

  function rangeOf([line, at]) {
    const { nodes, offsets } = words[line];
    const last = offsets[at + length - 1];
    // A letter of which a part was found is marked whole.
    const end = offsets.find((offset) => offset > last);
    const locate = (place) => {
      const node = nodes.find(({ length }) => (place -= length) <= 0);
      return [node, place + node.length];
    };
    const [startContainer, startOffset] = locate(offsets[at]);
    const [endContainer, endOffset] = locate(end);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  open(false);
  place();
  lines[0].closest(".podcast-transcript")?.prepend(strip);
  return {
    leave: () => CSS.highlights?.clear(),
    find() {
      field.focus();
      field.select();
    },
    sections: () => open(menu.hidden),
    findPrevious: () => goTo(current - 1),
    findNext: () => goTo(current + 1),
    resize: place,
    click({ target }) {
      if (!toggle.contains(target) && (!menu.contains(target) || target.closest("a"))) open(false);
    },
    focusin({ target, relatedTarget }) {
      if (target !== field) return;
      if (!box.contains(relatedTarget)) before = relatedTarget;
      setTimeout(read);
    },
    input: ({ target }) => target === field && search(),
    keydown(event) {
      const { key, target } = event;
      if (key === "Escape" && !menu.hidden) {
        open(false);
        toggle.focus();
      } else if (key === "Escape" && box.contains(target)) {
        field.value = "";
        search();
        field.blur();
        before?.focus();
      } else if (key === "Enter" && target === field && hits[0] && !event.isComposing) {
        goTo(current + (event.shiftKey ? -1 : 1));
      } else return;
      event.preventDefault();
    },
  };
}

function entry({ heading, title, start, links }) {
  const time = make("span", { className: "podcast-time" }, clock(start));
  time.dataset.start = start;
  const link = make("a", { href: `#${encodeURIComponent(heading.id)}` }, title);
  const own = links[0]?.previousElementSibling?.cloneNode(true) ?? time;
  links.push(link);
  return make("li", {}, own, link);
}

/** @type {MakePart} */
function quote(episode) {
  const { lines, starts, sections } = episode.transcript;
  const play = button("playFromHere");
  const tools = make(
    "span",
    { className: "podcast-tools", role: "group" },
    play,
    button("copyLink"),
    button("copyQuote"),
  );
  let places = [];
  let start = NaN;
  let time = "";
  let selecting = false;
  let waiting = 0;

  function put(some) {
    if (tools.querySelector(":focus-visible")) return;
    places = some;
    start = sections.find(({ heading }) => heading === some[0])?.start ?? startOf(some[0]);
    const place = some.at(-1);
    time = clock(start);
    play.hidden = !episode.player || !time;
    tools.ariaLabel = time || textOf(place);
    if (tools.parentElement !== place) place.append(tools);
  }

  function reach({ target }) {
    const place = target.closest(".podcast-line, .podcast-transcript > h3[id]");
    if (place && !selecting) put([place]);
  }

  function select() {
    const selection = getSelection();
    const chosen = lines.filter((line) => selection?.containsNode(line, true));
    selecting = chosen.length > 0 && !selection?.isCollapsed;
    tools.classList.toggle("podcast-selecting", selecting);
    if (selecting) put(chosen);
  }

  function addressOf() {
    const last = startOf(places.at(-1));
    const end = Math.min(...starts.filter((start) => start > last));
    const range = `t=${[start, end].filter(isFinite)}`;
    const hash = selecting && time ? range : places[0].id;
    return new URL(`${location.pathname}#${hash}`, location.href).href;
  }

  function words() {
    const speakers = places.map((place) => place.closest(".podcast-turn")?.dataset.speaker);
    const several = new Set(speakers).size > 1;
    const texts = places.map((place, index) => {
      const turn = several && speakers[index] !== speakers[index - 1];
      return (turn ? `\n${speakers[index]}: ` : " ") + textOf(place);
    });
    const title = textOf(document.querySelector("h1"));
    const source = [!several && speakers[0], settings.show, title, time];
    return say("quote", {
      text: texts.join("").trim(),
      source: source.filter(Boolean).join(", "),
      address: addressOf(),
    });
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The old way, where the page has no right to the new one.
      const [focused] = all(":focus");
      const field = make("textarea", { className: "podcast-unseen", value: text });
      document.body.append(field);
      field.select();
      if (!document.execCommand("copy")) done = "copyFailed";
      field.remove();
      focused?.focus();
    }
    episode.announce(say(done));
  }

  return {
    playFromHere: () => episode.play({ start }, lines.indexOf(places[0])),
    copyLink: () => copy(addressOf(), "linkCopied"),
    copyQuote: () => copy(words(), "quoteCopied"),
    pointerover: (event) => event.pointerType !== "touch" && reach(event),
    focusin: reach,
    click: (event) => event.target.closest(".podcast-anchor") && reach(event),
    // What is selected stays so.
    mousedown: (event) => tools.contains(event.target) && event.preventDefault(),
    selectionchange() {
      clearTimeout(waiting);
      waiting = setTimeout(select, 200);
    },
    keydown: ({ key }) => key === "Escape" && tools.remove(),
  };
}

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

const isHeld = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** @type {MakePart} */
function shortcuts(episode) {
  const known = Object.keys(SHORTCUTS).filter(
    (key) => key === "?" || episode.parts.some((part) => part[SHORTCUTS[key]]),
  );
  const rows = known.flatMap((key) => [
    make("dt", {}, make("kbd", {}, key === " " ? say("space") : key)),
    make("dd", {}, say(SHORTCUTS[key])),
  ]);
  const used = make("input", { type: "checkbox", checked: recall("shortcuts", true) });
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
    change: ({ target }) => target === used && keep("shortcuts", used.checked),
    // Before a theme's own.
    keydown(event) {
      const key = event.key.toLowerCase();
      if (!used.checked || !known.includes(key) || isHeld(event)) return;
      const others = key === " " ? `${FIELDS}, button, a, summary, audio, video` : FIELDS;
      if (event.target.closest(others)) return;
      event.preventDefault();
      event.stopPropagation();
      episode.pass(SHORTCUTS[key]);
    },
  };
}

/** @type {MakePart} */
function memory(episode) {
  const { player } = episode;
  const path = location.pathname;
  const start = recall("positions", {})[path];
  const offer = make(
    "p",
    { className: "podcast-continue" },
    button("continueAt", { time: clock(start) }),
    button("dismiss"),
  );
  let played = false;
  let saved = 0;
  if (start && !episode.begun) player.element.append(offer);

  /** The 50 newest are kept, without beginnings and ends. */
  function save() {
    const { currentTime, duration } = player;
    if (!played || player !== episode.player) return;
    const { [path]: _, ...positions } = recall("positions", {});
    if (currentTime >= 10 && !(currentTime > duration - 30)) positions[path] = currentTime;
    keep("positions", Object.fromEntries(Object.entries(positions).slice(-50)));
    saved = Date.now();
  }

  return {
    play() {
      played = true;
      offer.remove();
    },
    time: () => Date.now() - saved > 5000 && save(),
    pause: save,
    pagehide: save,
    leave: save,
    continueAt: () => episode.play({ start }),
    dismiss: () => offer.remove(),
  };
}

function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage[`podcast:${key}`]);
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(`podcast:${key}`, JSON.stringify(value));
  } catch {
    // Full, or forbidden.
  }
}

const { language } = settings;
const plural = new Intl.PluralRules(language);

/** @type {Say} */
export function say(key, values = {}) {
  const message = messages[key];
  const text = message[plural.select(values.count)] ?? message.other ?? message;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
}

const split = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);

export const clock = (seconds) => {
  const parts = split(seconds).map((part) => `${part}`.padStart(2, "0"));
  return seconds >= 0 ? parts.join(":").replace(/^0(0:0?)?/, "") : "";
};

const units = ["hour", "minute", "second"].map(
  (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
);
const list = new Intl.ListFormat(language, { type: "unit" });

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

/** @type {MakeButton} */
function button(key, values) {
  const element = make("button", { type: "button" });
  element.dataset.podcast = key;
  name(element, key, values);
  return element;
}

/** @returns {any[]} */
const all = (selector) => [...document.querySelectorAll(selector)];
