/** The page that searches every word of every transcript, with the index that Pagefind made. */
import { clock, make, say } from "./episode.js";
import { settings } from "./settings.js";

/**
 * What Pagefind knows of an episode: its text, where in it anchors and what was found are, in words,
 * and how much each of these counts.
 * @typedef {{
 *   content: string, raw_content?: string, meta: Record<string, string>,
 *   filters: Record<string, string[]>,
 *   anchors: { element: string, id: string, location: number }[],
 *   weighted_locations: { location: number, balanced_score: number }[],
 * }} Found
 */

/** A header or a line, and of which section it is; the words before all of them have no anchor. */
/** @typedef {{ start: number, end: number, anchor: string, time: number, header?: Passage }} Passage */

/** A sentence in which something was found. @typedef {Passage & { marks: number[], score: number }} Sentence */

const ROOT = new URL("../../", import.meta.url);
const BUNDLE = new URL("pagefind/pagefind.js", import.meta.url);
const FILTERS = /** @type {const} */ (["person", "season", "topic"]);
const LABELS = /** @type {const} */ ({ person: "allPeople", season: "allSeasons", topic: "allTopics" });

/** How long a reader may pause before the next letter, in ms. */
const PAUSE = 120;
/** So many episodes are shown at first, which is what loads most; then more at a time. */
const FIRST = 3;
const MORE = 6;
/** So many sections of an episode are shown at first. */
const SECTIONS = 3;
/** Words around the first one marked, where a sentence has no end. */
const AROUND = 20;
/** Letters of a word. */
const LONGEST = 80;

