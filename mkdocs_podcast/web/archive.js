/** Filters the archive by topic, person and words. Without it the archive is a plain list. */
import { findAll, make } from "./dom.js";
import { compare, say } from "./i18n.js";
import { onPage } from "./podcast.js";
import { fold } from "./text.js";

/**
 * An episode, and what it is found by. `page` is the page of the archive with its card.
 * @typedef {{ title: string, url: string, text: string, topics: string[], people: string[], page: string }} Entry
 */

/**
 * What the plugin writes for an archive of several pages: per episode title, URL, other words, and
 * the positions of its topics and people in the lists of names. All URLs are relative to the file.
 * @typedef {{ pages: string[], topics: string[], people: string[], episodes: [string, string, string, number[], number[]][] }} List
 */

/** A card, and the heading above it. @typedef {{ card: Element, heading?: Element | null }} Found */

/** Wait for the next key before other pages are loaded, in ms. */
const TYPING_DELAY = 120;
/** Each card can be on another page that has to be loaded, so show few at first. */
const FIRST_CARDS = 10;
const MORE_CARDS = 20;

/** The names in a data attribute, one per line. */
const splitNames = (text = "") => text.split("\n").filter(Boolean);

/** The words and names that a card on this page is found by. @type {(card: HTMLElement) => Entry} */
function readCard(card) {
  const { topics, people } = card.dataset;
  const { text } = fold([card.textContent, topics, people].join("\n"));
  const link = card.querySelector("a");
  return {
    title: link?.textContent ?? "",
    url: link?.href ?? "",
    text,
    topics: splitNames(topics),
    people: splitNames(people),
    page: location.href,
  };
}

/** Load what all episodes are found by. @type {(url: URL) => Promise<Entry[]>} */
async function loadEntries(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const list = /** @type {List} */ (await response.json());
  const pageSize = Math.ceil(list.episodes.length / list.pages.length);
  return list.episodes.map(([title, path, words, topicIndexes, personIndexes], index) => {
    const topics = topicIndexes.map((each) => list.topics[each]);
    const people = personIndexes.map((each) => list.people[each]);
    const { text } = fold([title, words, ...topics, ...people].join("\n"));
    const page = new URL(list.pages[Math.floor(index / pageSize)], url).href;
    return { title, url: new URL(path, url).href, text, topics, people, page };
  });
}

/** Fill a menu with names, each with the number of episodes that have it. */
function fillMenu(/** @type {HTMLSelectElement} */ menu, /** @type {string[]} */ values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const options = [...counts]
    .sort(([one], [other]) => compare(one, other))
    .map(([value, count]) => new Option(`${value} (${count})`, value));
  menu.append(...options);
  menu.hidden = !options[0];
}

/** The heading above a list of cards, if it has one. @type {(list: Element) => Element | null} */
const headingOf = ({ previousElementSibling: before }) => (before?.matches("h2") ? before : null);

/** Load a page of the archive, with links and images that also work on this page. */
async function loadPage(/** @type {string} */ url) {
  const response = await fetch(url);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  page.head.prepend(make("base", { href: url }));
  for (const link of page.querySelectorAll("a")) link.href = link.href;
  for (const image of page.querySelectorAll("img")) image.src = image.src;
  return page;
}

/** Copy the card of an episode, and the heading above its list, from a page of the archive. */
function copyCard(/** @type {Document} */ page, /** @type {string} */ url) {
  const link = [...page.querySelectorAll("a")].find(({ href }) => href === url);
  const card = link?.closest(".podcast-card");
  const list = card?.closest(".podcast-episodes");
  const heading = list && headingOf(list);
  const title = heading && document.importNode(heading, true);
  title?.removeAttribute("id");
  title?.querySelector(".headerlink")?.remove();
  return card && { card: document.importNode(card, true), heading: title };
}

class Filter {
  label = say("searchEpisodes");
  words = make("input", {
    name: "words",
    type: "search",
    placeholder: this.label,
    ariaLabel: this.label,
  });
  topic = make("select", { name: "topic", ariaLabel: say("allTopics") });
  person = make("select", { name: "person", ariaLabel: say("allPeople") });
  fields = [this.words, this.topic, this.person];
  status = make("output");
  reset = make("button", { type: "button", textContent: say("showAll"), hidden: true });
  form = make("form", { role: "search", ariaLabel: say("filterEpisodes") });
  /** The episodes that were found on all pages. */
  found = make("div");
  more = make("button", { type: "button", textContent: say("moreFound"), hidden: true });
  /** What is on this page: lists of cards with their headings, and links to the other pages. */
  lists = findAll(".podcast-episodes");
  links = findAll(".podcast-pages");
  cards = findAll(".podcast-card");
  /** The number of the latest change; what earlier ones load is dropped. */
  latest = 0;
  /** Episodes that were found and are not shown yet. @type {Entry[]} */
  rest = [];
  /** Pages of the archive by URL; undefined if one cannot be loaded. @type {Map<string, Promise<Document | undefined>>} */
  pages = new Map();
  /** The episodes; undefined until they are loaded. @type {Entry[] | undefined} */
  entries;
  /** Why not all episodes are searched. */
  note = "";
  /** @type {Promise<void> | undefined} */
  loading;

