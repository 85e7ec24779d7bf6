/** Following: the current line and section are marked, and the page goes with them. */
import { wordButton } from "./elements.js";
import { settings } from "./settings.js";
import { timeline } from "./transcript.js";

const SCROLL_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End| )$/;

/** @param {import("./episode.js").Episode} episode */
export function follow(episode) {
  const { lines, starts, sections, sectionOf } = episode.transcript;
  const timed = starts.some((start) => start >= 0);
  const sectionAt = timeline(sections.map(({ start }) => start));
  const resume = wordButton("resume", "resumeFollowing");
  resume.className = "podcast-resume";
  resume.hidden = true;
  episode.dock.append(resume);
  let following = settings.follow;
  let current = -1;
  let section = -1;

  /** @param {number} now */
  function markSection(now) {
    if (now === section) return;
    for (const link of sections[section]?.links ?? []) link.removeAttribute("aria-current");
    for (const link of sections[now]?.links ?? []) link.setAttribute("aria-current", "true");
    section = now;
  }

  /** @param {number} now */
  function markLine(now) {
    lines[current]?.removeAttribute("aria-current");
    lines[now]?.setAttribute("aria-current", "true");
    current = now;
  }

  /** Whether the reader looks at the picture of the player, and wants to stay there. */
  function watching() {
    const { moving, element } = episode.player ?? {};
    if (!moving || !element) return false;
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /** @param {boolean} wanted */
  function set(wanted) {
    following = wanted && settings.follow;
    resume.hidden = following || !settings.follow || !episode.begun || !timed;
  }

  const stop = () => {
    if (following && episode.begun) set(false);
  };

  function goToLine() {
    set(true);
    if (lines[current]) show(lines[current]);
  }

  return {
    stop,
    show,
    /** The reader plays from a line: follow from there. */
    begin: () => set(true),
    section: () => sections[section],
    actions: { resume: goToLine, line: goToLine },
    on: {
      /** @param {WheelEvent} event */
      wheel: (event) => !event.ctrlKey && !ours(event) && stop(),
      /** @param {TouchEvent} event */
      touchmove: (event) => !ours(event) && stop(),
      /** @param {MouseEvent} event */
      mousedown: (event) => event.target === document.documentElement && stop(), // its scroll bar
      /** @param {KeyboardEvent} event */
      keydown: (event) => {
        if (SCROLL_KEYS.test(event.key) && !event.defaultPrevented && !ours(event)) stop();
      },
    },
    /**
     * @param {number} seconds
     * @param {number} line
     */
    time(seconds, line) {
      const fresh = line !== current;
      if (fresh || !timed) markSection(timed ? (sectionOf[line] ?? -1) : sectionAt(seconds));
      if (!fresh) return;
      const place = lines[line];
      const move = following && place && !episode.player?.paused && !watching() && !inReach(place);
      markLine(line);
      if (move) show(place);
      const detail = { seconds, line: place?.id, section: sections[section]?.id };
      const event = new CustomEvent("podcast:line", { bubbles: true, detail });
      episode.player?.element.dispatchEvent(event);
    },
  };
}

/**
 * Whether an event is for something of ours that scrolls or takes keys by itself.
 * @param {Event} event
 */
const ours = ({ target }) =>
  target instanceof Element &&
  !!target.closest("input, select, textarea, button, summary, audio, dialog, .podcast-menu");

/** @param {Element} line */
function inReach(line) {
  const { top, bottom } = line.getBoundingClientRect();
  return top > innerHeight * 0.2 && bottom < innerHeight * 0.7;
}

/**
 * Brings something into view; far away at once, for a page that flies by helps nobody.
 * @param {Element} element
 * @param {boolean} instant
 */
export function show(element, instant = false) {
  const { top, height } = element.getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const far = Math.abs(top) > innerHeight * 2;
  element.scrollIntoView({
    block: height > innerHeight / 2 ? "start" : "center",
    behavior: instant || still || far ? "instant" : "smooth",
  });
}