const ENDS = /[.!?…。！？]["'”’»）)\]]*\s*$/;
const SPACE = "\u200b";

/** The words of an episode, one for each place that the index counts, and what joins them. */
function wordsOf(/** @type {Found} */ { content, raw_content = content }) {
  // Where no spaces are between words, Pagefind puts this one, and then writes < as in HTML.
  return raw_content.includes(SPACE)
    ? raw_content.split(SPACE).map((word) => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"))
    : content.split(/\s+/).map((word, index) => (index ? ` ${word}` : word));
}

/** All headers and lines, in their order. @returns {Passage[]} */
function passagesOf(/** @type {Found} */ { anchors }, length) {
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

/** The sentences in which something was found. @returns {Sentence[]} */
function sentencesOf(/** @type {Found} */ found, words, passages) {
  /** @type {Map<number, Sentence & { scores: Map<string, number> }>} */
  const sentences = new Map();
  let at = 0;
  for (const { location, balanced_score } of found.weighted_locations) {
    while (passages[at + 1]?.start <= location) at++;
    const passage = passages[at];
    let [start, end] = [location, location + 1];
    while (start > passage.start && location - start < AROUND && !ENDS.test(words[start - 1])) start--;
    while (end < passage.end && end - location < AROUND && !ENDS.test(words[end - 1])) end++;
    const known = sentences.get(start);
    const sentence = known ?? { ...passage, start, end, marks: [], score: 0, scores: new Map() };
    sentences.set(start, sentence);
    sentence.marks.push(location);
    sentence.end = Math.max(sentence.end, end);
    // A word counts once, so that two words that were asked for are better than one twice.
    const word = words[location].toLowerCase().trim();
    sentence.scores.set(word, Math.max(balanced_score, sentence.scores.get(word) ?? 0));
    sentence.score = [...sentence.scores.values()].reduce((sum, score) => sum + score, 0);
  }
  return [...sentences.values()];
}

/** What was found in an episode: of each section the best sentence, the best section first. */
function hitsOf(/** @type {Found} */ found) {
  const words = wordsOf(found);
  const passages = passagesOf(found, words.length);
  // Pagefind ends headers as if they were sentences.
  for (const { header } of passages) {
    if (header) words[header.end - 1] = words[header.end - 1].replace(/\.$/, "");
  }
  const sentences = sentencesOf(found, words, passages);
  /** @type {Map<string, { header?: Passage, best?: Sentence, score: number }>} */
  const hits = new Map();
  const headers = new Map(passages.flatMap((each) => (each.header ? [[each.header.anchor, each.header]] : [])));
  for (const sentence of sentences) {
    const own = headers.get(sentence.anchor);
    const header = own ?? sentence.header;
    const key = header?.anchor ?? "";
    const hit = hits.get(key) ?? { header, score: 0 };
    hits.set(key, hit);
    if (own || (sentence.start === 0 && !sentence.anchor)) hit.score += sentence.score;
    else if (!hit.best || sentence.score > hit.best.score) hit.best = sentence;
  }
  const marked = new Set(found.weighted_locations.map(({ location }) => location));
  return [...hits.values()]
    .filter(({ header, best }) => header || best)
    .sort((one, other) => other.score + (other.best?.score ?? 0) - one.score - (one.best?.score ?? 0))
    .map(({ header, best }) => {
      const { anchor, time } = best ?? header ?? passages[0];
      const quote = best && marking(words, best, marked);
      return { anchor, time, title: header && marking(words, header, marked), quote };
    });
}

/** Some of the words, with marks at those that were found. */
function marking(words, { start, end }, marked) {
  /** @type {(Node | string)[]} */
  const parts = [];
  for (let at = start; at < end; at++) {
    const [, space, word] = /^(\s*)(.*)$/s.exec(words[at]) ?? [];
    const shown = word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word;
    if (at > start) parts.push(space);
    parts.push(marked.has(at) ? make("mark", { textContent: shown }) : shown);
  }
  return parts;
}

class Search {
  words = make("input", {
    type: "search",
    name: "words",
    placeholder: say("searchTranscripts"),
    ariaLabel: say("searchTranscripts"),
    autocomplete: "off",
  });
  choices = FILTERS.map((name) => make("select", { name, ariaLabel: say(LABELS[name]), hidden: true }));
  status = make("p", { role: "status" });
  list = make("ol", { className: "podcast-hits" });
  more = make("button", { type: "button", textContent: say("moreFound"), hidden: true });
  form = make("form", { role: "search" }, this.words, ...this.choices);
  /** Which search is the latest. */
  latest = 0;
  /** What was found and is not shown. @type {{ data(): Promise<Found> }[]} */
  rest = [];

  constructor(place) {
    const asked = new URLSearchParams(location.search);
    this.words.value = asked.get("words") ?? "";
    this.place = place;
    place.querySelector("p")?.remove(); // which says that there is no search without scripts
    place.append(this.form, this.status, this.list, this.more);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => this.ask(target === this.words ? PAUSE : 0));
    this.more.addEventListener("click", () => this.continue());
    place.addEventListener("keydown", (event) => this.key(event));
    this.ready = this.load(asked);
    this.ask(0);
  }

  /** Loads the index, and what to choose from. */
  async load(asked) {
    const { createInstance } = await import(BUNDLE.href);
    // Without a worker, which would load everything of Pagefind a second time.
    const pagefind = createInstance({ noWorker: true });
    const known = await pagefind.filters();
    const { compare } = new Intl.Collator(settings.language, { numeric: true });
    for (const choice of this.choices) {
      const { name, ariaLabel } = choice;
      const season = name === "season";
      const values = Object.entries(known[name] ?? {}).sort(([one], [other]) =>
        season ? compare(other, one) : compare(one, other),
      );
      choice.append(
        new Option(ariaLabel ?? "", ""),
        ...values.map(([value, count]) => {
          const label = season ? say("season", { number: value }) : value;
          return new Option(`${label} (${count})`, value);
        }),
      );
      choice.hidden = !values[0];
      choice.value = asked.get(name) ?? "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    return pagefind;
  }

  /** Searches, unless something else is asked for first. */
  async ask(pause) {
    const search = ++this.latest;
    const late = () => search !== this.latest || !this.place.isConnected;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (late()) return;
    try {
      if (this.words.value.trim()) this.status.textContent = say("searching");
      const pagefind = await this.ready;
      if (late()) return;
      const words = this.words.value.trim();
      const chosen = this.choices.filter(({ value }) => value);
      this.remember(words, chosen);
      const filters = Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
      const { results } =
        words || chosen[0] ? await pagefind.search(words || null, { filters }) : { results: [] };
      if (late()) return;
      const shown = await this.items(results.slice(0, FIRST));
      if (late()) return;
      this.list.replaceChildren(...shown);
      this.rest = results.slice(FIRST);
      this.more.hidden = !this.rest[0];
      const count = results.length;
      const said = count ? say("episodesFound", { count }) : say("foundNothing");
      this.status.textContent = words || chosen[0] ? said : "";
    } catch (error) {
      if (late()) return;
      this.status.textContent = say("searchFailed");
      throw error;
    }
  }

  /** Shows the next episodes, and goes to the first of them. */
  async continue() {
    const search = this.latest;
    const next = this.rest.splice(0, MORE);
    this.more.hidden = !this.rest[0];
    const items = await this.items(next);
    if (search !== this.latest) return;
    this.list.append(...items);
    items[0]?.querySelector("a")?.focus();
  }

  /** Keeps in the address what was asked for; not as “q”, at which themes open their own search. */
  remember(words, chosen) {
    const asked = new URLSearchParams(words ? { words } : {});
    for (const { name, value } of chosen) asked.set(name, value);
    const { pathname, hash } = location;
    const query = `${asked}` && `?${asked}`;
    if (query !== location.search) history.replaceState(history.state, "", pathname + query + hash);
  }

  /** @returns {Promise<HTMLElement[]>} */
  async items(results) {
    const episodes = await Promise.all(results.map((result) => result.data()));
    return episodes.map(episodeOf);
  }

  /** Arrows go from the field through what was found and back; Escape goes back, and clears. */
  key(event) {
    const { key, target } = event;
    if (event.isComposing || target.matches("select")) return;
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(target.closest("a"));
    if (key === "Escape") {
      if (target === this.words) {
        this.words.value = "";
        this.ask(0);
      }
      this.words.focus();
    } else if (key === "ArrowDown") (links[at + 1] ?? this.more).focus();
    else if (key === "ArrowUp" && target === this.more) links.at(-1)?.focus();
    else if (key === "ArrowUp" && target !== this.words) (links[at - 1] ?? this.words).focus();
    else return;
    event.preventDefault();
  }
}

/** An episode with what was found in it. */
function episodeOf(/** @type {Found} */ found) {
  const { title, url } = found.meta;
  const address = new URL(url, ROOT);
  const items = hitsOf(found).map(({ anchor, time, title, quote }) => {
    const href = new URL(anchor && `#${encodeURIComponent(anchor)}`, address).href;
    const link = make("a", { href });
    if (time >= 0) link.append(make("span", { className: "podcast-hit-time" }, clock(time)), " ");
    if (title) link.append(make("strong", {}, ...title), " ");
    if (quote) link.append(make("span", { className: "podcast-hit-quote" }, ...quote));
    return make("li", {}, link);
  });
  const all = make("ol", {}, ...items.slice(0, SECTIONS));
  const heading = make("h2", {}, make("a", { href: address.href }, title));
  const item = make("li", {}, heading, all);
  const rest = items.slice(SECTIONS);
  if (rest[0]) {
    const more = make("button", { type: "button" }, say("moreSections", { count: rest.length }));
    more.addEventListener("click", () => {
      all.append(...rest);
      more.remove();
      rest[0].querySelector("a")?.focus();
    });
    item.append(more);
  }
  return item;
}

/** @type {Element | null} */
let open = null;

function turn() {
  const place = document.querySelector(".podcast-search");
  if (place === open) return;
  open = place;
  if (place) new Search(place);
}

// Themes that load pages by themselves replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
