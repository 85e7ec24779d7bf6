/** The bar that stays in view when the player does not. */
import { keep, recall } from "./memory.js";
import { button, clock, inWords, make, name, say } from "./words.js";

const RATES = [0.75, 1, 1.25, 1.5, 1.75, 2];
const KEY = "podcast:rate";

/** @param {import("./episode.js").Episode} episode */
export function bar(episode) {
  const toggle = button("play");
  toggle.dataset.podcast = "toggle";
  const slider = make("input", { type: "range", max: 0, "aria-label": say("position") });
  const time = make("span", { class: "podcast-clock" });
  const section = make("span", { class: "podcast-current" });
  const rates = RATES.map((rate) => make("option", { value: rate }, `${rate}×`));
  const speed = make("select", { "aria-label": say("speed") }, ...rates);
  const element = make(
    "section",
    { class: "podcast-bar", "aria-label": say("player") },
    ...[button("back"), toggle, button("forward")],
    ...[slider, time, section, speed, button("goToLine")],
  );
  episode.dock.append(element);
  let inView = true;
  let rate = recall(KEY, 1);
  let dragging = false;
  let shown = -1;
  let watched;
  const observer = new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting;
    dock();
  });

  function dock() {
    const { player, begun } = episode;
    element.hidden = inView || !begun || !player || player.failed;
    document.body.classList.toggle("podcast-docked", !element.hidden);
    tick();
  }

  /** The player began or stopped, or is another one. */
  function turn() {
    const { player } = episode;
    if (!player) return;
    name(toggle, player.paused ? "play" : "pause");
    if (watched !== player.element) {
      observer.disconnect();
      observer.observe((watched = player.element));
    }
    dock();
  }

  /** Once a second, and only where it is seen. */
  function tick() {
    const second = Math.floor(episode.player?.currentTime ?? 0);
    if (dragging || element.hidden || second === shown) return;
    shown = second;
    showTime(second);
    section.textContent = episode.follow.section();
  }

  function showTime(seconds) {
    const length = episode.player?.duration || 0;
    const position = inWords(seconds);
    const known = { position, length: inWords(length) };
    slider.max = `${Math.floor(length || seconds)}`;
    slider.disabled = !length;
    slider.value = `${seconds}`;
    slider.setAttribute("aria-valuetext", length ? say("positionOf", known) : position);
    time.textContent = clock(seconds) + (length ? ` / ${clock(length)}` : "");
  }

  function setRate(wanted) {
    keep(KEY, (rate = wanted));
    setUp();
  }
  function setUp() {
    const { player } = episode;
    speed.hidden = !player?.rate;
    speed.value = rate;
    if (player?.rate) player.rate = rate;
  }

  turn();
  return {
    changeRate(steps) {
      const next = RATES[RATES.indexOf(rate) + steps];
      if (!next || speed.hidden) return;
      setRate(next);
      episode.announce(say("speedNow", { speed: `${next}×` }));
    },
    leave() {
      observer.disconnect();
      document.body.classList.remove("podcast-docked");
    },
    play() {
      setUp();
      turn();
    },
    pause: turn,
    time() {
      if (element.hidden) dock();
      tick();
    },
    actions: {
      toggle: () => episode.toggle(),
      back: () => episode.skip(-15),
      forward: () => episode.skip(30),
    },
    on: {
      input({ target }) {
        if (target !== slider) return;
        dragging = true;
        showTime(+slider.value);
      },
      change({ target }) {
        if (target === speed) setRate(+speed.value);
        if (target !== slider) return;
        dragging = false;
        episode.cue({ start: +slider.value });
      },
    },
  };
}
