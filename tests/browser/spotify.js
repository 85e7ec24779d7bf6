// A stand-in for Spotify's iFrame API. Time stands still until a test moves it: spotify.at(75).
window.spotify = {
  asked: [],
  controllers: [],
  at(seconds) {
    const controller = this.controllers.at(-1);
    controller.position = seconds * 1000;
    controller.update();
  },
};

class Controller {
  constructor(element, options) {
    this.listeners = {};
    this.position = 0;
    this.paused = true;
    const frame = document.createElement("iframe");
    frame.title = "Spotify";
    const id = options.uri.split(":").at(-1);
    frame.src = `https://open.spotify.com/embed/episode/${id}`;
    element.replaceWith(frame);
    this.frame = this.iframeElement = frame;
    spotify.controllers.push(this);
    spotify.asked.push(["createController", options.uri]);
    setTimeout(() => this.tell("ready", {}));
  }

  tell(name, data) {
    for (const listener of this.listeners[name] ?? []) listener({ data });
  }

  update() {
    const { position, paused } = this;
    const data = { position, isPaused: paused, isBuffering: false, duration: 4_000_000 };
    setTimeout(() => this.tell("playback_update", data));
  }

  ask(name, ...values) {
    spotify.asked.push([name, ...values]);
    this.update();
  }

  on(name, listener) { this.addListener(name, listener); }
  addListener(name, listener) { (this.listeners[name] ??= []).push(listener); }
  once(name, listener) { this.addListener(name, listener); }
  removeListener(name) { delete this.listeners[name]; }
  play() { this.paused = false; this.ask("play"); }
  resume() { this.paused = false; this.ask("resume"); }
  pause() { this.paused = true; this.ask("pause"); }
  togglePlay() { this.paused = !this.paused; this.ask("togglePlay"); }
  seek(seconds) { this.position = seconds * 1000; this.ask("seek", seconds); }
  loadUri(uri) { this.ask("loadUri", uri); }
  destroy() { this.frame.remove(); }
}

window.onSpotifyIframeApiReady?.({
  createController(element, options, callback) {
    callback(new Controller(element, options));
  },
});
