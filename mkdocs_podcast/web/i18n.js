/** Messages, times and numbers in the language of the show. */
import { messages, settings } from "./settings.js";

const { language } = settings;
const plural = new Intl.PluralRules(language);

/** @type {(key: MessageKey, values?: Values) => string} */
export function say(key, values = {}) {
  const message = messages[key];
  const text =
    typeof message === "string"
      ? message
      : (message[plural.select(Number(values.count))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
}

/** @type {(seconds: number) => number[]} */
const split = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);

/** A time such as 1:02:03; empty for NaN. @type {(seconds: number) => string} */
export function formatClock(seconds) {
  const parts = split(seconds).map((part) => `${part}`.padStart(2, "0"));
  return seconds >= 0 ? parts.join(":").replace(/^0(0:0?)?/, "") : "";
}

const units = ["hour", "minute", "second"].map(
  (unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
);
const list = new Intl.ListFormat(language, { type: "unit" });

/** A time such as “1 hour, 2 minutes”. @type {(seconds: number) => string} */
export function formatDuration(seconds) {
  const words = split(seconds).map((count, index) => (count ? units[index].format(count) : ""));
  return list.format(words.filter(Boolean)) || units[2].format(0);
}

/** Compare names in alphabetical order, and numbers by value. */
export const { compare } = new Intl.Collator(language, { numeric: true });
