/** Keyboard shortcuts, and the dialog that lists them. */
import { FIELDS, closest, hasModifier, make, makeButton } from "../dom.js";
import { say } from "../i18n.js";
import { recall, remember } from "./memory.js";

/** Commands with their descriptions, by key. @type {Record<string, [Command, MessageKey]>} */
const SHORTCUTS = {
  "?": ["showShortcuts", "shortcuts"],
  "/": ["find", "find"],
  k: ["togglePlayback", "keyToggle"],
  " ": ["togglePlayback", "keyToggle"],
  j: ["skipBack", "back"],
  l: ["skipForward", "forward"],
  ",": ["slower", "slower"],
  ".": ["faster", "faster"],
};

export function addShortcuts(/** @type {Episode} */ episode) {
  const enabled = make("input", { type: "checkbox", checked: recall("shortcuts", true) });
  const list = make("dl");
  const dialog = make(
    "dialog",
    { className: "podcast-shortcuts", ariaLabel: say("shortcuts") },
    list,
    make("label", {}, enabled, " ", say("useShortcuts")),
    makeButton("close", () => dialog.close()),
  );
  episode.dock.append(dialog);

  episode.commands.showShortcuts = () => {
    const rows = Object.entries(SHORTCUTS).flatMap(([key, [command, description]]) =>
      episode.commands[command] ? makeRow(key, description) : [],
    );
    list.replaceChildren(...rows);
    dialog.showModal();
  };
  enabled.addEventListener("change", () => remember("shortcuts", enabled.checked));
  episode.on("keydown", (event) => {
    const key = event.key.toLowerCase();
    const action = episode.commands[SHORTCUTS[key]?.[0]];
    if (!enabled.checked || !action || hasModifier(event)) return;
    if (closest(event, key === " " ? `${FIELDS}, button, a, summary, audio, video` : FIELDS)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme's own shortcuts
    action();
  });
}

/** @type {(key: string, description: MessageKey) => HTMLElement[]} */
const makeRow = (key, description) => [
  make("dt", {}, make("kbd", {}, key === " " ? say("space") : key)),
  make("dd", {}, say(description)),
];
