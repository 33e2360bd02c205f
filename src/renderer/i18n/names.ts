import { languageOf } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { orderOfWords, writeMarks } from "../../shared/literals/orderMarks.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";

/** Names, dates and numbers in the interface's language, and editions that speak it. */

/** Digits are European everywhere in the interface, as they are on the pages. */
export function localeOf(language: InterfaceLanguage): string {
  return { ar: "ar-EG-u-nu-latn", vi: "vi-VN", en: "en-GB" }[language];
}

/** How a language calls itself. */
export const OWN_NAMES: Readonly<Record<InterfaceLanguage, string>> = {
  ar: "العربية",
  vi: "Tiếng Việt",
  en: "English",
};

/** The United Nations and the country itself write "Viet Nam" in English. */
const OFFICIAL: Readonly<Record<string, string>> = { Vietnam: "Viet Nam" };

/** `VN` → "Viet Nam". */
export function countryName(code: string, language: InterfaceLanguage): string {
  const name = new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  return OFFICIAL[name] ?? name;
}

/** `ar-EG` → "Arabic (Egypt)". */
export function editionName(tag: string, language: InterfaceLanguage): string {
  const said = new Intl.DisplayNames([language], { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
  const name = said.replace(/\((.+)\)$/u, (_whole, country: string) => `(${OFFICIAL[country] ?? country})`);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** @param moment ISO 8601; a date alone is that day everywhere. */
export function dateName(moment: string, language: InterfaceLanguage, style: "day" | "moment" = "day"): string {
  const alone = moment.length === 10;
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: "medium",
    ...(style === "moment" ? { timeStyle: "short" } : {}),
    ...(alone ? { timeZone: "UTC" } : {}),
  }).format(new Date(moment));
}

/** Keeps a name from another script in one piece inside a sentence (Unicode first strong isolate), and in the order of a page. */
export function isolateValue(name: string): string {
  return `\u2068${writeMarks(name, orderOfWords(name))}\u2069`;
}

/** A sentence → the same one, in which no telephone number is divided between two lines: halves of a number in a right-to-left paragraph read as two. */
export function unbroken(sentence: string): string {
  return sentence.replace(/(?<=\d) (?=\d)/g, "\u00a0");
}

/** The edition that somebody reads best: in the interface's language, else in English, else the first. */
export function editionFor({ editions }: CampaignDocument, language: InterfaceLanguage): string {
  const tags = Object.keys(editions).sort();
  const of = (wanted: string) => tags.find((tag) => languageOf(tag) === wanted);
  return of(language) ?? of("en") ?? tags[0] ?? "en-VN";
}

/** A digest by its first digits in groups of four. Twelve are enough to compare two screens or a printed slip by eye. */
export function digestForEyes(digest: string, digits = 12): string {
  return (digest.slice(0, digits).match(/.{1,4}/g) ?? []).join(" ");
}
