/** What is kept in the reader's own browser: the place in each episode. */
import { button, clock, make } from "./words.js";

const KEY = "podcast:positions";

/** Also where the browser keeps nothing. */
export function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "");
  } catch {
    return otherwise;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full, or forbidden: the reader goes on without.
  }
}

/** @param {import("./episode.js").Episode} episode */
export function memory(episode) {
  const path = location.pathname;
  const [player] = episode.players;
  const start = recall(KEY, {})[path]?.[0];
  const time = clock(start);
  const offer = make("p", { class: "podcast-continue" }, button("continueAt", { time }), button("dismiss"));
  let saved = 0;
  let played = false;
  if (player && start && !episode.marked) player.element.append(offer);

  /** The 50 newest are kept, without beginnings and ends. */
  function save(seconds = player?.currentTime) {
    if (!played || player !== episode.player) return;
    const { [path]: _, ...positions } = recall(KEY, {});
    saved = Date.now();
    if (seconds >= 10 && !(seconds > player.duration - 30)) positions[path] = [seconds, saved];
    const newest = Object.entries(positions).sort(([, one], [, other]) => other[1] - one[1]);
    keep(KEY, Object.fromEntries(newest.slice(0, 50)));
  }

  return {
    leave: save,
    pause: save,
    play() {
      played = true;
      offer.remove();
    },
    time: (seconds) => Date.now() - saved > 5000 && save(seconds),
    actions: {
      continueAt: () => episode.play({ start }),
      dismiss: () => offer.remove(),
    },
    on: { pagehide: () => save() },
  };
}
