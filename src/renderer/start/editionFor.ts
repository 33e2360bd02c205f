import { languageOf } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";

/** The edition that somebody reads best: in the interface's language, else in English, else the first. */
export function editionFor({ editions }: CampaignDocument, language: InterfaceLanguage): string {
  const tags = Object.keys(editions).sort();
  const of = (wanted: string) => tags.find((tag) => languageOf(tag) === wanted);
  return of(language) ?? of("en") ?? tags[0] ?? "en-VN";
}
