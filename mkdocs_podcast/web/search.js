/** The page that searches all transcripts, with the index that Pagefind made. */
import { make } from "./dom.js";
import { compare, formatClock, say } from "./i18n.js";
import { onPage } from "./podcast.js";

/**
 * A heading or a line, with positions counted in words, and the heading above it. The words before
 * the first heading or line have no anchor.
 * @typedef {{ start: number, end: number, anchor: string, time: number, header?: Passage }} Passage
 */

/** A sentence with matches. @typedef {Passage & { score: number }} Sentence */

/** A section with a match. @typedef {{ anchor: string, time: number, title?: Inline, quote?: Inline }} Hit */

/** @typedef {(Node | string)[]} Inline */

const ROOT = new URL("../../", import.meta.url);
const BUNDLE = new URL("pagefind/pagefind.js", import.meta.url);
const FILTERS = /** @type {const} */ (["person", "season", "topic"]);
const LABELS = /** @type {const} */ ({ person: "allPeople", season: "allSeasons", topic: "allTopics" });

/** Wait for the next key, in ms. */
const TYPING_DELAY = 120;
/** Each episode shown loads a file, so show few at first, and then more at a time. */
const FIRST_EPISODES = 3;
const MORE_EPISODES = 6;
const FIRST_SECTIONS = 3;
/** In words, to each side of a match. */
const MAX_QUOTE_LENGTH = 20;
/** In characters. */
const MAX_WORD_LENGTH = 80;

