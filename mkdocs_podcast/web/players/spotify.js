/** An episode on Spotify: https://developer.spotify.com/documentation/embeds. */
import { make } from "../dom.js";
import { connect, loadScript, update } from "./embed.js";

const API = "https://open.spotify.com/embed/iframe-api/v1";

/** @type {Embed} */
export function embed(player) {
  const element = make("div");
  const uri = `spotify:episode:${player.poster.dataset.spotify}`;
  let started = false;

  /** @type {(controller: SpotifyController) => Remote} */
  const makeRemote = (controller) => ({
    play: () => controller[started ? "resume" : "play"](),
    pause: () => controller.pause(),
    seek: (seconds) => controller.seek(seconds),
  });

  function updateState(/** @type {SpotifyState} */ { position, duration, isPaused }) {
    const { currentTime, remote } = player;
    if (!remote) return;
    const wasStarted = started;
    started ||= !isPaused;
    // It has no option for a start, but can seek as soon as it plays.
    if (started && !wasStarted && currentTime) remote.seek(currentTime);
    update(player, isPaused, wasStarted ? position / 1000 : currentTime, duration / 1000);
  }

  loadScript(API, "onSpotifyIframeApiReady").then((api) => {
    const options = { uri, width: "100%", height: 232 };
    /** @type {SpotifyApi} */ (api).createController(element, options, (controller) => {
      controller.addListener("ready", () => connect(player, makeRemote(controller)));
      controller.addListener("playback_update", ({ data }) => updateState(data));
    });
  }, player.fail);
  return element;
}
