/** Shortcuts, which the reader can see, and turn off. */
import { keep, recall } from "./memory.js";
import { button, make, say } from "./words.js";

const KEY = "podcast:shortcuts";

/** What takes keys itself, and what takes the space bar. */
const FIELDS = "input, textarea, select, [contenteditable], dialog";
const PRESSED = "button, a, summary, audio, video";

/** @param {import("./episode.js").Episode} episode */
export function keys(episode) {
  const { dock, player, find, transcript } = episode;
  /** @type {Record<string, [MessageKey, () => void]>} */
  const shortcuts = { "?": ["shortcuts", open] };
  if (transcript.lines[0]) shortcuts["/"] = ["find", () => find.field.select()];
  if (player) {
    shortcuts.k = shortcuts[" "] = ["keyToggle", () => episode.toggle()];
    shortcuts.j = ["back", () => episode.skip(-15)];
    shortcuts.l = ["forward", () => episode.skip(30)];
    shortcuts[","] = ["slower", () => episode.bar.changeRate(-1)];
    shortcuts["."] = ["faster", () => episode.bar.changeRate(1)];
  }
  /** @type {HTMLDialogElement | undefined} */
  let dialog;

  function open() {
    if (!dialog) {
      const rows = Object.entries(shortcuts).flatMap(([key, [words]]) => [
        make("dt", {}, make("kbd", {}, key === " " ? say("space") : key)),
        make("dd", {}, say(words)),
      ]);
      const on = make("input", { type: "checkbox", "data-podcast": "useShortcuts" });
      on.checked = recall(KEY, true);
      dialog = make(
        "dialog",
        { class: "podcast-shortcuts", "aria-label": say("shortcuts") },
        make("dl", {}, ...rows),
        make("label", {}, on, " ", say("useShortcuts")),
        button("close"),
      );
      dock.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  }

  return {
    actions: {
      close: () => dialog?.close(),
      shortcuts: open,
      useShortcuts: (box) => keep(KEY, box.checked),
    },
    on: {
      /** Ours come before a theme's for the same keys. */
      keydown(event) {
        const { key, target } = event;
        const [, act] = shortcuts[key.toLowerCase()] ?? [];
        if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
        if (target.closest(FIELDS) || (key === " " && target.closest(PRESSED))) return;
        if (!recall(KEY, true)) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      },
    },
  };
}
