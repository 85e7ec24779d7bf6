/**
 * Listening and reading together, on the page of an episode.
 *
 * For scripts of your own, `.podcast-player` fires these events, and they bubble:
 *   podcast:play, podcast:pause, podcast:time   detail: { seconds, line }, line an id
 *   podcast:line, when another line is current  detail: { seconds, line, section }
 */

/** @type {Element | null} */
let page = null;
/** @type {import("./episode.js").Episode | undefined} */
let episode;

/** Opens the episode that is on the page now, and leaves the one that was. */
async function turn() {
  const found = document.querySelector(".podcast-player, .podcast-transcript");
  if (found === page) return;
  page = found;
  episode?.leave();
  episode = undefined;
  if (!found) return;
  const { Episode } = await import("./episode.js");
  if (found === page) episode = new Episode();
}

// Themes that load pages by themselves replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
