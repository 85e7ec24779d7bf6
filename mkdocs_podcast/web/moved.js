// Go to where a page has moved, with the query and the fragment of the link that somebody shared.
const { to } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
location.replace(new URL(to + location.search + location.hash, location.href));
