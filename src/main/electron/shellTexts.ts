import i18next from "i18next";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import ar from "./texts/ar.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import vi from "./texts/vi.json" with { type: "json" };

/** What the shell itself says, in the three languages of the interface: menus and the machine's dialogs. */

type WithoutForm<Key> = Key extends `${infer Stem}_${"one" | "other"}` ? Stem : Key;

/** Of a text with plural forms, the key without the form: `count` chooses it. */
export type ShellText = WithoutForm<keyof typeof en>;

export type ShellTexts = (name: ShellText, values?: Readonly<Record<string, string | number>>) => string;

const texts = i18next.createInstance();
// At once: menus and dialogs must not wait.
void texts.init({
  initAsync: false,
  fallbackLng: "en",
  resources: { ar: { translation: ar }, vi: { translation: vi }, en: { translation: en } },
  // What is filled in is isolated, so that a Latin file name does not turn an Arabic sentence round.
  interpolation: { escape: (value) => `\u2068${value}\u2069` },
});

export function shellTexts(language: InterfaceLanguage): ShellTexts {
  const say = texts.getFixedT(language);
  return (name, values = {}) => say(name, values);
}
