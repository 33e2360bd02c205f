import { homedir } from "node:os";
import { basename, dirname, sep } from "node:path";
import { cutText } from "../../../shared/base/unicode.ts";

/** Paths → what people read of them. Only for showing: no call takes any of it back. */

/** The contract takes no longer names; a file system may. */
const LONGEST = 200;

export function displayName(path: string): string {
  return cutText(basename(path).toWellFormed(), LONGEST);
}

export function displayFolderOf(path: string): string {
  return displayFolder(dirname(path));
}

/** The person's own folder is "~". */
export function displayFolder(folder: string): string {
  const home = homedir();
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder;
}