const SENTENCE_END = /[.!?…。！？]["'”’»）)\]]*\s*$/;
const ZERO_WIDTH_SPACE = "\u200b";

/** The words of an episode as the index counts them, each with the space before it. */
function wordsOf(/** @type {PagefindData} */ { content, raw_content = content }) {
  // In languages without spaces, Pagefind separates words by this one, and escapes < and >.
  return raw_content.includes(ZERO_WIDTH_SPACE)
    ? raw_content.split(ZERO_WIDTH_SPACE).map((word) => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"))
    : content.split(/\s+/).map((word, index) => (index ? ` ${word}` : word));
}

/** All headings and lines in order. @type {(data: PagefindData, length: number) => Passage[]} */
function passagesOf({ anchors }, length) {
  const sorted = [...anchors].sort((one, other) => one.location - other.location);
  /** @type {Passage[]} */
  const passages = [{ start: 0, end: sorted[0]?.location ?? length, anchor: "", time: NaN }];
  /** @type {Passage | undefined} */
  let header;
  sorted.forEach(({ element, id, location }, index) => {
    const time = element === "time" ? parseInt(id.slice(2)) : NaN;
    const passage = { start: location, end: sorted[index + 1]?.location ?? length, anchor: id, time };
    if (element === "h3") header = passage;
    else if (header && isNaN(header.time)) header.time = time;
    passages.push(element === "h3" ? passage : { ...passage, header });
  });
  return passages;
}

/** The sentences with matches. @type {(data: PagefindData, words: string[], passages: Passage[]) => Sentence[]} */
function sentencesOf(data, words, passages) {
  /** @type {Map<number, Sentence & { scores: Map<string, number> }>} */
  const sentences = new Map();
  const endsAt = (/** @type {number} */ index) => SENTENCE_END.test(words[index]);
  let current = 0;
  for (const { location, balanced_score } of data.weighted_locations) {
    while (passages[current + 1]?.start <= location) current++;
    const passage = passages[current];
    let [start, end] = [location, location + 1];
    const [first, last] = [location - MAX_QUOTE_LENGTH, location + MAX_QUOTE_LENGTH];
    while (start > Math.max(passage.start, first) && !endsAt(start - 1)) start--;
    while (end < Math.min(passage.end, last) && !endsAt(end - 1)) end++;
    const sentence = sentences.get(start) ?? { ...passage, start, end, score: 0, scores: new Map() };
    sentences.set(start, sentence);
    sentence.end = Math.max(sentence.end, end);
    // A word counts once, so that a sentence with both words that were searched for comes first.
    const word = words[location].toLowerCase().trim();
    sentence.scores.set(word, Math.max(balanced_score, sentence.scores.get(word) ?? 0));
    sentence.score = [...sentence.scores.values()].reduce((sum, score) => sum + score, 0);
  }
  return [...sentences.values()];
}

/** The sections with matches, each with its best sentence. The best section comes first. */
function hitsOf(/** @type {PagefindData} */ data) {
  const words = wordsOf(data);
  const passages = passagesOf(data, words.length);
  /** @type {Map<string, Passage>} */
  const headers = new Map();
  for (const { header } of passages) if (header) headers.set(header.anchor, header);
  // Pagefind adds a period to headings.
  for (const { end } of headers.values()) words[end - 1] = words[end - 1].replace(/\.$/, "");
  /** @type {Map<string, { header?: Passage, best?: Sentence, score: number }>} */
  const sections = new Map();
  for (const sentence of sentencesOf(data, words, passages)) {
    const heading = headers.get(sentence.anchor);
    const header = heading ?? sentence.header;
    const section = sections.get(header?.anchor ?? "") ?? { header, score: 0 };
    sections.set(header?.anchor ?? "", section);
    const isTitle = heading || (sentence.start === 0 && !sentence.anchor);
    if (isTitle) section.score += sentence.score;
    else if (!section.best || sentence.score > section.best.score) section.best = sentence;
  }
  const matches = new Set(data.weighted_locations.map(({ location }) => location));
  return [...sections.values()]
    .filter(({ header, best }) => header || best)
    .map(({ header, best, score }) => ({ header, best, score: score + (best?.score ?? 0) }))
    .sort((one, other) => other.score - one.score)
    .map(({ header, best }) => {
      const { anchor, time } = best ?? header ?? passages[0];
      const title = header && markMatches(words, header, matches);
      const quote = best && markMatches(words, best, matches);
      return { anchor, time, title, quote };
    });
}

/** @type {(words: string[], passage: Passage, matches: Set<number>) => Inline} */
function markMatches(words, { start, end }, matches) {
  /** @type {Inline} */
  const nodes = [];
  for (let index = start; index < end; index++) {
    const [, space, word] = /^(\s*)(.*)$/s.exec(words[index]) ?? ["", "", ""];
    const text = word.length > MAX_WORD_LENGTH ? `${word.slice(0, MAX_WORD_LENGTH)}…` : word;
    if (index > start) nodes.push(space);
    nodes.push(matches.has(index) ? make("mark", { textContent: text }) : text);
  }
  return nodes;
}

class Search {
  words = make("input", {
    type: "search",
    name: "words",
    placeholder: say("searchTranscripts"),
    ariaLabel: say("searchTranscripts"),
    autocomplete: "off",
  });
  filters = FILTERS.map((name) => make("select", { name, ariaLabel: say(LABELS[name]), hidden: true }));
  status = make("p", { role: "status" });
  list = make("ol", { className: "podcast-hits" });
  more = make("button", { type: "button", textContent: say("moreFound"), hidden: true });
  form = make("form", { role: "search" }, this.words, ...this.filters);
  /** The number of the latest search; results of earlier ones are dropped. */
  latest = 0;
  /** Episodes that are not shown yet. @type {PagefindResult[]} */
  rest = [];

  constructor(/** @type {HTMLElement} */ root) {
    const query = new URLSearchParams(location.search);
    this.words.value = query.get("words") ?? "";
    this.root = root;
    root.querySelector("p")?.remove(); // the note that searching needs JavaScript
    root.append(this.form, this.status, this.list, this.more);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) =>
      this.search(target === this.words ? TYPING_DELAY : 0),
    );
    this.more.addEventListener("click", () => this.showMore());
    root.addEventListener("keydown", (event) => this.handleKey(event));
    this.ready = this.load(query);
    this.search(0);
  }

  /** Load the index and fill the filters. */
  async load(/** @type {URLSearchParams} */ query) {
    const { createInstance } = await import(BUNDLE.href);
    // A worker would load all of Pagefind a second time.
    const pagefind = /** @type {Pagefind} */ (createInstance({ noWorker: true }));
    const known = await pagefind.filters();
    for (const filter of this.filters) {
      const isSeason = filter.name === "season";
      const values = Object.entries(known[filter.name] ?? {}).sort(([one], [other]) =>
        isSeason ? compare(other, one) : compare(one, other),
      );
      filter.append(new Option(filter.ariaLabel ?? "", ""));
      for (const [value, count] of values) {
        const label = isSeason ? say("season", { number: value }) : value;
        filter.append(new Option(`${label} (${count})`, value));
      }
      filter.hidden = !values[0];
      filter.value = query.get(filter.name) ?? "";
      if (filter.selectedIndex < 0) filter.value = "";
    }
    return pagefind;
  }

  /** Search, unless another search starts within the delay. */
  async search(/** @type {number} */ delay) {
    const number = ++this.latest;
    const isOutdated = () => number !== this.latest || !this.root.isConnected;
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (isOutdated()) return;
    try {
      if (this.words.value.trim()) this.status.textContent = say("searching");
      const pagefind = await this.ready;
      if (isOutdated()) return;
      const words = this.words.value.trim();
      const entries = this.filters.map(({ name, value }) => [name, value]);
      const filters = Object.fromEntries(entries.filter(([, value]) => value));
      const isEmpty = !words && !Object.keys(filters)[0];
      updateUrl({ ...(words && { words }), ...filters });
      const { results } = isEmpty
        ? { results: [] }
        : await pagefind.search(words || null, { filters });
      if (isOutdated()) return;
      const items = await makeItems(results.slice(0, FIRST_EPISODES));
      if (isOutdated()) return;
      this.list.replaceChildren(...items);
      this.rest = results.slice(FIRST_EPISODES);
      this.more.hidden = !this.rest[0];
      const count = results.length;
      const message = count ? say("episodesFound", { count }) : say("foundNothing");
      this.status.textContent = isEmpty ? "" : message;
    } catch (error) {
      if (isOutdated()) return;
      this.status.textContent = say("searchFailed");
      throw error;
    }
  }

  /** Show the next episodes, and move the focus to the first of them. */
  async showMore() {
    const number = this.latest;
    const next = this.rest.splice(0, MORE_EPISODES);
    this.more.hidden = !this.rest[0];
    const items = await makeItems(next);
    if (number !== this.latest) return;
    this.list.append(...items);
    items[0]?.querySelector("a")?.focus();
  }

  /** Arrows move from the field through the results and back; Escape moves back, then clears. */
  handleKey(/** @type {KeyboardEvent} */ event) {
    const { key, target } = event;
    if (event.isComposing || !(target instanceof Element) || target.matches("select")) return;
    const links = [...this.list.querySelectorAll("a")];
    const index = links.findIndex((link) => link.contains(target));
    if (key === "Escape") {
      if (target === this.words) {
        this.words.value = "";
        this.search(0);
      }
      this.words.focus();
    } else if (key === "ArrowDown") (links[index + 1] ?? this.more).focus();
    else if (key === "ArrowUp" && target === this.more) links.at(-1)?.focus();
    else if (key === "ArrowUp" && target !== this.words) (links[index - 1] ?? this.words).focus();
    else return;
    event.preventDefault();
  }
}

