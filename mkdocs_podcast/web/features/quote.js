/** Buttons at a line, a section or a selection: play it, copy its link, or copy a quote. */
import { closest, findAll, isInside, make, makeButton } from "../dom.js";
import { formatClock, say } from "../i18n.js";
import { settings } from "../settings.js";
import { startOf, textNodes, textOf } from "../transcript.js";

const SELECTION_DELAY = 200;

/** @type {(episode: Episode, event: Event) => void} */
export function offerQuotes(episode, event) {
  const { lines, starts, sections } = episode.transcript;
  const play = makeButton("playFromHere", () => {
    episode.play({ start }, lines.indexOf(targets[0]));
  });
  const copyLink = makeButton("copyLink", () => copy(linkToTargets(), "linkCopied"));
  const copyQuote = makeButton("copyQuote", () => {
    const quote = quoteTargets();
    copy(say("quote", quote), "quoteCopied", htmlOf(quote));
  });
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
    if (event instanceof PointerEvent && event.type === "pointerover") {
      if (event.pointerType === "touch") return;
    }
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

  /** The text of an element, or its selected part. */
  function quotedText(/** @type {HTMLElement} */ element) {
    const range = isSelection ? getSelection()?.getRangeAt(0) : null;
    return range ? selectedText(element, range) : textOf(element);
  }

  function quoteTargets() {
    const speakers = targets.map(speakerOf);
    const isDialogue = new Set(speakers).size > 1;
    const texts = targets.map((element, index) => {
      const startsTurn = isDialogue && speakers[index] !== speakers[index - 1];
      return (startsTurn ? `\n${speakers[index]}: ` : " ") + quotedText(element);
    });
    const title = textOf(document.querySelector("h1") ?? document.head);
    const source = [isDialogue ? "" : speakers[0], settings.show, title, time];
    return {
      text: texts.join("").trim(),
      source: source.filter(Boolean).join(", "),
      url: linkToTargets(),
    };
  }

  /** @type {(text: string, message: MessageKey, html?: string) => Promise<void>} */
  async function copy(text, message, html = "") {
    let copied = true;
    try {
      if (html) await writeWithHtml(text, html);
      else await navigator.clipboard.writeText(text);
    } catch {
      copied = copyFromField(text);
    }
    episode.announce(say(copied ? message : "copyFailed"));
  }

  episode.on("pointerover", showAtTarget);
  episode.on("focusin", showAtTarget);
  episode.on("click", (event) => closest(event, ".podcast-anchor") && showAtTarget(event));
  // A click on a button keeps the selection.
  episode.on("mousedown", (event) => isInside(event, tools) && event.preventDefault());
  episode.on("selectionchange", () => {
    clearTimeout(delay);
    delay = setTimeout(showAtSelection, SELECTION_DELAY);
  });
  episode.on("keydown", ({ key }) => key === "Escape" && tools.remove());
  if (event.type === "selectionchange") showAtSelection();
  else if (event.type !== "click" || closest(event, ".podcast-anchor")) showAtTarget(event);
}

/** @type {(line: HTMLElement) => string | undefined} */
const speakerOf = (line) =>
  /** @type {HTMLElement | null} */ (line.closest(".podcast-turn"))?.dataset.speaker;

/** The words of an element that are in a range. @type {(element: HTMLElement, range: Range) => string} */
function selectedText(element, range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const texts = textNodes(element).map((node) => {
    if (!range.intersectsNode(node)) return "";
    const start = node === startContainer ? startOffset : 0;
    return node.data.slice(start, node === endContainer ? endOffset : undefined);
  });
  return texts.join("").trim();
}

/** @typedef {{ text: string, source: string, url: string }} Quote */

/** A quote for editors that paste HTML. @type {(quote: Quote) => string} */
function htmlOf({ text, source, url }) {
  const lines = text.split("\n").flatMap((line) => [line, make("br")]);
  const quote = make("blockquote", { cite: url }, make("p", {}, ...lines.slice(0, -1)));
  return quote.outerHTML + make("p", {}, "— ", make("a", { href: url }, source)).outerHTML;
}

/** @type {(text: string, html: string) => Promise<void>} */
const writeWithHtml = (text, html) =>
  navigator.clipboard.write([
    new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([html], { type: "text/html" }),
    }),
  ]);

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