  constructor(/** @type {HTMLElement} */ root) {
    const query = new URLSearchParams(location.search);
    const list = root.querySelector("script")?.dataset.list;
    this.root = root;
    this.query = query;
    this.list = list ? new URL(list, location.href) : undefined;
    for (const menu of [this.topic, this.person]) menu.append(new Option(menu.ariaLabel ?? "", ""));
    this.words.value = query.get("words") ?? "";
    this.form.append(...this.fields, this.status, this.reset);
    root.append(this.form);
    if (this.list) this.openPages();
    else this.setEntries(this.cards.map(readCard));
    this.form.addEventListener("input", ({ target }) => this.update(target === this.words));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.reset.addEventListener("click", () => {
      for (const field of this.fields) field.value = "";
      this.words.focus();
      this.update();
    });
    if (this.fields.some(({ name }) => query.get(name)?.trim())) this.filter();
  }

  /** Prepare for episodes on other pages: load the list when a reader comes near the form. */
  openPages() {
    this.root.after(this.found, make("div", { className: "podcast podcast-more" }, this.more));
    this.more.addEventListener("click", () => this.showMore());
    for (const type of ["pointerenter", "focusin"])
      this.form.addEventListener(type, () => this.load());
    for (const menu of [this.topic, this.person])
      menu.addEventListener("mousedown", async (event) => {
        if (this.entries) return;
        event.preventDefault(); // an open menu would stay as empty as it is
        await this.load();
        menu.focus();
        menu.showPicker?.();
      });
  }

  /** Load the episodes, once. If that fails, those on this page are all that can be found. */
  load() {
    return (this.loading ??= (async () => {
      if (!this.list) return;
      try {
        this.setEntries(await loadEntries(this.list));
      } catch {
        this.note = say("filterFailed");
        this.setEntries(this.cards.map(readCard));
      }
    })());
  }

  /** Fill the menus, and choose what the URL names. */
  setEntries(/** @type {Entry[]} */ entries) {
    this.entries = entries;
    fillMenu(this.topic, entries.flatMap(({ topics }) => topics));
    fillMenu(this.person, entries.flatMap(({ people }) => people));
    for (const menu of [this.topic, this.person]) {
      menu.value = this.query.get(menu.name) ?? "";
      menu.value ||= ""; // a menu without this option would show none at all
    }
  }

  /** Filter after a change, and keep the URL in line with it. */
  update(isTyping = false) {
    const url = new URL(location.href);
    for (const { name, value } of this.fields) {
      if (value.trim()) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
    this.filter(isTyping && this.list ? TYPING_DELAY : 0);
  }

  /** Show what the fields ask for. */
  async filter(delay = 0) {
    const number = ++this.latest;
    const isOutdated = () => number !== this.latest || !this.root.isConnected;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (!this.entries) await this.load();
    if (isOutdated()) return;
    const entries = this.entries ?? [];
    const wanted = fold(this.words.value).text.split(/\s+/);
    const [topic, person] = [this.topic.value, this.person.value];
    const shown = entries.filter(
      ({ text, topics, people }) =>
        wanted.every((word) => text.includes(word)) &&
        (!topic || topics.includes(topic)) &&
        (!person || people.includes(person)),
    );
    const isAll = this.fields.every(({ value }) => !value.trim());
    if (this.list && !this.note) {
      this.rest = isAll ? [] : [...shown];
      const cards = await this.copyCards(this.rest.splice(0, FIRST_CARDS));
      if (isOutdated()) return;
      this.found.replaceChildren();
      this.append(cards);
      this.showOwn(isAll ? this.cards : []);
    } else this.showOwn(this.cards.filter((_, index) => shown.includes(entries[index])));
    for (const each of this.links) each.hidden = !isAll;
    this.reset.hidden = isAll;
    const count = say(shown[0] ? "shown" : "noneShown", { shown: shown.length, count: entries.length });
    this.status.value = isAll ? "" : [count, this.note].join(" ").trim();
  }

  /** Show some of the cards on this page, and the headings above them. */
  showOwn(/** @type {HTMLElement[]} */ cards) {
    const shown = new Set(cards);
    for (const card of this.cards) card.hidden = !shown.has(card);
    for (const list of this.lists) {
      list.hidden = !list.querySelector(".podcast-card:not([hidden])");
      headingOf(list)?.toggleAttribute("hidden", list.hidden);
    }
  }

  /** Show the next cards, and move the focus to the first of them. */
  async showMore() {
    const number = this.latest;
    const cards = await this.copyCards(this.rest.splice(0, MORE_CARDS));
    if (number !== this.latest) return;
    this.append(cards);
    cards[0]?.card.querySelector("a")?.focus();
  }

  /** Copy the cards of episodes from the pages they are on. @type {(entries: Entry[]) => Promise<Found[]>} */
  copyCards(entries) {
    return Promise.all(
      entries.map(async ({ title, url, page }) => {
        if (!this.pages.has(page)) this.pages.set(page, loadPage(page).catch(() => undefined));
        const source = await this.pages.get(page);
        return (source && copyCard(source, url)) ?? { card: makeCard(title, url) };
      }),
    );
  }

  /** Append cards to those that were found, each below the heading of its season. */
  append(/** @type {Found[]} */ cards) {
    for (const { card, heading } of cards) {
      const last = this.found.lastElementChild;
      const before = last && headingOf(last)?.textContent;
      if (!last || (heading && before !== heading.textContent)) {
        if (heading) this.found.append(heading);
        this.found.append(make("div", { className: "podcast podcast-episodes" }, make("ol")));
      }
      this.found.lastElementChild?.querySelector("ol")?.append(card);
    }
    this.more.hidden = !this.rest[0];
  }
}

/** The card of an episode whose own card cannot be loaded. */
function makeCard(/** @type {string} */ title, /** @type {string} */ href) {
  const name = make("p", { className: "podcast-card-title" }, make("a", { href }, title));
  return make("li", { className: "podcast-card" }, name);
}

onPage(".podcast-filter", (root) => root && new Filter(root));