/** Keep the query in the URL; not as “q”, for which themes open their own search. */
function updateUrl(/** @type {Record<string, string>} */ values) {
  const { pathname, hash } = location;
  const parameters = `${new URLSearchParams(values)}`;
  const query = parameters && `?${parameters}`;
  if (query !== location.search) history.replaceState(history.state, "", pathname + query + hash);
}

async function makeItems(/** @type {PagefindResult[]} */ results) {
  const episodes = await Promise.all(results.map((result) => result.data()));
  return episodes.map(makeItem);
}

/** An episode with its hits. */
function makeItem(/** @type {PagefindData} */ data) {
  const { title, url } = data.meta;
  const page = new URL(url, ROOT);
  const items = hitsOf(data).map((hit) => makeHit(hit, page));
  const hits = make("ol", {}, ...items.slice(0, FIRST_SECTIONS));
  const heading = make("h2", {}, make("a", { href: page.href }, title));
  const item = make("li", {}, heading, hits);
  const rest = items.slice(FIRST_SECTIONS);
  if (rest[0]) {
    const more = make("button", { type: "button" }, say("moreSections", { count: rest.length }));
    more.addEventListener("click", () => {
      hits.append(...rest);
      more.remove();
      rest[0].querySelector("a")?.focus();
    });
    item.append(more);
  }
  return item;
}

function makeHit(/** @type {Hit} */ { anchor, time, title, quote }, /** @type {URL} */ page) {
  const href = new URL(anchor && `#${encodeURIComponent(anchor)}`, page).href;
  const link = make("a", { href });
  if (time >= 0) link.append(make("span", { className: "podcast-hit-time" }, formatClock(time)), " ");
  if (title) link.append(make("strong", {}, ...title), " ");
  if (quote) link.append(make("span", { className: "podcast-hit-quote" }, ...quote));
  return make("li", {}, link);
}

onPage(".podcast-search", (root) => root && new Search(root));
