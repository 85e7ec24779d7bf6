/** Where the reader was in each episode, kept in the reader's own browser. */
import { iconButton, make, wordButton } from "./elements.js";
import { clock, say } from "./words.js";

const KEY = "podcast:positions";
const KEPT = 50;
const SHORTEST = 10;
const NEAR_END = 30;

/** @typedef {Record<string, [seconds: number, when: number]>} Positions */

/**
 * @template T
 * @param {string} key
 * @param {T} otherwise
 * @returns {T} also where the browser keeps nothing
 */
export function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full, or forbidden: the reader goes on without.
  }
}

/**
 * The newest positions with one more; one that is not worth keeping goes.
 * @param {Positions} positions
 * @param {string} path
 * @param {number} seconds
 * @param {number} duration
 * @param {number} now
 * @returns {Positions}
 */
export function withPosition(positions, path, seconds, duration, now) {
  const { [path]: _, ...others } = positions;
  const worth = seconds >= SHORTEST && !(seconds > duration - NEAR_END);
  /** @type {Positions} */
  const all = worth ? { [path]: [seconds, now], ...others } : others;
  const newest = Object.entries(all).sort(([, [, one]], [, [, other]]) => other - one);
  return Object.fromEntries(newest.slice(0, KEPT));
}

/** @param {import("./episode.js").Episode} episode */
export function memory(episode) {
  const path = location.pathname;
  const offer = make("p", { class: "podcast-continue" });
  /** The player that the position is of: the first of the page. */
  const [player] = episode.players;
  const position = recall(KEY, /** @type {Positions} */ ({}))[path]?.[0];
  let saved = 0;

  if (player && position >= SHORTEST && !episode.begun) {
    offer.append(
      wordButton("continue", "continueAt", { time: clock(position) }),
      iconButton("dismiss", "close", say("dismiss")),
    );
    player.element.append(offer);
  }

  function save() {
    if (!player || !episode.begun || player !== episode.player) return;
    saved = Date.now();
    const { currentTime, duration } = player;
    keep(KEY, withPosition(recall(KEY, {}), path, currentTime, duration, saved));
  }

  return {
    leave: save,
    pause: save,
    play: () => offer.remove(),
    time: () => {
      if (!episode.player?.paused && Date.now() - saved > 5000) save();
    },
    actions: {
      continue: () => episode.play({ start: position }),
      dismiss: () => {
        offer.remove();
        keep(KEY, withPosition(recall(KEY, {}), path, 0, NaN, 0));
      },
    },
    on: { pagehide: save },
  };
}
