/**
 * Links to a moment: `#t-132` is a line, and `#t=132`, `#t=2:12`, `#t=1m30s` and `#t=10,20` are
 * times as in https://www.w3.org/TR/media-frags/. `?t=` works too.
 */
import { closest, scrollToElement } from "../dom.js";

/** 132, 2:12, 1:02:03, 2m12s, and the same with “npt:”. */
const TIME = /^(?:npt:)?(?:(?:(\d+)[:h])?(\d+)[:m])?(\d+(?:\.\d+)?)s?$/;

/** @type {(text?: string) => number} */
function parseSeconds(text = "") {
  const [, hours = 0, minutes = 0, seconds = NaN] = TIME.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Read the moment in a query or a fragment. @type {(text: string) => Moment | null} */
function parseMoment(text) {
  const [from, to] = new URLSearchParams(text.slice(1)).get("t")?.split(",") ?? [];
  const start = parseSeconds(from);
  return start >= 0 ? { start, end: parseSeconds(to) } : null;
}

export function goToMoments(/** @type {Episode} */ episode) {
  const { lines, starts, sections } = episode.transcript;
  let current = "";
  /** @type {HTMLElement[]} */
  let marked = [];

  function goToMoment() {
    const { hash, href, search } = location;
    if (current === href) return;
    const moment = parseMoment(hash) ?? (current ? null : parseMoment(search));
    const target = lines.findIndex(({ id }) => `#${id}` === hash);
    const section = sections.find(({ links }) => links[0]?.hash === hash);
    const start = moment?.start ?? starts[target] ?? section?.start ?? NaN;
    const end = moment?.end ?? NaN;
    current = href;
    if (start >= 0 && (moment || episode.player?.paused !== false)) {
      episode.cue(moment ?? { start }, target);
    } else if (hash) episode.follower.stop();
    const line = lines[moment ? episode.findLine(start) : target];
    for (const element of marked) element.classList.remove("podcast-moment");
    const passage = lines.filter((_, index) => starts[index] > start && starts[index] < end);
    marked = line ? [line, ...passage] : [];
    for (const element of marked) element.classList.add("podcast-moment");
    if (moment && line) scrollToElement(line);
  }

  episode.on("hashchange", goToMoment);
  // Instant navigation changes the hash without an event.
  episode.on("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a"));
    if (link) setTimeout(() => link.href === location.href && goToMoment());
  });
  goToMoment();
}
