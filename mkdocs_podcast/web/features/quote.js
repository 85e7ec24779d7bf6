/** Buttons at a line, a section or a selection: play it, copy its link, or copy a quote. */
import { closest, findAll, isInside, make, makeButton } from "../dom.js";
import { formatClock, say } from "../i18n.js";
import { settings } from "../settings.js";
import { startOf, textOf } from "../transcript.js";

const SELECTION_DELAY = 200;

export function offerQuotes(/** @type {Episode} */ episode) {
  const { lines, starts, sections } = episode.transcript;
  const play = makeButton("playFromHere", () => {
    episode.play({ start }, lines.indexOf(targets[0]));
  });
  const copyLink = makeButton("copyLink", () => copy(linkToTargets(), "linkCopied"));
  const copyQuote = makeButton("copyQuote", () => copy(quoteTargets(), "quoteCopied"));
  const tools = episode.add(make("span", { className: "podcast podcast-tools", role: "group" }));
  tools.append(play, copyLink, copyQuote);
  /** The lines or the heading that the buttons are for. @type {HTMLElement[]} */
  let targets = [];
  let start = NaN;
  let time = "";
  let isSelection = false;
  let delay = 0;

  function show(/** @type {HTMLElement[]} */ elements) {
    if (tools.querySelector(":focus-visible")) return;
    const last = elements[elements.length - 1];
    targets = elements;
    start = sections.find(({ heading }) => heading === elements[0])?.start ?? startOf(elements[0]);
    time = formatClock(start);
    play.hidden = !episode.player || !time;
    tools.ariaLabel = time || textOf(last);
    if (tools.parentElement !== last) last.append(tools);
  }

  function showAtTarget(/** @type {Event} */ event) {
    const element = closest(event, ".podcast-line, .podcast-transcript > h3[id]");
    if (element && !isSelection) show([element]);
  }

  function showAtSelection() {
    const selection = getSelection();
    const selected = lines.filter((line) => selection?.containsNode(line, true));
    isSelection = selected.length > 0 && !selection?.isCollapsed;
    tools.classList.toggle("podcast-selecting", isSelection);
    if (isSelection) show(selected);
  }

  function linkToTargets() {
    const last = startOf(targets.at(-1));
    const end = Math.min(...starts.filter((start) => start > last));
    const range = `t=${[start, end].filter(isFinite)}`;
    const hash = isSelection && time ? range : targets[0].id;
    return new URL(`${location.pathname}#${hash}`, location.href).href;
  }

  function quoteTargets() {
    const speakers = targets.map(speakerOf);
    const isDialogue = new Set(speakers).size > 1;
    const texts = targets.map((element, index) => {
      const startsTurn = isDialogue && speakers[index] !== speakers[index - 1];
      return (startsTurn ? `\n${speakers[index]}: ` : " ") + textOf(element);
    });
    const title = textOf(document.querySelector("h1") ?? document.head);
    const source = [isDialogue ? "" : speakers[0], settings.show, title, time];
    return say("quote", {
      text: texts.join("").trim(),
      source: source.filter(Boolean).join(", "),
      url: linkToTargets(),
    });
  }

  async function copy(/** @type {string} */ text, /** @type {MessageKey} */ message) {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copied = copyFromField(text);
    }
    episode.announce(say(copied ? message : "copyFailed"));
  }

  episode.on("pointerover", (event) => event.pointerType !== "touch" && showAtTarget(event));
  episode.on("focusin", showAtTarget);
  episode.on("click", (event) => closest(event, ".podcast-anchor") && showAtTarget(event));
  // A click on a button keeps the selection.
  episode.on("mousedown", (event) => isInside(event, tools) && event.preventDefault());
  episode.on("selectionchange", () => {
    clearTimeout(delay);
    delay = setTimeout(showAtSelection, SELECTION_DELAY);
  });
  episode.on("keydown", ({ key }) => key === "Escape" && tools.remove());
}

/** @type {(line: HTMLElement) => string | undefined} */
const speakerOf = (line) =>
  /** @type {HTMLElement | null} */ (line.closest(".podcast-turn"))?.dataset.speaker;

/** Copy without the Clipboard API, which needs HTTPS and a permission. */
function copyFromField(/** @type {string} */ text) {
  const [focused] = findAll(":focus");
  const field = make("textarea", { className: "podcast-unseen", value: text });
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
