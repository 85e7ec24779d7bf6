/** What the plugin generates per site: its settings and the messages in its language. */
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

/** A text, or one per plural category of CLDR. */
type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export const messages: Record<MessageKey, Message>;
