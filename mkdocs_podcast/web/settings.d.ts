/** What the plugin writes for a site: its settings, and the words in its language. */
import type english from "../messages/en.json";

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type MessageKey = keyof (typeof english)["browser"];

export const settings: {
  language: string;
  show: string;
  autoload: boolean;
  follow: boolean;
  shortcuts: boolean;
  rememberPosition: boolean;
};
export const messages: Record<MessageKey, string | Plural>;
