/** Any title, in any script → a name that every file system takes. */

const UNTITLED = "Untitled";
/** Bytes of UTF-8. File systems take 255; the rest is for endings, numbers and the names of locks. */
const LONGEST = 150;
/** Not allowed on Windows, or invisible: control characters, and marks that turn the reading direction around. */
const REFUSED = /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Co}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;
/** Windows gives these to devices, whatever ending follows. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Without an ending. The joiners that Arabic script needs stay. */
export function safeName(title: string): string {
  const plain = title.normalize("NFC").replace(REFUSED, " ").replace(/\s+/g, " ");
  const trimmed = trim(shorten(trim(plain)));
  if (trimmed === "") return UNTITLED;
  return DEVICES.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** Dots and spaces at the ends vanish on Windows; a dot in front hides the file elsewhere. */
function trim(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, "");
}

/** Cut between letters as people see them, never inside one. */
function shorten(name: string): string {
  let kept = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > LONGEST) break;
    kept += segment;
  }
  return kept;
}
