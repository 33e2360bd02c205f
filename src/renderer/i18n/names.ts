import type { InterfaceLanguage } from "../../shared/settings/settings.ts";

/** Names, dates and numbers in the interface's language. */

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

/** Keeps a name from another script in one piece inside a sentence (Unicode first strong isolate). */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
