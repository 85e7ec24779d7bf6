/** Filters the archive by topic, person and words. Without it the archive is a plain list. */
import { findAll, make } from "./dom.js";
import { compare, say } from "./i18n.js";
import { onPage } from "./podcast.js";
import { fold } from "./text.js";

/** The names in a data attribute, one per line. */
const splitNames = (text = "") => text.split("\n").filter(Boolean);

/**
 * A menu of names, each with the number of cards that have it.
 * @param {string} name
 * @param {string} label
 * @param {string[]} values
 */
function makeMenu(name, label, values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const options = [...counts]
    .sort(([one], [other]) => compare(one, other))
    .map(([value, count]) => new Option(`${value} (${count})`, value));
  const hidden = !options[0];
  return make("select", { name, ariaLabel: label, hidden }, new Option(label, ""), ...options);
}

/** Add the form to the archive, and keep the list and the URL in line with it. */
function addFilter(/** @type {HTMLElement} */ root) {
  const cards = findAll(".podcast-card").map((card) => {
    const { topics, people } = card.dataset;
    const { text } = fold([card.textContent, topics, people].join("\n"));
    return { card, text, topics: splitNames(topics), people: splitNames(people) };
  });
  const label = say("searchEpisodes");
  const words = make("input", { name: "words", type: "search", placeholder: label, ariaLabel: label });
  const topic = makeMenu("topic", say("allTopics"), cards.flatMap(({ topics }) => topics));
  const person = makeMenu("person", say("allPeople"), cards.flatMap(({ people }) => people));
  const fields = [words, topic, person];
  const status = make("output");
  const reset = make("button", { type: "button", textContent: say("showAll") });
  const form = make("form", { role: "search" }, ...fields, status, reset);
  form.ariaLabel = say("filterEpisodes");

  function filter() {
    const wanted = fold(words.value).text.split(/\s+/);
    const shown = cards.filter(
      ({ text, topics, people }) =>
        wanted.every((word) => text.includes(word)) &&
        (!topic.value || topics.includes(topic.value)) &&
        (!person.value || people.includes(person.value)),
    );
    const shownCards = new Set(shown.map(({ card }) => card));
    for (const { card } of cards) card.hidden = !shownCards.has(card);
    for (const list of findAll(".podcast-episodes")) {
      const heading = list.previousElementSibling;
      list.hidden = !list.querySelector(".podcast-card:not([hidden])");
      if (heading?.matches("h2")) heading.toggleAttribute("hidden", list.hidden);
    }
    reset.hidden = fields.every(({ value }) => !value.trim());
    const count = { shown: shown.length, count: cards.length };
    status.value = reset.hidden ? "" : say(shown[0] ? "shown" : "noneShown", count);
  }

  function update() {
    filter();
    const url = new URL(location.href);
    for (const { name, value } of fields) {
      if (value.trim()) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    words.focus();
    update();
  });
  const query = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = query.get(field.name) ?? "";
    field.value ||= ""; // a menu without this option would show none at all
  }
  root.append(form);
  filter();
}

onPage(".podcast-filter", (root) => root && addFilter(root));
