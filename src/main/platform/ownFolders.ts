import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** The environment → where Manara keeps documents and what it needs between two starts, as each system has it. */

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The person's own folder. */
  readonly home: string;
  readonly exists?: (path: string) => boolean;
}

/** Where documents go: `MANARA_FOLDER`, or `Manara` in the person's documents. */
export function ownFolder({ environment, home, exists = existsSync }: Surroundings): string {
  const given = environment.MANARA_FOLDER;
  if (given !== undefined && given !== "") return given;
  const documents = join(home, "Documents");
  return join(exists(documents) ? documents : home, "Manara");
}

/** Team list, trusted keys, withdrawals, recovery and undo, for every host alike: `MANARA_DATA`, or where programs keep such things. */
export function dataFolder({ environment, platform, home }: Surroundings): string {
  const given = environment.MANARA_DATA;
  if (given !== undefined && given !== "") return given;
  if (platform === "darwin") return join(home, "Library", "Application Support", "Manara");
  if (platform === "win32") return join(environment.APPDATA ?? join(home, "AppData", "Roaming"), "Manara");
  const shared = environment.XDG_DATA_HOME ?? "";
  // The XDG base directory specification: relative paths are to be ignored.
  return join(isAbsolute(shared) ? shared : join(home, ".local", "share"), "manara");
}

/** Where the desktop program of release 0.1 kept what all hosts share now. */
export function earlierDataFolder({ environment, platform, home }: Surroundings): string {
  const given = environment.MANARA_DATA;
  if (given !== undefined && given !== "") return join(given, "studio");
  if (platform !== "linux") return join(dataFolder({ environment, platform, home }), "studio");
  const config = environment.XDG_CONFIG_HOME ?? "";
  return join(isAbsolute(config) ? config : join(home, ".config"), "Manara", "studio");
}

/** Languages of the machine as BCP 47 tags, first choice first. */
export function machineLanguages(environment: Surroundings["environment"]): string[] {
  const { LANGUAGE = "", LC_ALL = "", LC_MESSAGES = "", LANG = "" } = environment;
  const names = [...LANGUAGE.split(":"), LC_ALL, LC_MESSAGES, LANG, Intl.DateTimeFormat().resolvedOptions().locale];
  const tags = names.flatMap((name) => {
    // POSIX: vi_VN.UTF-8@modifier; "C" and "POSIX" are no languages.
    const tag = name.replace(/[.@].*$/, "").replaceAll("_", "-");
    return /^[A-Za-z]{2,3}(-|$)/.test(tag) ? canonical(tag) : [];
  });
  return [...new Set(tags)];
}

function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}
