/** What players of other sites have in common once they are loaded. */
import { make } from "../dom.js";

/** @type {Record<string, Promise<unknown>>} */
const loading = {};

/**
 * Load a script once; after a failure, the next call tries again. The promise has what the script
 * passes to its callback.
 * @param {string} src
 * @param {keyof Window} callback
 */
export const loadScript = (src, callback) =>
  (loading[src] ??= new Promise((resolve, reject) => {
    const onerror = () => {
      delete loading[src];
      reject();
    };
    Object.assign(window, { [callback]: resolve });
    document.head.append(make("script", { src, onerror }));
  }));

/** Let a player control a frame that is ready, and catch up on what it was asked. */
export function connect(/** @type {PosterPlayer} */ player, /** @type {Remote} */ remote) {
  clearTimeout(player.timeout);
  if (player.failed) return;
  player.remote = remote;
  if (player.wantsToPlay) remote.play();
}

/** Tell a player what happens in its frame. */
export function update(
  /** @type {PosterPlayer} */ player,
  /** @type {boolean} */ paused,
  /** @type {number} */ seconds,
  /** @type {number} */ duration,
) {
  const changed = player.paused !== paused;
  player.paused = paused;
  player.currentTime = seconds;
  player.duration = duration || player.duration;
  if (changed) player.report(paused ? "pause" : "play");
  player.report("time");
}
