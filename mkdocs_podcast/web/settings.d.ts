/** What the plugin writes for a site: its settings, and the words in its language. */
import type english from "../messages/en.json";

export type MessageKey = keyof (typeof english)["browser"];

export const settings: {
  language: string;
  show: string;
  autoload: boolean;
  follow: boolean;
  shortcuts: boolean;
  rememberPosition: boolean;
};
/** A string each, or one for each plural category of CLDR, of which `other` is always there. */
export const messages: Record<MessageKey, any>;
