/** Marks what is heard, and keeps it in view until the reader scrolls away. */
import { FIELDS, closest, makeButton, scrollToElement } from "../dom.js";
import { settings } from "../settings.js";
import { makeTimeline } from "../transcript.js";

const SCROLL_KEYS = /^((Arrow|Page)(Up|Down)|Home|End| )$/;

/** Where keys, wheels and fingers do something else than scroll the page. */
const ELSEWHERE = `${FIELDS}, button, audio, video, .podcast-menu`;

/** @param {Episode} episode */
export function makeFollower(episode) {
  const { lines, starts, sections, sectionOf } = episode.transcript;
  const sectionAt = makeTimeline(sections.map(({ start }) => start));
  const available = settings.follow && starts.some((start) => start >= 0);
  const resume = makeButton("resumeFollowing", goToLine);
  let following = available;
  /** @type {HTMLElement | undefined} */
  let current;
  resume.className = "podcast-resume";
  resume.hidden = true;
  episode.dock.append(resume);

  function start() {
    following = available;
    resume.hidden = true;
  }

  function stop() {
    if (!following || !episode.started) return;
    following = false;
    resume.hidden = false;
  }

  function goToLine() {
    start();
    if (current) scrollToElement(current);
  }

  function keepInView() {
    if (!current) return;
    const { top, bottom } = current.getBoundingClientRect();
    const isReadable = top > innerHeight * 0.2 && bottom < innerHeight * 0.7;
    if (!isReadable && !isWatching()) scrollToElement(current);
  }

  function isWatching() {
    if (!episode.player?.hasVideo) return false;
    const { top, bottom } = episode.player.element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  const stopOnPage = (/** @type {Event} */ event) => closest(event, ELSEWHERE) || stop();

  episode.on("podcast-time", ({ detail }) => {
    const line = lines[episode.line];
    const section = sectionOf[episode.line] ?? sections[sectionAt(detail.seconds)];
    if (line === current && section === episode.section) return;
    if (section !== episode.section) {
      for (const link of episode.section?.links ?? []) link.ariaCurrent = null;
      for (const link of section?.links ?? []) link.ariaCurrent = "true";
      episode.section = section;
    }
    if (line !== current) {
      if (current) current.ariaCurrent = null;
      if (line) line.ariaCurrent = "true";
      current = line;
      if (following && !episode.player?.paused) requestAnimationFrame(keepInView);
    }
    episode.fire("podcast-line", section?.heading.id);
  });
  episode.on("wheel", (event) => event.ctrlKey || stopOnPage(event));
  episode.on("touchmove", stopOnPage);
  // On the page's scroll bar.
  episode.on("mousedown", ({ target }) => target === document.documentElement && stop());
  episode.on("keydown", (event) => {
    if (SCROLL_KEYS.test(event.key) && !event.defaultPrevented) stopOnPage(event);
  });
  return { start, stop, goToLine };
}
