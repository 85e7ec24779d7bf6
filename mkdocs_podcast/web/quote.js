/** Links to lines and sections, and quotes of them, for the clipboard. */
import { settings } from "./settings.js";
import { textsIn } from "./transcript.js";
import { button, clock, make, say } from "./words.js";

/** @param {import("./episode.js").Episode} episode */
export function quote(episode) {
  const { lines, starts, sections } = episode.transcript;
  const play = button("playFromHere");
  const tools = make(
    "span",
    { class: "podcast-tools", role: "group" },
    play,
    button("copyLink"),
    button("copyQuote"),
  );
  /** The lines and sections that the tools are for. @type {HTMLElement[]} */
  let places = [];
  let selecting = false;
  let waiting = 0;

  const sectionAt = (place) => sections.find(({ heading }) => heading === place);
  const startAt = (place) => sectionAt(place)?.start ?? starts[lines.indexOf(place)];
  const textOf = (place) =>
    sectionAt(place)?.title ?? textsIn(place).map(({ data }) => data).join("").trim();
  const speakerOf = (place) => place.closest("[data-speaker]")?.dataset.speaker ?? "";

  /** Puts the tools at the last of some places. */
  function put(some) {
    if (document.activeElement?.matches(".podcast-tools :focus-visible")) return;
    places = some;
    const place = some[some.length - 1];
    const start = startAt(some[0]);
    play.hidden = !episode.player || !(start >= 0);
    tools.setAttribute("aria-label", start >= 0 ? clock(start) : textOf(place));
    tools.classList.toggle("podcast-selecting", selecting);
    if (tools.parentElement !== place) place.append(tools);
  }

  const reach = ({ target }) => {
    const place = target.closest?.(".podcast-line, .podcast-transcript > h3[id]");
    if (place && !selecting) put([place]);
  };

  function select() {
    const selection = getSelection();
    const chosen = selection?.isCollapsed ? [] : lines.filter((line) => selection?.containsNode(line, true));
    selecting = chosen.length > 0;
    if (selecting) put(chosen);
    else tools.classList.remove("podcast-selecting");
  }

  /** The address of the places: of a selection, from its first line to the end of its last. */
  function address() {
    const url = new URL(location.href);
    const from = startAt(places[0]);
    const last = startAt(places[places.length - 1]);
    const end = starts.reduce((next, start) => (start > last && start < next ? start : next), Infinity);
    url.search = "";
    url.hash = selecting && from >= 0 ? `t=${from}${end < Infinity ? `,${end}` : ""}` : places[0].id;
    return url.href;
  }

  function words() {
    const speakers = places.map(speakerOf);
    const [speaker] = speakers;
    const several = speakers.some((other) => other !== speaker);
    const text = places.map((place, index) => {
      const turn = several && speakers[index] !== speakers[index - 1];
      return (index ? (turn ? "\n" : " ") : "") + (turn ? `${speakers[index]}: ` : "") + textOf(place);
    });
    const start = startAt(places[0]);
    const time = start >= 0 ? clock(start) : "";
    const source = [several ? "" : speaker, settings.show, episode.title, time];
    const parts = { text: text.join(""), source: source.filter(Boolean).join(", ") };
    return say("quote", { ...parts, address: address() });
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The old way, where the page has no right to the new one.
      const focused = document.activeElement;
      const field = make("textarea", { class: "podcast-unseen" }, text);
      document.body.append(field);
      field.select();
      if (!document.execCommand("copy")) done = "copyFailed";
      field.remove();
      if (focused instanceof HTMLElement) focused.focus();
    }
    episode.announce(say(done));
  }

  return {
    actions: {
      playFromHere: () =>
        episode.play({ start: startAt(places[0]) }, lines.indexOf(places[0])),
      copyLink: () => copy(address(), "linkCopied"),
      copyQuote: () => copy(words(), "quoteCopied"),
    },
    on: {
      pointerover: (event) => event.pointerType !== "touch" && reach(event),
      focusin: reach,
      click: (event) => event.target.closest(".podcast-anchor") && reach(event),
      // What is selected stays so.
      mousedown: (event) => tools.contains(event.target) && event.preventDefault(),
      selectionchange() {
        clearTimeout(waiting);
        waiting = setTimeout(select, 200);
      },
      keydown: ({ key }) => key === "Escape" && tools.remove(),
    },
  };
}
