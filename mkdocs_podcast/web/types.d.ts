/** The words that the modules use between them. */

/** From where to play, in seconds, and where to stop. */
interface Moment {
  start: number;
  end?: number;
}

/** A section of the transcript. `links` lead to it. */
interface Section {
  id: string;
  title: string;
  heading?: HTMLElement;
  start: number;
  links: HTMLElement[];
}

/** A player of whatever kind. What it cannot know or set is NaN. */
interface Player {
  readonly element: HTMLElement;
  readonly failed: boolean;
  /** Whether there is a picture to look at. */
  readonly moving: boolean;
  readonly paused: boolean;
  readonly currentTime: number;
  readonly duration: number;
  rate: number;
  play(): void;
  pause(): void;
  /** Goes there; before anything has been loaded it only remembers. */
  seek(seconds: number): void;
  /** Fetches what is needed to play, without playing. */
  load(): void;
  /** Stops all work, for good. */
  leave(): void;
}

type Telling = "play" | "pause" | "time";

/** What a player tells the page: it began, it stopped, it is at another time. */
type Tell = (player: Player, what: Telling) => void;

/** A part of a page: what it does at which event, and at which of our buttons. */
interface Part {
  actions?: Record<string, (button: any) => void>;
  on?: Record<string, (event: any) => void>;
  play?(seconds: number, line: number): void;
  pause?(seconds: number, line: number): void;
  time?(seconds: number, line: number): void;
  leave?(): void;
}

type Make = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes?: Record<string, string | number>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[T];

type MessageKey = import("./settings.js").MessageKey;
type Say = (key: MessageKey, values?: Record<string, any>) => string;

interface Window {
  YT?: any;
  onYouTubeIframeAPIReady?: (value?: any) => void;
  onSpotifyIframeApiReady?: (value?: any) => void;
}
