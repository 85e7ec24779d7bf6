/** Opens the episode of a page. Every page loads this, so that instant navigation can reach one. */

/**
 * Call a function with what a selector finds on the page: now, and again whenever the theme has
 * replaced the page and the selector finds something else, or nothing.
 * @param {string} selector
 * @param {(element: HTMLElement | null) => void} open
 */
export function onPage(selector, open) {
  /** @type {HTMLElement | null} */
  let current = null;
  function update() {
    const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    if (found !== current) open((current = found));
  }
  // Instant navigation replaces children of the body.
  new MutationObserver(update).observe(document.body, { childList: true });
  update();
}

/** @type {Episode | undefined} */
let episode;

onPage(".podcast-player, .podcast-transcript", async (root) => {
  episode?.close();
  episode = undefined;
  if (!root) return;
  const { Episode } = await import("./episode.js");
  if (root.isConnected) episode = new Episode(root);
});
