// A fake of Spotify's iFrame API. Time stands still until a test moves it with spotify.at(75).
window.spotify = {
  calls: [],
  controllers: [],
  at(seconds) {
    const controller = this.controllers.at(-1);
    controller.position = seconds * 1000;
    controller.update();
  },
};

class Controller {
  listeners = {};
  position = 0;
  paused = true;

  constructor(element, { uri }) {
    const src = `https://open.spotify.com/embed/episode/${uri.split(":").at(-1)}`;
    element.replaceWith(Object.assign(document.createElement("iframe"), { title: "Spotify", src }));
    spotify.controllers.push(this);
    spotify.calls.push(["createController", uri]);
    setTimeout(() => this.listeners.ready({}));
  }

  addListener(name, listener) { this.listeners[name] = listener; }

  update() {
    const { position, paused } = this;
    const data = { position, isPaused: paused, isBuffering: false, duration: 4_000_000 };
    setTimeout(() => this.listeners.playback_update({ data }));
  }

  call(name, ...values) {
    spotify.calls.push([name, ...values]);
    this.update();
  }

  play() { this.paused = false; this.call("play"); }
  resume() { this.paused = false; this.call("resume"); }
  pause() { this.paused = true; this.call("pause"); }
  seek(seconds) { this.position = seconds * 1000; this.call("seek", seconds); }
}

window.onSpotifyIframeApiReady?.({
  createController: (element, options, callback) => callback(new Controller(element, options)),
});
