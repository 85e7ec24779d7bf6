// A fake of YouTube's IFrame API. Time stands still until a test moves it with youtube.at(75).
// A video called Refused_150 fails with that error.
window.youtube = {
  calls: [],
  players: [],
  at(seconds) {
    this.players.at(-1).time = seconds;
  },
};

// The real player has no methods before it is ready.
const methods = {
  playVideo() {
    this.change(1);
  },
  pauseVideo() {
    this.change(2);
  },
  seekTo(seconds, ahead) {
    youtube.calls.push(["seekTo", seconds, ahead]);
    this.time = seconds;
    this.change(this.state === 2 ? 2 : 1);
  },
  setPlaybackRate(rate) {
    youtube.calls.push(["setPlaybackRate", rate]);
  },
  getCurrentTime() { return this.time; },
  getDuration() { return 4000; },
};

window.YT = {
  Player: class {
    constructor(frame, { events }) {
      const url = new URL(frame.src);
      const video = url.pathname.split("/").at(-1);
      Object.assign(this, { events, time: Number(url.searchParams.get("start")), state: -1 });
      youtube.players.push(this);
      youtube.calls.push(["Player", frame.src]);
      if (url.searchParams.get("enablejsapi") !== "1") return;
      setTimeout(() => {
        Object.assign(this, methods);
        events.onReady({ target: this });
        if (video.startsWith("Refused_")) events.onError({ data: Number(video.slice(8)) });
        else if (url.searchParams.get("autoplay") === "1") this.change(1);
      });
    }

    change(state) {
      this.state = state;
      setTimeout(() => this.events.onStateChange({ target: this, data: state }));
    }
  },
};

window.onYouTubeIframeAPIReady?.();
