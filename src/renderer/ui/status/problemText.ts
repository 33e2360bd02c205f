import type { i18n } from "i18next";
import { StudioError } from "../../../shared/base/errors.ts";

/** A failure → title and remedy in the interface's language; in English where its code has no texts yet. */
export function problemText(texts: i18n, error: unknown): { readonly title: string; readonly hint: string } {
  if (!(error instanceof StudioError)) {
    return { title: texts.t("problems:manara_fault.title"), hint: texts.t("problems:manara_fault.hint") };
  }
  const key = `problems:${error.code.replace("/", "_")}`;
  if (!texts.exists(`${key}.title`)) return { title: error.message, hint: error.hint };
  // The code is data: only `exists` knows whether there are texts for it.
  const say = (part: "title" | "hint") => String(texts.t(`${key}.${part}` as "problems:manara_fault.title"));
  return { title: say("title"), hint: say("hint") };
}
