/** What is remembered in the reader's browser: settings, and where they stopped. */
import { make, makeButton } from "../dom.js";
import { formatClock } from "../i18n.js";

const MAX_POSITIONS = 50;
const SAVE_INTERVAL = 5000;
/** In seconds. Nearer to the start or the end, there is nothing to continue. */
const MIN_FROM_START = 10;
const MIN_FROM_END = 30;

/** @type {<T>(key: string, fallback: T) => T} */
export function recall(key, fallback) {
  try {
    return JSON.parse(localStorage[`podcast:${key}`]);
  } catch {
    return fallback;
  }
}

/** @type {(key: string, value: unknown) => void} */
export function remember(key, value) {
  try {
    localStorage.setItem(`podcast:${key}`, JSON.stringify(value));
  } catch {
    // The storage is full or not allowed.
  }
}

/** In seconds by path, the oldest first. @type {() => Record<string, number>} */
const recallPositions = () => recall("positions", {});

/** @param {EpisodeWithPlayer} episode */
export function rememberPosition(episode) {
  const { player } = episode;
  const path = location.pathname;
  const start = recallPositions()[path];
  const offer = episode.add(make("p", { className: "podcast podcast-continue" }));
  let played = false;
  let savedAt = 0;

  function save() {
    const { currentTime, duration } = player;
    if (!played || player !== episode.player) return;
    const { [path]: _, ...positions } = recallPositions();
    if (currentTime >= MIN_FROM_START && !(currentTime > duration - MIN_FROM_END)) {
      positions[path] = currentTime;
    }
    remember("positions", Object.fromEntries(Object.entries(positions).slice(-MAX_POSITIONS)));
    savedAt = Date.now();
  }

  if (start && !episode.started) {
    offer.append(
      makeButton("continueAt", () => episode.play({ start }), { time: formatClock(start) }),
      makeButton("dismiss", () => offer.remove()),
    );
    player.element.append(offer);
  }
  episode.on("podcast-play", () => {
    played = true;
    offer.remove();
  });
  episode.on("podcast-time", () => Date.now() - savedAt > SAVE_INTERVAL && save());
  episode.on("podcast-pause", save);
  episode.on("pagehide", save);
  episode.onClose(save);
}
