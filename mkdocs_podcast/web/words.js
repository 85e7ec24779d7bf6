/** The site's words, and times and lengths in its language. */
import { messages, settings } from "./settings.js";

const language = Intl.PluralRules.supportedLocalesOf(
  /^[a-z]{2,8}(-[a-z\d]{2,8})*$/i.test(settings.language) ? settings.language : [],
);
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);

/**
 * @param {import("./settings.js").MessageKey} key
 * @param {Record<string, string | number>} values
 */
export function say(key, values = {}) {
  const message = messages[key];
  const text =
    typeof message === "string"
      ? message
      : (message[plural.select(Number(values.count))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (all, name) => write(values[name] ?? all));
}

/** @param {string | number} value */
const write = (value) => (typeof value === "number" ? number.format(value) : value);

/**
 * As on a clock: 2:12, 1:02:03.
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? `${part}`.padStart(2, "0") : part)).join(":");
}

/**
 * In words: 1 hour, 2 minutes, 3 seconds.
 * @param {number} seconds
 */
export function lengthInWords(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [
    ["hour", Math.floor(whole / 3600)],
    ["minute", Math.floor(whole / 60) % 60],
    ["second", whole % 60],
  ].filter(([unit, value]) => value || (unit === "second" && !whole));
  const words = parts.map(([unit, value]) =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: `${unit}`,
      unitDisplay: "long",
    }).format(Number(value)),
  );
  return new Intl.ListFormat(language, { type: "unit" }).format(words);
}
