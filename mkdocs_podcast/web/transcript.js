/** What is read of a page: its lines and sections, their times, and times in addresses. */

/** @returns {any[]} */
const all = (selector) => [...document.querySelectorAll(selector)];

/** Reads the page, once. `sectionOf` gives the index of each line's section, or -1. */
export function readTranscript() {
  const sections = all('.podcast-sections li > a[href^="#"]').map((link) =>
    section(idIn(link.hash), link, [link], startOf(link.previousElementSibling)),
  );
  /** @type {HTMLElement[]} */
  const lines = [];
  /** @type {number[]} */
  const sectionOf = [];
  let current = -1;
  for (const part of all(".podcast-transcript :is(.podcast-line, h3[id])")) {
    if (part.tagName === "P") {
      lines.push(part);
      sectionOf.push(current);
      const now = sections[current];
      if (now && isNaN(now.start)) now.start = startOf(part);
    } else {
      current = sections.findIndex(({ id }) => id === part.id);
      if (current < 0) current = sections.push(section(part.id, part)) - 1;
      sections[current].heading = part;
    }
  }
  return { lines, starts: Float64Array.from(lines, startOf), sections, sectionOf };
}

/** @returns {Section} */
const section = (id, title, links = [], start = NaN) => ({ id, title: titleOf(title), links, start });

export const startOf = (element) => parseFloat(element?.dataset.start);

/** What a heading says, without the link of themes. */
export const titleOf = (heading) =>
  [...(heading?.childNodes ?? [])]
    .filter((node) => node.nodeName !== "A")
    .map((node) => node.textContent)
    .join("");

/** The texts of a line that were said. @returns {Text[]} */
export const textsIn = (line) =>
  [...line.childNodes].flatMap((node) =>
    node instanceof Text ? node : node.nodeName === "I" ? textsIn(node) : [],
  );

/** How many items come first that pass a test, where none passes after them. */
export function countFirst(items, passes) {
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
  const order = Array.from(starts, (_, index) => index)
    .filter((index) => starts[index] >= 0)
    .sort((one, other) => starts[one] - starts[other]);
  const times = Float64Array.from(order, (index) => starts[index]);
  return (seconds) => {
    const last = times[countFirst(times, (time) => time <= seconds) - 1];
    return order[countFirst(times, (time) => time < last)] ?? -1;
  };
}

/** 132, 2:12 or 1:02:03, or NaN. */
const secondsOf = (text) =>
  /^(\d+:){0,2}\d+(\.\d+)?s?$/.test(text)
    ? text.split(":").reduce((sum, part) => sum * 60 + parseFloat(part), 0)
    : NaN;

/** In a hash or a query: t=132, t=2:12, t=1:02:03, t=10,20, t=npt:10. @returns {Moment | undefined} */
export function momentIn(text) {
  const [from, to = ""] = new URLSearchParams(text.slice(1)).get("t")?.split(",") ?? [];
  const start = secondsOf(from?.replace("npt:", "") || (to && "0"));
  if (start >= 0) return { start, end: secondsOf(to) };
}

export const idIn = (hash) => {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
};
