/**
 * Listening and reading together, on the page of an episode.
 *
 * For scripts of your own, `.podcast-player` fires these events, and they bubble:
 *   podcast:play, podcast:pause, podcast:time   detail: { seconds, line }, line an id
 *   podcast:line, when another line is current  detail: { seconds, line, section }
 */

// Media events do not bubble: they are heard on their way down.
const EVENTS =
  "click keydown input change pointerover focusin mousedown wheel touchmove selectionchange " +
  "play pause timeupdate durationchange ratechange";

/** @type {Element | null} */
let page = null;
/** @type {import("./episode.js").Episode | undefined} */
let episode;
let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  const hear = (/** @type {Event} */ event) => episode?.hear(event);
  for (const type of EVENTS.split(" ")) {
    document.addEventListener(type, hear, { capture: true, passive: /wheel|move/.test(type) });
  }
  for (const type of ["hashchange", "pagehide", "resize"]) addEventListener(type, hear);
}

/** Opens the episode that is on the page now, and leaves the one that was. */
async function turn() {
  const found = document.querySelector(".podcast-player, .podcast-transcript");
  if (found === page) return;
  page = found;
  episode?.leave();
  episode = undefined;
  if (!found) return;
  const { Episode } = await import("./episode.js");
  if (found !== page) return;
  listen();
  episode = new Episode();
}

// Themes that load pages by themselves replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
