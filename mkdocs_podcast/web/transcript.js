/** What is read of a page, once: its lines, their times, its sections. */
import { idIn } from "./moments.js";

/** @typedef {import("./types.js").Section} Section */

/** @returns {import("./types.js").Transcript} */
export function readTranscript() {
  const sections = listedSections();
  /** @type {Map<string, number>} */
  const numbers = new Map(sections.map(({ id }, number) => [id, number]));
  const element = /** @type {HTMLElement | null} */ (
    document.querySelector(".podcast-transcript")
  );
  /** @type {HTMLElement[]} */
  const lines = [];
  /** @type {number[]} */
  const sectionOf = [];
  let current = -1;
  for (const part of element?.querySelectorAll(".podcast-line, h3[id]") ?? []) {
    if (!(part instanceof HTMLElement)) continue;
    if (part.tagName === "P") {
      lines.push(part);
      sectionOf.push(current);
      continue;
    }
    current = numbers.get(part.id) ?? sections.length;
    if (current === sections.length) {
      sections.push({ id: part.id, title: "", heading: null, start: NaN, links: [] });
    }
    sections[current].heading = part;
    sections[current].title ||= titleOf(part);
  }
  const starts = Float64Array.from(lines, startOf);
  starts.forEach((start, line) => {
    const section = sections[sectionOf[line]];
    if (section && isNaN(section.start)) section.start = start;
  });
  return { element, lines, starts, sections, sectionOf: Int32Array.from(sectionOf) };
}

/** @returns {Section[]} */
function listedSections() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll('.podcast-sections li > a[href^="#"]');
  return Array.from(links, (link) => ({
    id: idIn(link.hash),
    title: link.textContent ?? "",
    heading: null,
    start: startOf(link.parentElement?.querySelector("[data-start]")),
    links: [link],
  }));
}

/** @param {Element | null | undefined} element */
export const startOf = (element) => Number(element?.getAttribute("data-start") ?? NaN);

/**
 * What a heading says, without the link that themes put into it.
 * @param {Element | null} heading
 */
export const titleOf = (heading) =>
  [...(heading?.childNodes ?? [])]
    .filter((node) => !(node instanceof HTMLAnchorElement && node.hash))
    .map((node) => node.textContent)
    .join("")
    .trim();

/**
 * Finds what is current at a time: the latest that has begun; of those that begin together, the
 * first. Times may be missing (NaN), and go backwards.
 * @param {ArrayLike<number>} starts
 * @returns {(seconds: number) => number} gives an index into `starts`, or -1
 */
export function timeline(starts) {
  const order = Array.from(starts, (_, index) => index)
    .filter((index) => !isNaN(starts[index]))
    .sort((one, other) => starts[one] - starts[other]);
  const times = Float64Array.from(order, (index) => starts[index]);
  return (seconds) => {
    const last = countUntil(times, (time) => time <= seconds) - 1;
    if (last < 0) return -1;
    return order[countUntil(times, (time) => time < times[last])];
  };
}

/**
 * How many of the first items pass a test that none passes after them.
 * @template T
 * @param {ArrayLike<T>} items
 * @param {(item: T) => boolean} passes
 */
export function countUntil(items, passes) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
