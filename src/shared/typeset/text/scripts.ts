import { languageOf } from "../../base/locale.ts";
import type { LevelledText } from "./resolveLevels.ts";

/** Levelled text → one script per grapheme cluster; common and inherited characters join their neighbour. */

const SCRIPTS = (
  [
    ["Latn", "Latin"],
    ["Arab", "Arabic"],
    ["Cyrl", "Cyrillic"],
    ["Grek", "Greek"],
    ["Hebr", "Hebrew"],
    ["Hani", "Han"],
    ["Hira", "Hiragana"],
    ["Kana", "Katakana"],
    ["Hang", "Hangul"],
    ["Thai", "Thai"],
    ["Laoo", "Lao"],
    ["Khmr", "Khmer"],
    ["Mymr", "Myanmar"],
    ["Deva", "Devanagari"],
    ["Beng", "Bengali"],
    ["Taml", "Tamil"],
    ["Telu", "Telugu"],
    ["Sinh", "Sinhala"],
    ["Ethi", "Ethiopic"],
    ["Armn", "Armenian"],
    ["Geor", "Georgian"],
    ["Tibt", "Tibetan"],
    ["Syrc", "Syriac"],
    ["Thaa", "Thaana"],
    ["Nkoo", "Nko"],
    ["Tfng", "Tifinagh"],
  ] as const
).map(([tag, name]) => ({ tag, pattern: new RegExp(`\\p{Script=${name}}`, "u") }));
const SHARED = /[\p{Script=Common}\p{Script=Inherited}]/u;

const known = new Map<number, string | null>();

/** ISO 15924, null for a character that belongs to no script of its own. */
function scriptOfCharacter(codePoint: number): string | null {
  let script = known.get(codePoint);
  if (script === undefined) {
    const character = String.fromCodePoint(codePoint);
    script = SHARED.test(character) ? null : (SCRIPTS.find(({ pattern }) => pattern.test(character))?.tag ?? "Zzzz");
    known.set(codePoint, script);
  }
  return script;
}

const SCRIPT_OF_LANGUAGE: Readonly<Record<string, string>> = { ar: "Arab", fa: "Arab", ur: "Arab", he: "Hebr" };

/** ISO 15924, that a language is written in. @param tag BCP 47 */
export function scriptOf(tag: string): string {
  return SCRIPT_OF_LANGUAGE[languageOf(tag)] ?? "Latn";
}

export function scriptsOf({ text, clusters, levels, language, direction }: LevelledText): string[] {
  const scripts: (string | null)[] = [];
  for (let index = 0; index + 1 < clusters.length; index += 1) {
    scripts.push(scriptOfCharacter(text.codePointAt(clusters[index] ?? 0) ?? 0));
  }
  const levelAt = (index: number) => levels[clusters[index] ?? 0];
  const baseLevel = direction === "rtl" ? 1 : 0;
  const ownScript = scriptOf(language);

  const resolved: string[] = [];
  let lastAtBase: string | undefined;
  let from = 0;
  while (from < scripts.length) {
    const own = scripts[from];
    if (own) {
      resolved.push(own);
      if (levelAt(from) === baseLevel) lastAtBase = own;
      from += 1;
      continue;
    }
    let to = from;
    while (to < scripts.length && scripts[to] === null && levelAt(to) === levelAt(from)) to += 1;
    const before = resolved[from - 1];
    const after = scripts[to] ?? undefined;
    // A neighbour of the same level is nearer than one of another: a bracket belongs to the words it runs with.
    const nearBefore = from > 0 && levelAt(from - 1) === levelAt(from) ? before : undefined;
    const nearAfter = to < scripts.length && levelAt(to) === levelAt(from) ? after : undefined;
    const atBase = levelAt(from) === baseLevel ? (lastAtBase ?? ownScript) : undefined;
    const joined = nearBefore ?? nearAfter ?? atBase ?? before ?? ownScript;
    for (let index = from; index < to; index += 1) resolved.push(joined);
    from = to;
  }
  return resolved;
}
