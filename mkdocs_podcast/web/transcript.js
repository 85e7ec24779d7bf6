/** The transcript: moments in it, following, finding and quoting. */
import { button, clock, make, say } from "./players.js";
import { settings } from "./settings.js";

/** @returns {any[]} */
const all = (selector) => [...document.querySelectorAll(selector)];

export function readTranscript() {
  /** @type {HTMLElement[]} */
  const lines = [];
  /** @type {Section[]} */
  const sections = [];
  /** @type {Section[]} */
  const sectionOf = [];
  const links = all('.podcast-sections li > a[href^="#"]');
  for (const part of all(".podcast-transcript :is(.podcast-line, h3[id])")) {
    if (part.tagName === "H3") {
      const own = links.filter(({ hash }) => decodeURIComponent(hash) === `#${part.id}`);
      const start = startOf(own[0]?.previousElementSibling);
      sections.push({ heading: part, title: textOf(part), links: own, start });
    } else {
      const section = sections[sections.length - 1];
      if (section && isNaN(section.start)) section.start = startOf(part);
      lines.push(part);
      sectionOf.push(section);
    }
  }
  return { lines, starts: Float64Array.from(lines, startOf), sections, sectionOf };
}

export const startOf = (element) => parseFloat(element?.dataset.start);

/** Without times, links and tools. @returns {Text[]} */
const textsIn = (element) =>
  [...(element?.childNodes ?? [])].flatMap((node) =>
    node instanceof Text ? node : /^(A|SPAN)$/.test(node.nodeName) ? [] : textsIn(node),
  );

const joined = (/** @type {Text[]} */ texts) => texts.map(({ data }) => data).join("");

export const textOf = (element) => joined(textsIn(element)).trim();

/** How many items come before the first that fails a test, in an order. */
function countFirst(items, passes) {
  let low = 0;
  for (let high = items.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Finds the latest that has begun at a time, by its index or -1; of those that begin together,
 * the first. Times may be missing (NaN) and go backwards.
 */
export function timeline(starts) {
  const order = [...starts.keys()]
    .filter((index) => starts[index] >= 0)
    .sort((one, other) => starts[one] - starts[other]);
  return (seconds) => {
    const last = order[countFirst(order, (index) => starts[index] <= seconds) - 1];
    return order[countFirst(order, (index) => starts[index] < starts[last])] ?? -1;
  };
}

/** Jumps if it is far: a page that flies by helps nobody. */
function show(element, instant = false) {
  const { top, height } = element.getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({
    block: height > innerHeight / 2 ? "start" : "center",
    behavior: instant || still || Math.abs(top) > innerHeight * 2 ? "instant" : "smooth",
  });
}

/** 132, 2:12 or 1:02:03, or NaN. */
const secondsOf = (text) =>
  /^(\d+:){0,2}\d+(\.\d+)?s?$/.test(text)
    ? text.split(":").reduce((sum, part) => sum * 60 + parseFloat(part), 0)
    : NaN;

/** In a hash or a query: t=132, t=10,20, t=npt:10. */
function momentIn(text) {
  const [from, to] = new URLSearchParams(text.slice(1)).get("t")?.split(",") ?? [];
  const start = secondsOf(from?.replace("npt:", ""));
  return start >= 0 ? { start, end: secondsOf(to) } : undefined;
}

/** Goes where the address says. @type {MakePart} */
export function address(episode) {
  const { lines, starts, sections } = episode.transcript;
  let current = "";

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
    document.querySelector(".podcast-moment")?.classList.remove("podcast-moment");
    line?.classList.add("podcast-moment");
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

const SCROLL_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End| )$/;

/** What scrolls by itself. */
const OTHERS = "input, select, textarea, button, audio, dialog, .podcast-menu";

/** Marks what is heard, and goes along. @type {MakePart} */
export function follow(episode) {
  const { lines, starts, sections, sectionOf } = episode.transcript;
  const timed = starts.some((start) => start >= 0);
  const sectionAt = timeline(sections.map(({ start }) => start));
  const resume = button("resumeFollowing");
  resume.className = "podcast-resume";
  resume.hidden = true;
  episode.dock.append(resume);
  let following = settings.follow;
  /** @type {HTMLElement | undefined} */
  let current;

  /** Whether the reader looks at the player's picture. */
  function watching() {
    const { moving, element } = episode.player;
    const { top, bottom } = element.getBoundingClientRect();
    return moving && bottom > 0 && top < innerHeight;
  }

  function goAlong() {
    const { top, bottom } = current?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const reached = top > innerHeight * 0.2 && bottom < innerHeight * 0.7;
    if (following && !reached && !watching()) show(current);
  }

  function set(wanted) {
    following = wanted && settings.follow;
    resume.hidden = following || !settings.follow || !timed;
  }

  const keepUp = () => set(true);
  const letGo = () => following && episode.begun && set(false);
  const unlessOthers = ({ target }) => target.closest(OTHERS) || letGo();
  const goToLine = () => {
    keepUp();
    if (current) show(current);
  };

  return {
    keepUp,
    letGo,
    goToLine,
    resumeFollowing: goToLine,
    wheel: (event) => event.ctrlKey || unlessOthers(event),
    touchmove: unlessOthers,
    mousedown: ({ target }) => target === document.documentElement && letGo(), // its scroll bar
    keydown: (event) =>
      SCROLL_KEYS.test(event.key) && !event.defaultPrevented && unlessOthers(event),
    time(seconds, number) {
      const section = timed ? sectionOf[number] : sections[sectionAt(seconds)];
      const line = lines[number];
      if (section !== episode.section) {
        mark(episode.section?.links, null);
        mark(section?.links, "true");
        episode.section = section;
      }
      if (line === current) return;
      mark([current], null);
      mark([line], "true");
      current = line;
      if (line && following && !episode.player.paused) requestAnimationFrame(goAlong);
      episode.fire("line", { seconds, line: line?.id, section: section?.heading.id });
    },
  };
}

function mark(elements = [], current) {
  for (const element of elements) if (element) element.ariaCurrent = current;
}

/** Of more hits, only those around the current one are painted. */
const PAINTED = 2000;

/** In Latin, Greek, Cyrillic, Hebrew and Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

const SAME = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", "’": "'" };

const folded = {};

function fold(character) {
  const bare = character.normalize("NFD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
  return SAME[bare] ?? bare;
}

/** Takes away case and accents; `offsets` says where each character was. */
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
export function find(episode) {
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
  /** Of each hit its line, and its place in the folded text. */
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
    const from = hits[current]?.[0] ?? countFirst(lines, (line) => line.getBoundingClientRect().top < 0);
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
    count.textContent = total ? say("found", { number: current + 1, count: total }) : say("foundNothing");
    const first = Math.max(0, current - PAINTED / 2);
    const shown = hits.slice(first, first + PAINTED);
    paint("podcast-found-current", shown.splice(current - first, 1));
    paint("podcast-found", shown);
    if (!total) return;
    episode.pass("letGo");
    show(lines[hits[current][0]], true);
  }

  /** Where hits cannot be marked without touching the text, their lines are. */
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
    const [startContainer, startOffset] = locate(nodes, offsets[at]);
    const [endContainer, endOffset] = locate(nodes, end - 1);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset: endOffset + 1 });
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

