/** The words that the modules use between them. */

/** From where to play, in seconds, and where to stop. */
export interface Moment {
  start: number;
  end?: number;
}

/** A section of the transcript. `links` are the entries that lead to it. */
export interface Section {
  id: string;
  title: string;
  heading: HTMLElement | null;
  start: number;
  links: HTMLElement[];
}

/** The lines of a page, read once. `sectionOf` holds an index into `sections`, or -1. */
export interface Transcript {
  element: HTMLElement | null;
  lines: HTMLElement[];
  starts: Float64Array;
  sections: Section[];
  sectionOf: Int32Array;
}

/** A player of whatever kind. What it cannot know is NaN; a rate that cannot be set is NaN. */
export interface Player {
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

export type Telling = "play" | "pause" | "time";

/** The detail of `podcast:play`, `podcast:pause` and `podcast:time`. */
export interface Told {
  seconds: number;
  line: string | undefined;
}

/** A part of the page: what it does at which event, and at which of our buttons. */
export interface Part {
  actions?: Record<string, (button: HTMLElement) => void>;
  on?: Record<string, (event: any) => void>;
  play?(seconds: number, line: number): void;
  pause?(seconds: number, line: number): void;
  time?(seconds: number, line: number): void;
  leave?(): void;
}

declare global {
  interface Window {
    YT?: any;
    onYouTubeIframeAPIReady?: (value?: any) => void;
    onSpotifyIframeApiReady?: (value?: any) => void;
  }
}
