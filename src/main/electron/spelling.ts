import { assert } from "../../shared/base/errors.ts";
import { INTERFACE_LANGUAGES } from "../../shared/settings/settings.ts";
import type { ElectronApi } from "./electronApi.ts";

/** The machine and its dictionaries → the languages whose spelling is checked. */

/** Arabic has no dictionary; the others would be fetched from a server of Google, which nobody has agreed to. */
export function chooseSpelling(
  { session }: Pick<ElectronApi, "session">,
  platform: string,
  dictionaries: string | null,
): void {
  const { defaultSession } = session;
  // macOS has dictionaries of its own.
  if (platform === "mac") return;
  defaultSession.setSpellCheckerEnabled(dictionaries !== null);
  if (dictionaries === null) {
    // Turned off, Electron fetches the dictionary of the machine's language all the same.
    defaultSession.setSpellCheckerLanguages([]);
    return;
  }
  assert(dictionaries.endsWith("/"), "the address of the dictionaries ends in a slash");
  defaultSession.setSpellCheckerDictionaryDownloadURL(dictionaries);
  const available = defaultSession.availableSpellCheckerLanguages;
  const wanted = INTERFACE_LANGUAGES.map((tag) => (tag === "en" ? "en-GB" : tag));
  defaultSession.setSpellCheckerLanguages(wanted.filter((tag) => available.includes(tag)));
}