/** The node and the offset in it, by the place in all. */
function locate(nodes, place) {
  const node = nodes.find(({ length }) => (place -= length) < 0);
  return [node, place + node.length];
}

function entry({ heading, title, start, links }) {
  const time = make("span", { className: "podcast-time" }, start >= 0 ? clock(start) : "");
  time.dataset.start = start;
  const link = make("a", { href: `#${encodeURIComponent(heading.id)}` }, title);
  const own = links[0]?.previousElementSibling?.cloneNode(true) ?? time;
  links.push(link);
  return make("li", {}, own, link);
}

/** Copies links to lines and sections, and quotes. @type {MakePart} */
export function quote(episode) {
  const { lines, starts, sections } = episode.transcript;
  const play = button("playFromHere");
  const buttons = [play, button("copyLink"), button("copyQuote")];
  const tools = make("span", { className: "podcast-tools", role: "group" }, ...buttons);
  /** What the tools are for. @type {HTMLElement[]} */
  let places = [];
  let selecting = false;
  let waiting = 0;

  const startAt = (place) =>
    sections.find(({ heading }) => heading === place)?.start ?? startOf(place);

  function put(some) {
    if (tools.querySelector(":focus-visible")) return;
    places = some;
    const place = some[some.length - 1];
    const start = startAt(some[0]);
    play.hidden = !episode.player || !(start >= 0);
    tools.ariaLabel = start >= 0 ? clock(start) : textOf(place);
    tools.classList.toggle("podcast-selecting", selecting);
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
    if (selecting) put(chosen);
    else tools.classList.remove("podcast-selecting");
  }

  /** Of a selection, from its first line to the end of its last. */
  function addressOf() {
    const url = new URL(location.pathname, location.href);
    const from = startAt(places[0]);
    const last = startAt(places[places.length - 1]);
    const end = Math.min(...starts.filter((start) => start > last));
    const range = `t=${[from, end].filter(isFinite).join()}`;
    url.hash = selecting && from >= 0 ? range : places[0].id;
    return url.href;
  }

  function words() {
    const speakers = places.map((place) => place.closest(".podcast-turn")?.getAttribute("data-speaker"));
    const several = new Set(speakers).size > 1;
    const texts = places.map((place, index) => {
      const turn = several && speakers[index] !== speakers[index - 1];
      return (turn ? `\n${speakers[index]}: ` : " ") + textOf(place);
    });
    const start = startAt(places[0]);
    const time = start >= 0 && clock(start);
    const source = [!several && speakers[0], settings.show, episode.title, time];
    const parts = { text: texts.join("").trim(), source: source.filter(Boolean).join(", ") };
    return say("quote", { ...parts, address: addressOf() });
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The old way, where the page has no right to the new one.
      const focused = document.activeElement;
      const field = make("textarea", { className: "podcast-unseen", value: text });
      document.body.append(field);
      field.select();
      if (!document.execCommand("copy")) done = "copyFailed";
      field.remove();
      if (focused instanceof HTMLElement) focused.focus();
    }
    episode.announce(say(done));
  }

  return {
    playFromHere: () => episode.play({ start: startAt(places[0]) }, lines.indexOf(places[0])),
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
