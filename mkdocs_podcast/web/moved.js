// Goes to where a page has moved, with the query and the fragment: a line that somebody linked to.
const { to } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
location.replace(new URL(to + location.search + location.hash, location.href));
