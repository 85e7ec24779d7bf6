/** Controls at the bottom of the window while the player is out of view. */
import { make, makeButton, setLabel } from "../dom.js";
import { formatClock, formatDuration, say } from "../i18n.js";
import { recall, remember } from "./memory.js";

const RATES = ["0.75", "1", "1.25", "1.5", "1.75", "2"];
const SKIP_BACK = 15;
const SKIP_FORWARD = 30;

export function addBar(/** @type {EpisodeWithPlayer} */ episode) {
  const skip = (/** @type {number} */ seconds) =>
    episode.cue({ start: Math.max(0, episode.player.currentTime + seconds) });
  const commands = {
    togglePlayback: () => episode.player[episode.player.paused ? "play" : "pause"](),
    skipBack: () => skip(-SKIP_BACK),
    skipForward: () => skip(SKIP_FORWARD),
    slower: () => changeRate(-1),
    faster: () => changeRate(1),
  };
  const back = makeButton("back", commands.skipBack);
  const toggle = makeButton("keyToggle", commands.togglePlayback);
  const forward = makeButton("forward", commands.skipForward);
  const slider = make("input", { type: "range", ariaLabel: say("position") });
  const time = make("span", { className: "podcast-clock" });
  const section = make("span", { className: "podcast-current" });
  const speed = make(
    "select",
    { ariaLabel: say("speed") },
    ...RATES.map((value) => make("option", { value }, `${value}×`)),
  );
  const goToLine = makeButton("goToLine", () => episode.follower.goToLine());
  const bar = make(
    "section",
    { className: "podcast-bar", ariaLabel: say("player"), hidden: true },
    ...[back, toggle, forward, slider, time, section, speed, goToLine],
  );
  back.append(`${SKIP_BACK}`);
  forward.append(`${SKIP_FORWARD}`);
  speed.value = `${recall("rate", 1)}`;
  episode.dock.append(bar);

  let isPlayerInView = true;
  let shownSecond = -1;
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) isPlayerInView = isIntersecting;
    update();
  });

  /** Follow a change of the player, or to another one. */
  function updatePlayer() {
    const { player } = episode;
    setLabel(toggle, player.paused ? "play" : "pause");
    speed.hidden = !player.setRate;
    player.setRate?.(Number(speed.value));
    observer.disconnect();
    observer.observe(player.element);
    update();
  }

  function update() {
    const { player, started } = episode;
    const second = Math.floor(player.currentTime);
    bar.hidden = isPlayerInView || !started || player.failed;
    document.body.classList.toggle("podcast-docked", !bar.hidden);
    if (bar.hidden || second === shownSecond || slider.matches(":active")) return;
    shownSecond = second;
    showTime(second);
    section.textContent = episode.section?.title ?? "";
  }

  function showTime(/** @type {number} */ seconds) {
    const length = Math.floor(episode.player.duration);
    slider.hidden = !length;
    slider.max = `${length}`;
    slider.value = `${seconds}`;
    slider.ariaValueText = say("positionOf", {
      position: formatDuration(seconds),
      length: formatDuration(length),
    });
    time.textContent = [seconds, length].map(formatClock).filter(Boolean).join(" / ");
  }

  function changeRate(/** @type {number} */ steps) {
    const rate = RATES[speed.selectedIndex + steps];
    if (!rate || speed.hidden) return;
    speed.value = rate;
    storeRate();
    episode.announce(say("speedNow", { speed: `${rate}×` }));
  }

  function storeRate() {
    remember("rate", Number(speed.value));
    updatePlayer();
  }

  Object.assign(episode.commands, commands);
  speed.addEventListener("change", storeRate);
  slider.addEventListener("input", () => showTime(Number(slider.value)));
  slider.addEventListener("change", () => episode.cue({ start: Number(slider.value) }));
  episode.on("podcast-play", updatePlayer);
  episode.on("podcast-pause", updatePlayer);
  episode.on("podcast-time", update);
  episode.onClose(() => {
    observer.disconnect();
    document.body.classList.remove("podcast-docked");
  });
  updatePlayer();
}
