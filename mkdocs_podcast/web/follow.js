/** Following: the current line and section are marked, and the page goes with them. */
import { settings } from "./settings.js";
import { timeline } from "./transcript.js";
import { button } from "./words.js";

const SCROLL_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End| )$/;

/** What scrolls, or takes keys, by itself. */
const OTHERS = "input, select, textarea, button, audio, dialog, .podcast-menu";

/** @param {import("./episode.js").Episode} episode */
export function follow(episode) {
  const { lines, starts, sections, sectionOf } = episode.transcript;
  const timed = starts.some((start) => start >= 0);
  const sectionAt = timeline(sections.map(({ start }) => start));
  const resume = button("resumeFollowing");
  resume.className = "podcast-resume";
  resume.hidden = true;
  episode.dock.append(resume);
  let following = settings.follow;
  let current = -1;
  let section = -1;

  const mark = (elements, marked) => {
    for (const element of elements) {
      if (marked) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
  };

  /** Whether the reader looks at the player's picture. */
  const watching = () => {
    const { moving, element } = episode.player ?? {};
    const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    return moving && bottom > 0 && top < innerHeight;
  };

  const set = (wanted) => {
    following = wanted && settings.follow;
    resume.hidden = following || !settings.follow || !timed;
  };

  const stop = () => {
    if (following && episode.begun) set(false);
  };
  const unlessOthers = (event) => event.target.closest?.(OTHERS) || stop();
  const goToLine = () => {
    set(true);
    if (lines[current]) show(lines[current]);
  };

  const goAlong = () => {
    const { top, bottom } = lines[current].getBoundingClientRect();
    const reached = top > innerHeight * 0.2 && bottom < innerHeight * 0.7;
    if (following && !reached && !watching()) show(lines[current]);
  };

  return {
    stop,
    begin: () => set(true),
    section: () => sections[section]?.title ?? "",
    actions: { resumeFollowing: goToLine, goToLine },
    on: {
      wheel: (event) => event.ctrlKey || unlessOthers(event),
      touchmove: unlessOthers,
      mousedown: (event) => event.target === document.documentElement && stop(), // its scroll bar
      keydown: (event) =>
        SCROLL_KEYS.test(event.key) && !event.defaultPrevented && unlessOthers(event),
    },
    time(seconds, line) {
      const sectionNow = timed ? (sectionOf[line] ?? -1) : sectionAt(seconds);
      if (sectionNow !== section) {
        mark(sections[section]?.links ?? [], false);
        mark(sections[sectionNow]?.links ?? [], true);
        section = sectionNow;
      }
      if (line === current) return;
      const place = lines[line];
      if (current >= 0) mark([lines[current]], false);
      if (place) mark([place], true);
      current = line;
      if (place && following && !episode.player?.paused) requestAnimationFrame(goAlong);
      episode.fire("line", { seconds, line: place?.id, section: sections[section]?.id });
    },
  };
}

/** Brings something into view; at once if it is far, for a page that flies by helps nobody. */
export function show(element, instant = false) {
  const { top, height } = element.getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({
    block: height > innerHeight / 2 ? "start" : "center",
    behavior: instant || still || Math.abs(top) > innerHeight * 2 ? "instant" : "smooth",
  });
}
