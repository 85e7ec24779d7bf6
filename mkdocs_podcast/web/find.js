/** Finding in the transcript: marks are painted over the text, which stays as it is. */
import { iconButton, make } from "./elements.js";
import { show } from "./follow.js";
import { countUntil } from "./transcript.js";
import { say } from "./words.js";

/** More marks than this at once are only painted around the one that is shown. */
const PAINTED = 2000;

/** @type {Record<string, string>} */
const SAME = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ",
  "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ",
}; // prettier-ignore

/** What accents are made of in Latin, Greek, Cyrillic, Hebrew and Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** @param {string} text */
function foldCharacters(text) {
  const bare = text.normalize("NFD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
  return bare.replace(/[^\0-~]/g, (character) => SAME[character] ?? character);
}

/**
 * Takes away what does not matter when finding: case and accents.
 * @param {string} text
 * @returns {{ text: string, offsets?: number[] }} with the place in the original of each
 *   character, where these differ
 */
export function fold(text) {
  if (/^[\0-~]*$/.test(text)) return { text: text.toLowerCase() };
  let folded = "";
  let same = true;
  const offsets = [];
  let offset = 0;
  for (const character of text) {
    const bare = foldCharacters(character);
    same &&= bare.length === character.length;
    for (let index = 0; index < bare.length; index++) offsets.push(offset);
    folded += bare;
    offset += character.length;
  }
  offsets.push(offset);
  return same ? { text: folded } : { text: folded, offsets };
}

/** @typedef {{ nodes: Text[], text: string, offsets?: number[] }} Words the text of a line */

/**
 * @param {HTMLElement} line
 * @returns {Words}
 */
function wordsOf(line) {
  const nodes = textsIn(line);
  return { nodes, ...fold(nodes.map(({ data }) => data).join("")) };
}

/**
 * The texts of a line that were said.
 * @param {Node} element
 * @returns {Text[]}
 */
export function textsIn(element) {
  return [...element.childNodes].flatMap((node) => {
    if (node instanceof Text) return [node];
    return node instanceof Element && node.matches(".podcast-aside") ? textsIn(node) : [];
  });
}

/** @param {import("./episode.js").Episode} episode */
export function find(episode) {
  const { lines } = episode.transcript;
  const field = make("input", {
    type: "search",
    placeholder: say("find"),
    "aria-label": say("find"),
    autocomplete: "off",
    enterkeyhint: "search",
  });
  const count = make("span", { class: "podcast-count", role: "status" });
  const steps = make(
    "span",
    { class: "podcast-steps" },
    iconButton("find-previous", "previous", say("findPrevious")),
    iconButton("find-next", "next", say("findNext")),
  );
  steps.hidden = true;
  const element = make("div", { class: "podcast-find", role: "search" }, field, count, steps);
  /** @type {Words[]} */
  let words = [];
  /** Of each hit its line, and where it begins in the folded text. */
  let hits = { lines: /** @type {number[]} */ ([]), places: /** @type {number[]} */ ([]) };
  let length = 0;
  let current = -1;
  /** @type {Element | null} */
  let before = null;

  function search() {
    words = words.length ? words : lines.map(wordsOf);
    const wanted = fold(field.value).text;
    const from = hits.lines[current] ?? firstBelow(lines);
    length = wanted.length;
    hits = { lines: [], places: [] };
    if (wanted.trim()) {
      words.forEach(({ text }, line) => {
        let place = text.indexOf(wanted);
        for (; place >= 0; place = text.indexOf(wanted, place + length)) {
          hits.lines.push(line);
          hits.places.push(place);
        }
      });
    }
    const next = countUntil(hits.lines, (line) => line < from);
    goTo(next < hits.lines.length ? next : 0);
    steps.hidden = !hits.lines.length;
    if (!wanted.trim()) count.textContent = "";
  }

  /** @param {number} hit */
  function goTo(hit) {
    const { length: all } = hits.lines;
    current = all ? (hit + all) % all : -1;
    count.textContent = all
      ? say("found", { number: current + 1, count: all })
      : say("foundNothing");
    paint();
    if (!all) return;
    episode.follow.stop();
    show(lines[hits.lines[current]], true);
  }

  function paint() {
    const first = Math.max(0, Math.min(current - PAINTED / 2, hits.lines.length - PAINTED));
    const shown = hits.lines.slice(first, first + PAINTED);
    if (CSS.highlights) {
      const ranges = shown.map((_, index) => rangeOf(first + index));
      const [now] = current < 0 ? [] : ranges.splice(current - first, 1);
      CSS.highlights.set("podcast-found", new Highlight(...ranges));
      CSS.highlights.set("podcast-found-current", new Highlight(...(now ? [now] : [])));
      return;
    }
    for (const line of lines) line.classList.remove("podcast-found", "podcast-found-current");
    for (const line of shown) lines[line].classList.add("podcast-found");
    lines[hits.lines[current]]?.classList.add("podcast-found-current");
  }

  /** @param {number} hit */
  function rangeOf(hit) {
    const { nodes, offsets } = words[hits.lines[hit]];
    const place = hits.places[hit];
    const original = (/** @type {number} */ at) => offsets?.[at] ?? at;
    const end = place + length;
    let to = original(end);
    // A letter of which the half was found is marked whole.
    if (offsets && to === original(end - 1)) to = offsets.find((offset) => offset > to) ?? to;
    const [startContainer, startOffset] = locate(nodes, original(place), false);
    const [endContainer, endOffset] = locate(nodes, to, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  function clear() {
    field.value = "";
    search();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    else field.blur();
  }

  return {
    element,
    leave() {
      CSS.highlights?.delete("podcast-found");
      CSS.highlights?.delete("podcast-found-current");
    },
    open() {
      if (!element.isConnected) return false;
      field.focus();
      field.select();
      return true;
    },
    actions: {
      "find-previous": () => goTo(current - 1),
      "find-next": () => goTo(current + 1),
    },
    on: {
      /** @param {FocusEvent} event */
      focusin: ({ target, relatedTarget }) => {
        const from = /** @type {Element | null} */ (relatedTarget);
        if (target === field && !element.contains(from)) before = from;
      },
      /** @param {Event} event */
      input: ({ target }) => target === field && search(),
      /** @param {KeyboardEvent} event */
      keydown(event) {
        if (!element.contains(/** @type {Node} */ (event.target)) || event.isComposing) return;
        if (event.key === "Escape") clear();
        else if (event.target === field && event.key === "Enter" && current >= 0) {
          goTo(current + (event.shiftKey ? -1 : 1));
        } else return;
        event.preventDefault();
      },
    },
  };
}

/**
 * The first line that the head of the window does not hide.
 * @param {HTMLElement[]} lines
 */
const firstBelow = (lines) => countUntil(lines, (line) => line.getBoundingClientRect().top < 0);

/**
 * @param {Text[]} nodes
 * @param {number} place in the text of them all
 * @param {boolean} end whether something ends there
 * @returns {[Text, number]}
 */
function locate(nodes, place, end) {
  let offset = place;
  for (const node of nodes) {
    if (offset < node.length || (end && offset === node.length)) return [node, offset];
    offset -= node.length;
  }
  return [nodes[0], 0];
}
