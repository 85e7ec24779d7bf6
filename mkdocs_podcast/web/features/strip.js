/** The strip at the top of a transcript: its sections, and a field to find text. */
import { closest, isInside, make, makeButton } from "../dom.js";
import { formatClock } from "../i18n.js";
import { makeFindBox } from "./find.js";

/** @param {Episode} episode */
export function addStrip(episode) {
  const { lines, sections } = episode.transcript;
  const { showShortcuts } = episode.commands;
  const strip = episode.add(make("div", { className: "podcast podcast-strip" }));
  if (sections[0]) addMenu(episode, strip);
  strip.append(makeFindBox(episode));
  if (showShortcuts && matchMedia("(hover)").matches) {
    strip.append(makeButton("shortcuts", showShortcuts));
  }

  /** Stick below what the theme keeps at the top of the window. */
  function updatePosition() {
    let element = document.elementFromPoint(innerWidth / 2, 1);
    while (element && !/fixed|sticky/.test(getComputedStyle(element).position)) {
      element = element.parentElement;
    }
    const height = element?.getBoundingClientRect().bottom ?? 0;
    strip.style.top = `${height < innerHeight / 3 ? height : 0}px`;
  }

  episode.on("resize", updatePosition);
  updatePosition();
  lines[0].closest(".podcast-transcript")?.prepend(strip);
}

/** @type {(episode: Episode, strip: Element) => void} */
function addMenu(episode, strip) {
  const items = episode.transcript.sections.map(makeItem);
  const menu = make("div", { className: "podcast-menu" }, make("ol", {}, ...items));
  const toggle = makeButton("sections", () => setOpen(Boolean(menu.hidden)));

  function setOpen(/** @type {boolean} */ open) {
    menu.hidden = !open;
    toggle.ariaExpanded = `${open}`;
  }

  episode.on("click", (event) => {
    if (isInside(event, toggle)) return;
    if (!isInside(event, menu) || closest(event, "a")) setOpen(false);
  });
  episode.on("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.preventDefault();
    setOpen(false);
    toggle.focus();
  });
  setOpen(false);
  strip.append(toggle, menu);
}

function makeItem(/** @type {Section} */ { heading, title, start, links }) {
  const listedTime = links[0]?.previousElementSibling;
  const time = make("span", { className: "podcast-time" }, formatClock(start));
  time.dataset.start = `${start}`;
  const link = make("a", { href: `#${encodeURIComponent(heading.id)}` }, title);
  links.push(link);
  return make("li", {}, listedTime?.cloneNode(true) ?? time, link);
}
