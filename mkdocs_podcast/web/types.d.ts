/** Types that modules share. They are erased: nothing of this file is published. */

/** A section of the transcript. */
interface Section {
  heading: HTMLElement;
  title: string;
  /** Links to the section in the lists of sections. */
  links: HTMLAnchorElement[];
  /** In seconds; NaN if unknown. */
  start: number;
}

/** The transcript of a page. `starts` and `sectionOf` have one item per line. */
interface Transcript {
  lines: HTMLElement[];
  /** In seconds; NaN if unknown. */
  starts: number[];
  sections: Section[];
  sectionOf: (Section | undefined)[];
}

/** A part of a recording, in seconds. Without an end it plays on. */
interface Moment {
  start: number;
  end?: number;
}

/** A player of any kind. Unknown numbers are NaN. */
interface Player {
  readonly element: HTMLElement;
  readonly failed: boolean;
  readonly hasVideo?: boolean;
  readonly paused: boolean;
  /** In seconds. */
  readonly currentTime: number;
  /** In seconds; from the page until the player knows it. */
  readonly duration: number;
  play(): void;
  pause(): void;
  /** Seek without playing. Before anything is loaded, the position is remembered. */
  seek(seconds: number): void;
  /** Absent if the player has only one speed. */
  setRate?(rate: number): void;
  /** Load what is needed to play. */
  load?(): void;
  /** Stop all work for good. */
  close?(): void;
}

type PlayerChange = "play" | "pause" | "time";
type ReportChange = (change: PlayerChange) => void;

/** What an embedded player of another site can be asked once it is ready. */
interface Remote {
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  setRate?(rate: number): void;
  close?(): void;
}

type PosterPlayer = import("./players/poster.js").PosterPlayer;

/** Create the frame that replaces a poster, and connect the player to it when it is ready. */
type Embed = (player: PosterPlayer) => HTMLElement;

/** Actions that a shortcut can start. */
type Command =
  | "showShortcuts"
  | "find"
  | "togglePlayback"
  | "skipBack"
  | "skipForward"
  | "slower"
  | "faster";

type Episode = import("./episode.js").Episode;
type EpisodeWithPlayer = Episode & { player: Player };

type Make = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties?: Partial<HTMLElementTagNameMap[T]>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[T];

type MessageKey = import("./settings.js").MessageKey;
type Values = Record<string, string | number>;

/**
 * Public API: the events that `.podcast-player` fires. They bubble to the document. Our own
 * features listen to them too, besides those of the DOM.
 */
interface PublicEvents {
  /** Playback started. */
  "podcast-play": CustomEvent<PlaybackDetail>;
  /** Playback stopped. */
  "podcast-pause": CustomEvent<PlaybackDetail>;
  /** The time changed. */
  "podcast-time": CustomEvent<PlaybackDetail>;
  /** Another line or section is heard. Only this event knows the section. */
  "podcast-line": CustomEvent<PlaybackDetail>;
}
interface PlaybackDetail {
  seconds: number;
  /** The id of the line that is heard. */
  line?: string;
  /** The id of its section's heading. */
  section?: string;
}
type PublicEvent = keyof PublicEvents;
interface WindowEventMap extends PublicEvents {
  selectionchange: Event;
}

/** https://developers.google.com/youtube/iframe_api_reference */
interface YouTubeVideo {
  playVideo(): void;
  pauseVideo(): void;
  seekTo(seconds: number, allowSeekAhead: boolean): void;
  setPlaybackRate(rate: number): void;
  getCurrentTime(): number;
  getDuration(): number;
}
interface YouTubeEvents {
  onReady(event: { target: YouTubeVideo }): void;
  onStateChange(event: { data: number }): void;
  onError(): void;
}

/** https://developer.spotify.com/documentation/embeds/references/iframe-api */
interface SpotifyState {
  position: number;
  duration: number;
  isPaused: boolean;
}
interface SpotifyController {
  play(): void;
  resume(): void;
  pause(): void;
  seek(seconds: number): void;
  addListener(name: "ready", listener: () => void): void;
  addListener(name: "playback_update", listener: (event: { data: SpotifyState }) => void): void;
}
interface SpotifyApi {
  createController(
    element: HTMLElement,
    options: { uri: string; width: string; height: number },
    callback: (controller: SpotifyController) => void,
  ): void;
}

interface Window {
  YT?: {
    Player: new (frame: HTMLIFrameElement, options: { events: YouTubeEvents }) => unknown;
  };
  onYouTubeIframeAPIReady?: () => void;
  onSpotifyIframeApiReady?: (api: SpotifyApi) => void;
}

/** https://pagefind.app/docs/api-reference/ */
interface PagefindData {
  content: string;
  raw_content?: string;
  meta: Record<string, string>;
  anchors: { element: string; id: string; location: number }[];
  weighted_locations: { location: number; balanced_score: number }[];
}
interface PagefindResult {
  data(): Promise<PagefindData>;
}
interface Pagefind {
  filters(): Promise<Record<string, Record<string, number>>>;
  search(
    words: string | null,
    options: { filters: Record<string, string> },
  ): Promise<{ results: PagefindResult[] }>;
}
