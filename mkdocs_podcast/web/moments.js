/** Moments in addresses: `#t=132`, `#t=2:12`, `#t=1:02:03`, `#t=10,20`, `#t=npt:10`, `?t=132`. */

const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?)s?$/;

/**
 * @param {string} text
 * @returns {number} NaN where it is no time
 */
export function secondsOf(text) {
  const [, hours = 0, minutes = 0, seconds = NaN] = CLOCK.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * @param {string} text a hash or a query
 * @returns {import("./types.js").Moment | null}
 */
export function momentIn(text) {
  const value = new URLSearchParams(text.replace(/^[#?]/, "")).get("t");
  if (!value) return null;
  const [from, to = ""] = value.replace(/^npt:/, "").split(",");
  const start = from ? secondsOf(from) : 0;
  const end = secondsOf(to);
  return start >= 0 ? (end > start ? { start, end } : { start }) : null;
}

/** @param {string} hash */
export function idIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/**
 * The address of this page, and of a place in it.
 * @param {string} hash
 */
export function address(hash) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = hash;
  return url.href;
}

/**
 * @param {number} start
 * @param {number} end
 */
export const rangeHash = (start, end) => `#t=${start}${end > start ? `,${end}` : ""}`;
