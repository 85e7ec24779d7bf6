/** A video on YouTube: https://developers.google.com/youtube/iframe_api_reference. */
import { make } from "../dom.js";
import { say } from "../i18n.js";
import { connect, loadScript, update } from "./embed.js";

const API = "https://www.youtube.com/iframe_api";
const ENDED = 0;
const PLAYING = 1;
const PAUSED = 2;

/** After a seek, the video may report its old time for so long, in ms. */
const SEEK_DELAY = 1000;
const UPDATE_INTERVAL = 250;

/** @type {Embed} */
export function embed(player) {
  const start = player.currentTime;
  const query = new URLSearchParams({
    start: `${Math.floor(start)}`,
    autoplay: `${Number(player.wantsToPlay)}`,
    playsinline: "1",
    enablejsapi: "1",
    origin: location.origin,
  });
  const frame = make("iframe", {
    title: say("playerOf", { title: document.title }),
    allow: "autoplay; encrypted-media; picture-in-picture; fullscreen",
    referrerPolicy: "strict-origin-when-cross-origin",
    src: `https://www.youtube-nocookie.com/embed/${player.poster.dataset.youtube}?${query}`,
  });
  /** @type {YouTubeVideo | undefined} */
  let video;
  let timer = 0;
  let soughtAt = 0;

  /** @type {(video: YouTubeVideo) => Remote} */
  const makeRemote = (video) => ({
    play: () => video.playVideo(),
    pause: () => video.pauseVideo(),
    seek(seconds) {
      soughtAt = Date.now();
      video.seekTo(seconds, true);
    },
    setRate: (rate) => video.setPlaybackRate(rate),
    close: () => clearInterval(timer),
  });

  function updateTime(/** @type {boolean} */ paused) {
    if (!video || !player.remote) return;
    const time = video.getCurrentTime();
    const isOld = Math.abs(time - player.currentTime) > 2 && Date.now() < soughtAt + SEEK_DELAY;
    update(player, paused, isOld ? player.currentTime : time, video.getDuration());
  }

  /** @type {YouTubeEvents} */
  const events = {
    onReady({ target }) {
      video = target;
      connect(player, makeRemote(target));
      if (player.currentTime !== start) player.seek(player.currentTime);
    },
    onStateChange({ data }) {
      clearInterval(timer);
      if (data === PLAYING) timer = setInterval(() => updateTime(false), UPDATE_INTERVAL);
      updateTime([ENDED, PLAYING, PAUSED].includes(data) ? data !== PLAYING : player.paused);
    },
    onError: player.fail,
  };
  const ready = window.YT?.Player ? Promise.resolve() : loadScript(API, "onYouTubeIframeAPIReady");
  ready.then(() => {
    if (frame.isConnected && window.YT) new window.YT.Player(frame, { events });
  }, player.fail);
  return frame;
}
