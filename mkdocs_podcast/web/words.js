/** Words in the site's language, and elements that say them. */
import { messages, settings } from "./settings.js";

const { language } = settings;
const plural = new Intl.PluralRules(language);

/** @type {Say} */
export const say = (key, values = {}) => {
  const message = messages[key];
  const text =
    typeof message === "string" ? message : (message[plural.select(values.count)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
};

const split = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);

/** 2:12, 1:02:03. */
export const clock = (seconds) =>
  split(seconds)
    .map((part, index) => `${part}`.padStart(index ? 2 : 1, "0"))
    .join(":")
    .replace(/^0:0?/, "");

const units = ["hour", "minute", "second"].map(
  (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
);
const list = new Intl.ListFormat(language, { type: "unit" });

/** 1 hour, 2 minutes, 3 seconds. */
export const inWords = (seconds) => {
  const parts = split(seconds);
  const words = units.map((unit, index) => parts[index] && unit.format(parts[index]));
  return list.format(words.filter((word) => typeof word === "string")) || units[2].format(0);
};

/** @type {Make} */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, `${attributes[name]}`);
  element.append(...children);
  return element;
};

/** @type {Record<string, string>} */
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

/** Says what a button does, by an icon where there is one. */
export function name(button, key, values = {}) {
  const words = say(key, values);
  if (!ICONS[key]) return button.append(words);
  const [svg, path] = ["svg", "path"].map((tag) =>
    document.createElementNS("http://www.w3.org/2000/svg", tag),
  );
  svg.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", ICONS[key]);
  svg.append(path);
  button.title = words;
  button.setAttribute("aria-label", words);
  button.replaceChildren(svg);
}

/** A button; parts look for it by its key among their actions. */
export function button(/** @type {MessageKey} */ key, values = {}) {
  const element = make("button", { type: "button", "data-podcast": key });
  name(element, key, values);
  return element;
}
