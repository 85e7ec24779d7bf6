/** Elements of ours. */
import { say } from "./words.js";

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M9 5v14M15 5v14",
  back: "M4 4v5h5M4.6 9A8 8 0 1 1 4 13",
  forward: "M20 4v5h-5M19.4 9A8 8 0 1 0 20 13",
  line: "M4 6h16M4 12h16M4 18h9M20 15v6l-3-3",
  link: "M10 13.5a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1.5 1.5M14 10.5a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1.5-1.5",
  quote: "M10 7H5v6h5V7c0 6-1 8-4 10M20 7h-5v6h5V7c0 6-1 8-4 10",
  previous: "M6 15l6-6 6 6",
  next: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, `${attributes[name]}`);
  element.append(...children);
  return element;
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) =>
    document.createElementNS("http://www.w3.org/2000/svg", tag),
  );
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button with an icon; `action` names what it does among the actions of the parts.
 * @param {string} action
 * @param {keyof typeof ICONS} picture
 * @param {string} name
 * @param {(Node | string)[]} children
 */
export function iconButton(action, picture, name, ...children) {
  const attributes = { type: "button", "data-podcast": action };
  const button = make("button", attributes, icon(picture), ...children);
  return nameButton(button, name);
}

/**
 * @param {HTMLElement} button
 * @param {string} name
 */
export function nameButton(button, name) {
  button.setAttribute("aria-label", name);
  button.title = name;
  return button;
}

/**
 * A button that says what it does.
 * @param {string} action
 * @param {import("./settings.js").MessageKey} key
 * @param {Record<string, string>} values
 */
export const wordButton = (action, key, values = {}) =>
  make("button", { type: "button", "data-podcast": action }, say(key, values));
