/** The words of the scripts, for the compiler that checks their types. */

/** A section of the transcript. `links` lead to it. */
interface Section {
  heading: HTMLElement;
  title: string;
  links: HTMLAnchorElement[];
  /** NaN, where nothing says it. */
  start: number;
}

/** Lines with the times of all, and the section of each. */
interface Transcript {
  lines: HTMLElement[];
  /** In seconds; NaN, where nothing says it. */
  starts: number[];
  sections: Section[];
  sectionOf: Section[];
}

/** A player of whatever kind. What it does not know is NaN. */
interface Player {
  readonly element: HTMLElement;
  readonly failed: boolean;
  /** Whether there is a picture to look at. */
  readonly moving?: boolean;
  readonly paused: boolean;
  readonly currentTime: number;
  /** As the page says it, until the player knows. */
  readonly duration: number;
  play(): void;
  pause(): void;
  /** Goes there; before anything has been loaded it only remembers. */
  seek(seconds: number): void;
  setRate?(rate: number): void;
  /** Fetches what is needed to play, without playing. */
  load(): void;
  /** Stops all work, for good. */
  leave(): void;
}

type Telling = "play" | "pause" | "time";

/** What a player tells the page: it began, it stopped, it is at another time. */
type Tell = (player: Player, what: Telling) => void;

/**
 * A part of the page: what it does, by the name of what happens. That is an event of the page, what
 * a player tells (with seconds, and the number of the line), the key of a button of ours, `leave`
 * at the end, or what another part asks for.
 */
type Part = Record<string, (...values: any[]) => void>;
type MakePart = (episode: import("./episode.js").Episode) => Part;

type Make = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties?: Partial<HTMLElementTagNameMap[T]>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[T];

type MessageKey = import("./settings.js").MessageKey;
type MakeButton = (key: MessageKey, values?: Record<string, any>) => HTMLButtonElement;
type Say = (key: MessageKey, values?: Record<string, any>) => string;

/** The APIs of others, and what they call when they are there. */
interface Window {
  [name: string]: any;
}
