/** The transcript of a page, and what is said when. */
import { findAll } from "./dom.js";

/** Text nodes of a line or a heading, without times, links and buttons. @type {(element: Node) => Text[]} */
export const textNodes = (element) =>
  [...element.childNodes].flatMap((node) =>
    node instanceof Text ? node : /^(A|SPAN)$/.test(node.nodeName) ? [] : textNodes(node),
  );

/** @type {(nodes: Text[]) => string} */
export const joinNodes = (nodes) => nodes.map(({ data }) => data).join("");

/** @type {(element: Node) => string} */
export const textOf = (element) => joinNodes(textNodes(element)).trim();

/** When a line or a link starts, in seconds; NaN if unknown. @type {(element?: Element | null) => number} */
export const startOf = (element) => parseFloat(element?.getAttribute("data-start") ?? "");

/** @returns {Transcript} */
export function readTranscript() {
  /** @type {Transcript} */
  const { lines, starts, sections, sectionOf } = {
    lines: [],
    starts: [],
    sections: [],
    sectionOf: [],
  };
  const sectionLinks = /** @type {HTMLAnchorElement[]} */ (
    findAll('.podcast-sections li > a[href^="#"]')
  );
  for (const element of findAll(".podcast-transcript :is(.podcast-line, h3[id])")) {
    const section = sections.at(-1);
    const start = startOf(element);
    if (element.matches("h3")) {
      const hash = `#${element.id}`;
      const links = sectionLinks.filter((link) => decodeURIComponent(link.hash) === hash);
      const listed = startOf(links[0]?.previousElementSibling);
      sections.push({ heading: element, title: textOf(element), links, start: listed });
    } else {
      if (section && isNaN(section.start)) section.start = start;
      lines.push(element);
      starts.push(start);
      sectionOf.push(section);
    }
  }
  return { lines, starts, sections, sectionOf };
}

/**
 * How many items pass a test, by binary search: those that pass come first.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => boolean} passes
 */
export function countFirst(items, passes) {
  let low = 0;
  for (let high = items.length; low < high;) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Make a function that finds the index of what started last; -1 if nothing has. Starts can be
 * unknown (NaN) and need not be in order.
 * @param {number[]} starts
 */
export function makeTimeline(starts) {
  const order = [...starts.keys()]
    .filter((index) => starts[index] >= 0)
    .sort((one, other) => starts[one] - starts[other])
    .filter((index, at, sorted) => starts[index] !== starts[sorted[at - 1]]);
  return (/** @type {number} */ seconds) =>
    order[countFirst(order, (index) => starts[index] <= seconds) - 1] ?? -1;
}
