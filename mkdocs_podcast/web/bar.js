/** The bar that stays in view when the player does not. */
import { iconButton, make, nameButton, icon } from "./elements.js";
import { keep, recall } from "./memory.js";
import { clock, lengthInWords, say } from "./words.js";

export const BACK = -15;
export const FORWARD = 30;
const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2];
const KEY = "podcast:rate";

/** @param {import("./episode.js").Episode} episode */
export function bar(episode) {
  const toggle = iconButton("toggle", "play", say("play"));
  const slider = make("input", { type: "range", min: 0, max: 0, "aria-label": say("position") });
  const time = make("span", { class: "podcast-clock" });
  const section = make("span", { class: "podcast-current" });
  const options = RATES.map((rate) => make("option", { value: rate }, `${rate}×`));
  const speed = make("select", { "aria-label": say("speed") }, ...options);
  const element = make(
    "section",
    { class: "podcast-bar", "aria-label": say("player") },
    iconButton("back", "back", say("back"), make("span", {}, `${-BACK}`)),
    toggle,
    iconButton("forward", "forward", say("forward"), make("span", {}, `${FORWARD}`)),
    slider,
    time,
    section,
    speed,
    iconButton("line", "line", say("goToLine")),
  );
  element.hidden = true;
  episode.dock.append(element);
  let inView = true;
  let rate = Number(recall(KEY, 1)) || 1;
  let dragging = false;
  let shown = -1;
  const observer = new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting;
    dock();
  });
  let watched = episode.player?.element;
  if (watched) observer.observe(watched);

  function dock() {
    element.hidden = inView || !episode.begun || !episode.player || episode.player.failed;
    document.body.classList.toggle("podcast-docked", !element.hidden);
  }

  /** The player has turned, or is another one. */
  function turned() {
    const { player } = episode;
    if (!player) return;
    const paused = player.paused;
    toggle.replaceChildren(icon(paused ? "play" : "pause"));
    nameButton(toggle, say(paused ? "play" : "pause"));
    if (watched !== player.element) {
      observer.disconnect();
      observer.observe((watched = player.element));
    }
    dock();
  }

  /** @param {number} seconds */
  function showTime(seconds) {
    const length = episode.player?.duration ?? NaN;
    const known = length > 0 && isFinite(length);
    const max = `${known ? Math.floor(length) : Math.floor(seconds)}`;
    const now = lengthInWords(seconds);
    if (slider.max !== max) slider.max = max;
    slider.disabled = !known;
    slider.value = `${Math.floor(seconds)}`;
    slider.setAttribute(
      "aria-valuetext",
      known ? say("positionOf", { position: now, length: lengthInWords(length) }) : now,
    );
    time.textContent = known ? `${clock(seconds)} / ${clock(length)}` : clock(seconds);
  }

  /** @param {number} wanted */
  function setRate(wanted) {
    rate = wanted;
    keep(KEY, rate);
    if (episode.player) episode.player.rate = rate;
    speed.value = `${rate}`;
  }

  return {
    /** @param {number} steps */
    changeRate(steps) {
      const next = RATES[RATES.indexOf(rate) + steps];
      if (!next || isNaN(episode.player?.rate ?? NaN)) return;
      setRate(next);
      episode.announce(say("speedNow", { speed: `${next}×` }));
    },
    leave() {
      observer.disconnect();
      document.body.classList.remove("podcast-docked");
    },
    play() {
      if (episode.player) episode.player.rate = rate;
      speed.value = `${rate}`;
      speed.hidden = isNaN(episode.player?.rate ?? NaN);
      turned();
    },
    pause: turned,
    /** @param {number} seconds */
    time(seconds) {
      if (dragging || Math.floor(seconds) === shown) return;
      shown = Math.floor(seconds);
      showTime(seconds);
      section.textContent = episode.follow.section()?.title ?? "";
      dock();
    },
    actions: {
      toggle: () => episode.toggle(),
      back: () => episode.skip(BACK),
      forward: () => episode.skip(FORWARD),
    },
    on: {
      /** @param {Event} event */
      input({ target }) {
        if (target !== slider) return;
        dragging = true;
        showTime(Number(slider.value));
      },
      /** @param {Event} event */
      change({ target }) {
        if (target === speed) setRate(Number(speed.value));
        if (target !== slider) return;
        dragging = false;
        episode.cue({ start: Number(slider.value) });
      },
    },
  };
}
