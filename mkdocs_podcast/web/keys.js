/** Shortcuts, which the reader can see and turn off. */
import { make, wordButton } from "./elements.js";
import { BACK, FORWARD } from "./bar.js";
import { keep, recall } from "./memory.js";
import { say } from "./words.js";

const KEY = "podcast:shortcuts";
const FIELDS = "input, textarea, select, [contenteditable], dialog";
/** They use the space bar themselves. */
const PRESSED = "button, a, summary, audio, video";

/** @param {import("./episode.js").Episode} episode */
export function keys(episode) {
  const { dock, player } = episode;
  /** @type {Record<string, () => unknown>} */
  const shortcuts = { "?": open };
  if (episode.find.element.isConnected) shortcuts["/"] = () => episode.find.open();
  if (player) {
    shortcuts[" "] = shortcuts.k = () => episode.toggle();
    shortcuts.j = () => episode.skip(BACK);
    shortcuts.l = () => episode.skip(FORWARD);
    shortcuts[","] = () => episode.bar.changeRate(-1);
    shortcuts["."] = () => episode.bar.changeRate(1);
  }
  /** @type {HTMLDialogElement | undefined} */
  let dialog;

  function open() {
    dialog ??= build();
    if (!dialog.open) dialog.showModal();
  }

  function build() {
    const box = make("input", { type: "checkbox", "data-podcast": "shortcuts" });
    box.checked = recall(KEY, true);
    const rows = [
      ["k", say("space"), say("keyToggle")],
      ["j", "", say("back")],
      ["l", "", say("forward")],
      [",", "", say("slower")],
      [".", "", say("faster")],
      ["/", "", say("find")],
      ["?", "", say("shortcuts")],
    ].filter(([key]) => key in shortcuts);
    const list = rows.flatMap(([key, other, words]) => [
      make("dt", {}, make("kbd", {}, key), ...(other ? [" ", make("kbd", {}, other)] : [])),
      make("dd", {}, words),
    ]);
    const title = make("h2", { id: "podcast-shortcuts" }, say("shortcuts"));
    const element = make(
      "dialog",
      { class: "podcast-shortcuts", "aria-labelledby": title.id },
      title,
      make("dl", {}, ...list),
      make("label", {}, box, " ", say("useShortcuts")),
      wordButton("close", "close"),
    );
    dock.append(element);
    return element;
  }

  return {
    actions: {
      close: () => dialog?.close(),
      shortcuts: (/** @type {HTMLElement} */ box) =>
        keep(KEY, /** @type {HTMLInputElement} */ (box).checked),
      "show-shortcuts": open,
    },
    on: {
      /** Ours come first where a theme has others for these keys. @param {KeyboardEvent} event */
      keydown(event) {
        const target = /** @type {Element} */ (event.target);
        const key = event.key.toLowerCase();
        const action = shortcuts[key];
        if (!action || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        if (target.closest(FIELDS) || (key === " " && target.closest(PRESSED))) return;
        if (!recall(KEY, true)) return;
        event.preventDefault();
        event.stopPropagation();
        action();
      },
    },
  };
}
