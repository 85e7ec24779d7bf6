/**
 * What a lock screen, a headset or a car shows and controls while a recording plays; see
 * https://www.w3.org/TR/mediasession/.
 */
import { settings } from "../settings.js";
import { textOf } from "../transcript.js";

/** @type {(episode: EpisodeWithPlayer) => void} */
export function showInSystem(episode) {
  const { mediaSession: session } = navigator;
  const { sections } = episode.transcript;
  const { skipBack, skipForward } = episode.commands;
  const title = textOf(document.querySelector("h1") ?? document.head);
  /** @type {HTMLImageElement | null} */
  const artwork = document.querySelector(".podcast-artwork img");

  /** The section that is heard, or the first. */
  const currentSection = () => (episode.section ? sections.indexOf(episode.section) : 0);

  function goToSection(/** @type {number} */ index) {
    const start = sections[index]?.start;
    if (start >= 0) episode.cue({ start });
  }

  /** Players of other sites show themselves. */
  const isOwnPlayer = () => Boolean(episode.player.element.querySelector("audio"));

  function update() {
    if (!isOwnPlayer()) return;
    const { duration, currentTime, paused } = episode.player;
    session.playbackState = paused ? "paused" : "playing";
    if (!(duration > 0) || !isFinite(duration)) return;
    session.setPositionState({ duration, position: Math.min(currentTime, duration) });
  }

  function showSection() {
    if (!isOwnPlayer()) return;
    session.metadata = new MediaMetadata({
      title: episode.section?.title || title,
      artist: episode.section ? `${settings.show} · ${title}` : settings.show,
      album: settings.show,
      artwork: artwork ? [{ src: artwork.currentSrc || artwork.src }] : [],
    });
  }

  /** @type {Partial<Record<MediaSessionAction, MediaSessionActionHandler>>} */
  const actions = {
    play: () => episode.player.play(),
    pause: () => episode.player.pause(),
    seekbackward: skipBack,
    seekforward: skipForward,
    seekto: ({ seekTime }) => episode.cue({ start: seekTime ?? episode.player.currentTime }),
  };
  if (sections[1]) {
    actions.previoustrack = () => goToSection(currentSection() - 1);
    actions.nexttrack = () => goToSection(currentSection() + 1);
  }
  const names = /** @type {MediaSessionAction[]} */ (Object.keys(actions));

  function setActions(/** @type {boolean} */ available) {
    for (const name of names) {
      try {
        session.setActionHandler(name, (available && actions[name]) || null);
      } catch {
        // This browser does not know the action.
      }
    }
  }

  setActions(true);
  showSection();
  update();
  episode.on("podcast-line", showSection);
  for (const event of /** @type {const} */ (["podcast-play", "podcast-pause", "podcast-time"])) {
    episode.on(event, update);
  }
  episode.onClose(() => {
    setActions(false);
    session.metadata = null;
  });
}
