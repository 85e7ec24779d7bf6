/** The strip that stays at the head of a transcript: its sections, and finding in it. */
import { show } from "./follow.js";
import { settings } from "./settings.js";
import { countFirst, textsIn } from "./transcript.js";
import { button, clock, make, say } from "./words.js";

/** Of more hits than this, only those around the current one are painted. */
const PAINTED = 2000;

/** What accents are made of in Latin, Greek, Cyrillic, Hebrew and Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** @type {Record<string, string>} */
const SAME = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", "’": "'" };

/**
 * Takes away what does not matter when finding: case and accents. `offsets` says where each
 * character was, if it may have moved.
 * @returns {{ text: string, offsets?: number[] }}
 */
export function fold(text) {
  const lower = text.toLowerCase();
  if (/^[\0-~]*$/.test(text)) return { text: lower };
  let folded = "";
  /** @type {number[]} */
  const offsets = [];
  let offset = 0;
  for (const character of text) {
    const bare = character.normalize("NFD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
    for (const letter of SAME[bare] ?? bare) {
      folded += letter;
      for (const _ of letter.split("")) offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(offset);
  return { text: folded, offsets };
}

/** @param {import("./episode.js").Episode} episode */
export function find(episode) {
  const { lines, sections } = episode.transcript;
  const field = make("input", {
    type: "search",
    placeholder: say("find"),
    "aria-label": say("find"),
    autocomplete: "off",
  });
  const count = make("span", { class: "podcast-count", role: "status" });
  const steps = make("span", {}, button("findPrevious"), button("findNext"));
  const box = make("div", { class: "podcast-find", role: "search" }, field, count, steps);
  const toggle = button("sections");
  const menu = make("ol", { id: "podcast-menu", class: "podcast-menu" }, ...sections.map(entry));
  toggle.setAttribute("aria-controls", menu.id);
  steps.hidden = true;
  open(false);
  const strip = make("div", { class: "podcast-strip" }, box);
  if (sections[0]) strip.prepend(toggle, menu);
  if (settings.shortcuts) strip.append(button("shortcuts"));
  let words;
  /** Of each hit its line, and its place in the folded text. */
  let hits = [];
  let length = 0;
  let current = -1;
  let before;

  /** Sticks below what the theme keeps at the head of the window. */
  function place() {
    let element = document.elementFromPoint(innerWidth / 2, 1);
    while (element && !/fixed|sticky/.test(getComputedStyle(element).position)) {
      element = element.parentElement;
    }
    const height = element?.getBoundingClientRect().bottom ?? 0;
    strip.style.top = `${height < innerHeight / 3 ? height : 0}px`;
  }

  function open(wanted) {
    menu.hidden = !wanted;
    toggle.setAttribute("aria-expanded", wanted);
  }

  function read() {
    words ??= lines.map((line) => {
      const nodes = textsIn(line);
      return { nodes, ...fold(nodes.map(({ data }) => data).join("")) };
    });
  }

  function search() {
    read();
    const wanted = fold(field.value).text;
    const from = hits[current]?.[0] ?? countFirst(lines, (line) => line.getBoundingClientRect().top < 0);
    ({ length } = wanted);
    hits = [];
    if (wanted.trim()) {
      words.forEach(({ text }, line) => {
        let at = -length;
        while ((at = text.indexOf(wanted, at + length)) >= 0) hits.push([line, at]);
      });
    }
    goTo(countFirst(hits, ([line]) => line < from));
    steps.hidden = !hits[0];
    if (!wanted.trim()) count.textContent = "";
  }

  function goTo(hit) {
    const all = hits.length;
    current = (hit + all) % all || 0;
    count.textContent = all ? say("found", { number: current + 1, count: all }) : say("foundNothing");
    paint();
    if (!all) return;
    episode.follow.stop();
    show(lines[hits[current][0]], true);
  }

  function paint() {
    const first = Math.max(0, current - PAINTED / 2);
    const shown = hits.slice(first, first + PAINTED);
    mark("podcast-found-current", shown.splice(current - first, 1));
    mark("podcast-found", shown);
  }

  /** Marks hits without touching the text; where that cannot be, their lines. */
  function mark(name, some) {
    if (CSS.highlights) CSS.highlights.set(name, new Highlight(...some.map(rangeOf)));
    else {
      const marked = new Set(some.map(([line]) => line));
      lines.forEach((line, index) => line.classList.toggle(name, marked.has(index)));
    }
  }

  function rangeOf([line, at]) {
    const { nodes, offsets } = words[line];
    const end = at + length;
    const last = offsets?.[end - 1];
    // A letter of which a part was found is marked whole.
    const to = offsets ? offsets.find((offset, index) => index >= end && offset > last) : end;
    const [startContainer, startOffset] = locate(nodes, offsets?.[at] ?? at);
    const [endContainer, endOffset] = locate(nodes, to - 1);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset: endOffset + 1 });
  }

  return {
    enter() {
      place();
      lines[0]?.closest(".podcast-transcript")?.prepend(strip);
    },
    field,
    leave: () => CSS.highlights?.clear(),
    actions: {
      sections: () => open(menu.hidden),
      findPrevious: () => goTo(current - 1),
      findNext: () => goTo(current + 1),
    },
    on: {
      resize: place,
      click({ target }) {
        if (!toggle.contains(target) && (!menu.contains(target) || target.closest("a"))) open(false);
      },
      focusin({ target, relatedTarget }) {
        if (target !== field) return;
        if (!box.contains(relatedTarget)) before = relatedTarget;
        setTimeout(read);
      },
      input: ({ target }) => target === field && search(),
      keydown(event) {
        const { key, target } = event;
        if (key === "Escape" && !menu.hidden) {
          open(false);
          toggle.focus();
        } else if (key === "Escape" && box.contains(target)) {
          field.value = "";
          search();
          field.blur();
          before?.focus();
        } else if (key === "Enter" && target === field && hits[0] && !event.isComposing) {
          goTo(current + (event.shiftKey ? -1 : 1));
        } else return;
        event.preventDefault();
      },
    },
  };
}

/** Where a character is, by its place in the text of some nodes. */
function locate(nodes, place) {
  const node = nodes.find(({ length }) => (place -= length) < 0);
  return [node, place + node.length];
}

/** An entry in the list of sections. */
function entry({ id, title, start, links }) {
  const time = links[0]?.previousElementSibling?.cloneNode(true);
  const plain = make("span", { class: "podcast-time", "data-start": start }, clock(start || 0));
  const link = make("a", { href: `#${id}` }, title);
  links.push(link);
  return make("li", {}, time ?? (start >= 0 ? plain : ""), link);
}
