/** Filters the archive by topic, person and words. Without it the archive is a plain list. */
import { messages, settings } from "./settings.js";

const { compare } = new Intl.Collator(settings.language);
const say = (key) => /** @type {string} */ (messages[key]);

/** Text without accents and case, for comparing. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @type {Make} */
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties).append(...children);
  return element;
}

/** The names in an attribute, a name a line. */
const names = (text = "") => text.split("\n").filter(Boolean);

/** A menu of names, each with how many cards have it. */
function menu(name, label, lists) {
  const counts = new Map();
  for (const value of lists.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const options = [...counts]
    .sort(([one], [other]) => compare(one, other))
    .map(([value, count]) => new Option(`${value} (${count})`, value));
  const hidden = !options[0];
  return make("select", { name, ariaLabel: label, hidden }, new Option(label, ""), ...options);
}

/** Makes the form; then the list and the address are as it says. */
function open(place) {
  const cards = [...document.querySelectorAll(".podcast-card")].map((card) => {
    const { topics, people } = /** @type {HTMLElement} */ (card).dataset;
    const text = fold([card.textContent, topics, people].join("\n"));
    return { card, text, topic: names(topics), person: names(people) };
  });
  const label = say("searchEpisodes");
  const words = make("input", { name: "words", type: "search", placeholder: label, ariaLabel: label });
  const topic = menu("topic", say("allTopics"), cards.map((card) => card.topic));
  const person = menu("person", say("allPeople"), cards.map((card) => card.person));
  const fields = [words, topic, person];
  const status = make("output");
  const all = make("button", { type: "button", textContent: say("showAll") });
  const form = make("form", { role: "search" }, ...fields, status, all);
  form.ariaLabel = say("filterEpisodes");

  function filter() {
    const wanted = fold(words.value).split(/\s+/);
    let shown = 0;
    for (const { card, ...has } of cards) {
      const matches =
        wanted.every((word) => has.text.includes(word)) &&
        [topic, person].every(({ name, value }) => !value || has[name].includes(value));
      card.toggleAttribute("hidden", !matches);
      if (matches) shown++;
    }
    for (const list of document.querySelectorAll(".podcast-episodes")) {
      const empty = !list.querySelector(".podcast-card:not([hidden])");
      list.toggleAttribute("hidden", empty);
      const heading = list.previousElementSibling;
      if (heading?.matches("h2")) heading.toggleAttribute("hidden", empty);
    }
    all.hidden = fields.every(({ value }) => !value.trim());
    const said = say(shown ? "shown" : "noneShown");
    const values = { shown, count: cards.length };
    status.value = all.hidden ? "" : said.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function change() {
    filter();
    const url = new URL(location.href);
    for (const { name, value } of fields) {
      if (value.trim()) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  all.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    words.focus();
    change();
  });
  const query = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = query.get(field.name) ?? "";
    field.value ||= ""; // a menu without this name shows its first line, not none
  }
  place.append(form);
  filter();
}

/** Opens the archive that is on the page now. */
function turn() {
  const place = document.querySelector(".podcast-filter");
  if (place && !place.querySelector("form")) open(place);
}

// Themes that load pages by themselves replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
