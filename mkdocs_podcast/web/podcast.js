/** Opens the episode of a page; other scripts come only where there is one. */
let page, episode;

async function turn() {
  const found = document.querySelector(".podcast-player, .podcast-transcript");
  if (found === page) return;
  page = found;
  episode?.leave();
  episode = undefined;
  if (!found) return;
  const { Episode } = await import("./episode.js");
  if (found === page) episode = new Episode(found);
}

// Themes that load pages by themselves replace what is right below the body.
new MutationObserver(turn).observe(document.body, { childList: true });
turn();
