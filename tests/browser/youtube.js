// A stand-in for YouTube's IFrame API. Time stands still until a test moves it:
// youtube.at(75). A video called Refused_150 answers with that error.
window.youtube = {
  asked: [],
  players: [],
  at(seconds) {
    this.players.at(-1).time = seconds;
  },
};

const commands = {
  playVideo() {
    youtube.asked.push(["playVideo"]);
    this.change(1);
  },
  pauseVideo() {
    youtube.asked.push(["pauseVideo"]);
    this.change(2);
  },
  seekTo(seconds, ahead) {
    youtube.asked.push(["seekTo", seconds, ahead]);
    this.time = seconds;
    this.change(this.state === 2 ? 2 : 1);
  },
  setPlaybackRate(rate) {
    youtube.asked.push(["setPlaybackRate", rate]);
    this.rate = rate;
    setTimeout(() => this.tell("onPlaybackRateChange", rate));
  },
  getPlaybackRate() { return this.rate; },
  getAvailablePlaybackRates() { return [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]; },
  getCurrentTime() { return this.time; },
  getDuration() { return 4000; },
  getPlayerState() { return this.state; },
};

window.YT = {
  PlayerState: { UNSTARTED: -1, ENDED: 0, PLAYING: 1, PAUSED: 2, BUFFERING: 3, CUED: 5 },
  Player: class {
    constructor(frame, { events = {} } = {}) {
      this.frame = typeof frame === "string" ? document.getElementById(frame) : frame;
      const address = new URL(this.frame.src);
      const video = address.pathname.split("/").at(-1);
      this.events = events;
      this.time = Number(address.searchParams.get("start"));
      this.rate = 1;
      this.state = -1;
      youtube.players.push(this);
      youtube.asked.push(["Player", this.frame.src]);
      if (address.searchParams.get("enablejsapi") !== "1") return; // then it never answers
      setTimeout(() => {
        Object.assign(this, commands); // the real one has none before it is ready
        this.tell("onReady", null);
        if (video.startsWith("Refused_")) this.tell("onError", Number(video.slice(8)));
        else if (address.searchParams.get("autoplay") === "1") this.change(1);
      });
    }

    tell(name, data) {
      this.events[name]?.({ target: this, data });
    }

    change(state) {
      this.state = state;
      setTimeout(() => this.tell("onStateChange", state));
    }

    addEventListener(name, listener) { this.events[name] = listener; }
    removeEventListener(name) { delete this.events[name]; }
    getIframe() { return this.frame; }
    destroy() { this.frame.remove(); }
  },
};

window.onYouTubeIframeAPIReady?.();
