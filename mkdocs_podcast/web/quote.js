/** Links to lines and sections, and quotes of them, for the clipboard. */
import { iconButton, make } from "./elements.js";
import { textsIn } from "./find.js";
import { address, rangeHash } from "./moments.js";
import { settings } from "./settings.js";
import { clock, say } from "./words.js";

const PLACES = ".podcast-line, .podcast-transcript > h3[id]";

/** @param {import("./episode.js").Episode} episode */
export function quote(episode) {
  const { element, lines, starts, sections } = episode.transcript;
  if (!element) return {};
  const play = iconButton("play-from", "play", say("playFromHere"));
  const tools = make(
    "span",
    { class: "podcast-tools", role: "group" },
    play,
    iconButton("copy-link", "link", say("copyLink")),
    iconButton("copy-quote", "quote", say("copyQuote")),
  );
  /** The lines that are selected; none for the tools of one place. @type {Range | null} */
  let selected = null;
  let waiting = 0;

  /** @param {Element} place */
  function putAt(place) {
    if (tools.parentElement === place || (tools.matches(":focus-within") && keyboard())) return;
    const number = startAt(place);
    play.hidden = !episode.player || isNaN(number);
    tools.setAttribute("aria-label", isNaN(number) ? textOf(place) : clock(number));
    place.append(tools);
  }
  const keyboard = () => document.activeElement?.matches(":focus-visible");

  /** @param {Element} place */
  const sectionAt = (place) => sections.find(({ heading }) => heading === place);
  /** @param {Element} place */
  const startAt = (place) => sectionAt(place)?.start ?? starts[lineAt(place)] ?? NaN;
  /** @param {Element} place */
  const lineAt = (place) => lines.indexOf(/** @type {HTMLElement} */ (place));
  /** @param {Element} place */
  const textOf = (place) =>
    sectionAt(place)?.title ?? textsIn(place).map(({ data }) => data).join("").trim();

  /** What the tools are for: a place, or the lines of a selection. */
  function target() {
    const place = /** @type {Element} */ (tools.parentElement);
    const range = selected;
    if (!range) {
      const speaker = speakerOf(place);
      return { start: startAt(place), hash: `#${place.id}`, text: textOf(place), speaker };
    }
    const chosen = lines.filter((line) => range.intersectsNode(line) && textIn(line, range));
    const start = starts[lines.indexOf(chosen[0])];
    const last = starts[lines.indexOf(chosen[chosen.length - 1])];
    const end = starts.reduce((next, at) => (at > last && at < next ? at : next), Infinity);
    const speakers = new Set(chosen.map(speakerOf));
    return {
      start,
      hash: isNaN(start) ? `#${chosen[0].id}` : rangeHash(start, isFinite(end) ? end : NaN),
      text: spoken(chosen, range, speakers.size > 1),
      speaker: speakers.size > 1 ? "" : speakerOf(chosen[0]),
    };
  }

  /** @param {string} words */
  async function copy(words, done = say("linkCopied")) {
    const copied = await write(words);
    episode.announce(copied ? done : say("copyFailed"));
  }

  function copyQuote() {
    const { start, hash, text, speaker } = target();
    const time = isNaN(start) ? "" : clock(start);
    const source = [speaker, settings.show, episode.title, time].filter(Boolean).join(", ");
    copy(say("quote", { text, source, address: address(hash) }), say("quoteCopied"));
  }

  function select() {
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const chosen = range?.intersectsNode(/** @type {Node} */ (element))
      ? lines.filter((line) => range.intersectsNode(line) && textIn(line, range))
      : [];
    selected = null;
    tools.classList.toggle("podcast-selecting", chosen.length > 0);
    if (!chosen.length) return;
    putAt(chosen[chosen.length - 1]);
    selected = range;
  }

  /** @param {Event} event */
  function reach({ target }) {
    const place = !selected && target instanceof Element && target.closest(PLACES);
    if (place) putAt(place);
  }

  return {
    actions: {
      "play-from": () => {
        const place = /** @type {Element} */ (tools.parentElement);
        episode.play({ start: target().start }, selected ? -1 : lineAt(place));
      },
      "copy-link": () => copy(address(target().hash)),
      "copy-quote": copyQuote,
    },
    on: {
      /** @param {PointerEvent} event */
      pointerover: (event) => event.pointerType !== "touch" && reach(event),
      focusin: reach,
      /** @param {MouseEvent} event */
      click: (event) => {
        if (/** @type {Element} */ (event.target).closest(".podcast-anchor")) reach(event);
      },
      /** Keeps what is selected. @param {MouseEvent} event */
      mousedown: (event) => {
        if (tools.contains(/** @type {Node} */ (event.target))) event.preventDefault();
      },
      selectionchange() {
        clearTimeout(waiting);
        waiting = setTimeout(select, 200);
      },
      /** @param {KeyboardEvent} event */
      keydown: (event) => {
        if (event.key === "Escape" && !tools.matches(":focus-within")) tools.remove();
      },
    },
  };
}

/** @param {Element} place */
const speakerOf = (place) =>
  place.closest("[data-speaker]")?.getAttribute("data-speaker") ?? "";

/**
 * What of a line is in a range.
 * @param {Element} line
 * @param {Range} range
 */
function textIn(line, range) {
  return textsIn(line)
    .filter((node) => range.intersectsNode(node))
    .map((node) => {
      const from = node === range.startContainer ? range.startOffset : 0;
      return node.data.slice(from, node === range.endContainer ? range.endOffset : undefined);
    })
    .join("")
    .trim();
}

/**
 * @param {Element[]} lines
 * @param {Range} range
 * @param {boolean} named whether to say who speaks
 */
function spoken(lines, range, named) {
  let speaker = "";
  let text = "";
  for (const line of lines) {
    const next = speakerOf(line);
    const name = named && next !== speaker ? `${text && "\n"}${next}: ` : text && " ";
    text += name + textIn(line, range);
    speaker = next;
  }
  return text;
}

/**
 * Writes into the clipboard, in the old way where the page has no right to the new one.
 * @param {string} words
 */
async function write(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = make("textarea", { class: "podcast-unseen" }, words);
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return copied;
  }
}
