import { readFileSync } from "node:fs";
import { join } from "node:path";
import Store from "electron-store";
import { DEFAULT_SETTINGS, parseSettings, type Settings } from "../../shared/settings/settings.ts";
import type { SettingsStore } from "../studio/base/ports.ts";

/** `settings.json` in the folder of user data ⇄ what the person prefers. */

/** @param folder of user data. For what has to be known before Electron is ready: never fails. */
export function readSettingsEarly(folder: string): Settings {
  try {
    return parseSettings(JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")));
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** A damaged file becomes the defaults: nothing in it is worth a program that does not start. */
export function electronSettings(folder: string): SettingsStore {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: "settings", clearInvalidConfig: true });
  let settings = parseSettings(store.store);
  return {
    read: () => settings,
    async write(next) {
      store.store = { ...next };
      settings = next;
    },
  };
}
