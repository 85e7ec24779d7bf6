/** Finds text in the lines, names and headings of the transcript. See `fold` for what does not matter. */
import { findAll, isInside, make, makeButton, scrollToElement } from "../dom.js";
import { say } from "../i18n.js";
import { fold } from "../text.js";
import { countFirst, joinNodes, textNodes } from "../transcript.js";

/** The index of an element, and a position in its folded text. @typedef {{ index: number, at: number }} Match */

/** Highlighting more matches than this around the current one would take too long. */
const MAX_HIGHLIGHTS_AROUND = 1000;

export function makeFindBox(/** @type {Episode} */ episode) {
  const elements = findAll(".podcast-transcript :is(.podcast-line, .podcast-name, h3[id])");
  const field = make("input", {
    type: "search",
    placeholder: say("find"),
    ariaLabel: say("find"),
    autocomplete: "off",
  });
  const count = make("span", { className: "podcast-count", role: "status" });
  const previous = makeButton("findPrevious", () => goTo(current - 1));
  const next = makeButton("findNext", () => goTo(current + 1));
  const steps = make("span", { hidden: true }, previous, next);
  const box = make("div", { className: "podcast-find", role: "search" }, field, count, steps);
  /** @type {({ nodes: Text[] } & ReturnType<typeof fold>)[]} */
  let texts = [];
  /** @type {Match[]} */
  let matches = [];
  let length = 0;
  let current = -1;
  /** @type {EventTarget | null} */
  let focusedBefore = null;

  function readTexts() {
    if (texts[0]) return;
    texts = elements.map((element) => {
      const nodes = textNodes(element);
      return { nodes, ...fold(joinNodes(nodes)) };
    });
  }

  function search() {
    readTexts();
    const wanted = fold(field.value).text;
    const from =
      matches[current]?.index ??
      countFirst(elements, (element) => element.getBoundingClientRect().top < 0);
    length = wanted.length;
    matches = wanted.trim()
      ? texts.flatMap(({ text }, index) => matchesIn(text, wanted, index))
      : [];
    goTo(countFirst(matches, ({ index }) => index < from));
    steps.hidden = !matches[0];
    if (!wanted.trim()) count.textContent = "";
  }

  /** Go to a match; after the last comes the first. */
  function goTo(/** @type {number} */ index) {
    const total = matches.length;
    current = (index + total) % total || 0;
    count.textContent = total
      ? say("found", { number: current + 1, count: total })
      : say("foundNothing");
    const first = Math.max(0, current - MAX_HIGHLIGHTS_AROUND);
    const nearby = matches.slice(first, current + MAX_HIGHLIGHTS_AROUND);
    highlight("podcast-found", nearby.filter((match) => match !== matches[current]));
    highlight("podcast-found-current", matches.slice(current, current + 1));
    if (!total) return;
    episode.follower.stop();
    scrollToElement(elements[matches[current].index], true);
  }

  /** Browsers without highlights mark elements, as the text must stay as it is. */
  function highlight(/** @type {string} */ name, /** @type {Match[]} */ some) {
    if (CSS.highlights) {
      CSS.highlights.set(name, new Highlight(...some.map(rangeOf)));
      return;
    }
    for (const element of findAll(`.${name}`)) element.classList.remove(name);
    for (const { index } of some) elements[index].classList.add(name);
  }

  function rangeOf(/** @type {Match} */ { index, at }) {
    const { nodes, offsets } = texts[index];
    const last = offsets[at + length - 1];
    // A character of which a part matches is highlighted as a whole.
    const end = offsets.find((offset) => offset > last) ?? last;
    const [startContainer, startOffset] = locate(nodes, offsets[at]);
    const [endContainer, endOffset] = locate(nodes, end);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  episode.commands.find = () => {
    field.focus();
    field.select();
  };
  field.addEventListener("input", search);
  field.addEventListener("focus", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) focusedBefore = relatedTarget;
    setTimeout(readTexts); // now, so that the first key does not have to wait
  });
  episode.on("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented) return;
    if (key === "Escape" && isInside(event, box)) {
      field.value = "";
      search();
      field.blur();
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    } else if (key === "Enter" && target === field && matches[0] && !event.isComposing) {
      goTo(current + (event.shiftKey ? -1 : 1));
    } else return;
    event.preventDefault();
  });
  episode.onClose(() => CSS.highlights?.clear());
  return box;
}

/** @type {(text: string, wanted: string, index: number) => Match[]} */
function matchesIn(text, wanted, index) {
  const matches = [];
  let at = text.indexOf(wanted);
  for (; at >= 0; at = text.indexOf(wanted, at + wanted.length)) matches.push({ index, at });
  return matches;
}

/** The node at a position in the text of nodes, and the position in it. */
function locate(/** @type {Text[]} */ nodes, /** @type {number} */ position) {
  let rest = position;
  const node = nodes.find(({ length }) => (rest -= length) <= 0) ?? nodes[0];
  return /** @type {const} */ ([node, rest + node.length]);
}
