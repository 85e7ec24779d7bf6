/** Helpers for the DOM, and buttons. */
import { say } from "./i18n.js";

/** @type {Make} */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @type {(selector: string) => HTMLElement[]} */
export const findAll = (selector) => Array.from(document.querySelectorAll(selector));

/** @type {(event: Event, selector: string) => HTMLElement | null} */
export const closest = ({ target }, selector) =>
  target instanceof Element ? target.closest(selector) : null;

/** @type {(event: Event, element: Element) => boolean} */
export const isInside = ({ target }, element) => target instanceof Node && element.contains(target);

/** @type {(event: KeyboardEvent | MouseEvent) => boolean} */
export const hasModifier = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** Elements that use keys themselves. */
export const FIELDS = "input, textarea, select, [contenteditable], dialog";

/** Scroll to an element, without an animation if it is far away. */
export function scrollToElement(/** @type {Element} */ element, instant = false) {
  const { top, height } = element.getBoundingClientRect();
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({
    block: height > innerHeight / 2 ? "start" : "center",
    behavior: instant || reduced || Math.abs(top) > innerHeight * 2 ? "instant" : "smooth",
  });
}

/** @type {Partial<Record<MessageKey, string>>} */
const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M9 5v14M15 5v14",
  back: "M4 4v5h5M4.6 9A8 8 0 1 1 4 13",
  forward: "M20 4v5h-5M19.4 9A8 8 0 1 0 20 13",
  goToLine: "M4 6h16M4 12h16M4 18h9M20 15v6l-3-3",
  playFromHere: "M8 5v14l11-7z",
  copyLink: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6",
  copyQuote: "M10 7H5v6h5V7c0 6-1 8-4 10M20 7h-5v6h5V7c0 6-1 8-4 10",
  findPrevious: "M6 15l6-6 6 6",
  findNext: "M6 9l6 6 6-6",
  shortcuts: "M9 9a3 3 0 1 1 4 3q-1 .5-1 2M12 18v.5",
  dismiss: "M6 6l12 12M18 6 6 18",
};

/** @type {(button: HTMLButtonElement, key: MessageKey, values?: Values) => void} */
export function setLabel(button, key, values) {
  const label = say(key, values);
  const icon = ICONS[key];
  if (!icon) {
    button.textContent = label;
    return;
  }
  button.innerHTML = `<svg viewBox="0 0 24 24"><path d="${icon}"/></svg>`;
  button.title = button.ariaLabel = label;
}

/** @type {(key: MessageKey, action: () => void, values?: Values) => HTMLButtonElement} */
export function makeButton(key, action, values) {
  const button = make("button", { type: "button", onclick: action });
  setLabel(button, key, values);
  return button;
}
