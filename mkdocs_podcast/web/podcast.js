/**
 * Listening and reading together, on the page of an episode.
 *
 * For scripts of the site's own, `.podcast-player` fires these events, and they bubble:
 *   podcast:play, podcast:pause, podcast:time   detail: { seconds, line }, line an id or undefined
 * and a line, when it becomes current:
 *   podcast:line                                detail: { seconds, line, section }
 */

/** What the page hears on the document; media events only come on the way down. */
const EVENTS = [
  "click", "keydown", "input", "change", "pointerover", "focusin", "mousedown", "wheel",
  "touchmove", "selectionchange", "play", "pause", "timeupdate", "durationchange", "ratechange",
]; // prettier-ignore
const WINDOW_EVENTS = ["hashchange", "pagehide", "resize"];

/** @type {Element | null} */
let page = null;
/** @type {import("./episode.js").Episode | undefined} */
let episode;
let listening = false;

/** @param {Event} event */
const hear = (event) => episode?.hear(event);

function listen() {
  if (listening) return;
  listening = true;
  const options = { capture: true, passive: false };
  for (const type of EVENTS) {
    const passive = type === "wheel" || type === "touchmove";
    document.addEventListener(type, hear, { ...options, passive });
  }
  for (const type of WINDOW_EVENTS) addEventListener(type, hear);
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

// Themes that load pages without a reload replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
