/** The strip that stays at the head of the transcript: the list of sections, and the search. */
import { make } from "./elements.js";
import { clock, say } from "./words.js";

/** @param {import("./episode.js").Episode} episode */
export function strip(episode) {
  const { element, lines, sections } = episode.transcript;
  if (!element || !lines.length) return {};
  const menu = make("details", { class: "podcast-menu" });
  if (sections.length) {
    const list = make("ol", {}, ...sections.map(entry));
    menu.append(make("summary", {}, make("span", {}, say("sections"))), list);
  }
  const bar = make("div", { class: "podcast-strip" }, menu, episode.find.element);
  element.prepend(bar);
  place();

  /** Below what the theme keeps at the head of the window. */
  function place() {
    document.documentElement.style.setProperty("--podcast-_top", `${headerHeight()}px`);
  }

  return {
    /** @param {HTMLElement} extra */
    add: (extra) => bar.append(extra),
    on: {
      resize: place,
      /** @param {MouseEvent} event */
      click({ target }) {
        const link = /** @type {Element} */ (target).closest("a");
        if (link || !menu.contains(/** @type {Node} */ (target))) menu.open = false;
      },
      /** @param {KeyboardEvent} event */
      keydown(event) {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary")?.focus();
      },
    },
  };
}

/** @param {import("./types.js").Section} section */
function entry({ id, title, start, links }) {
  const listed = links[0]?.parentElement?.querySelector(".podcast-time");
  const attributes = { class: "podcast-time", "data-start": start };
  const time = isNaN(start) ? "" : make("span", attributes, clock(start));
  const link = make("a", { href: `#${id}` }, title);
  links.push(link);
  return make("li", {}, listed?.cloneNode(true) ?? time, " ", link);
}

function headerHeight() {
  let element = document.elementFromPoint(innerWidth / 2, 1);
  for (; element; element = element.parentElement) {
    const fixed = /fixed|sticky/.test(getComputedStyle(element).position);
    const { top, bottom } = element.getBoundingClientRect();
    if (fixed && top <= 1 && bottom < innerHeight / 3) return bottom;
  }
  return 0;
}
