import { wordsOf } from "./checkReading.ts";
import { type CheckedText, numberOf, patternOf } from "./checkText.ts";
import { normaliseText } from "./normaliseText.ts";

/** Placed pictures → described in the edition's language, and not of chains, bars or injuries. */

/** A Vietnamese word has one and a half syllables on average, and syllables are what spaces part. */
const SYLLABLES = 1.5;

export function checkPictures(checked: CheckedText): void {
  const cliche = checked.rule("C11");
  const described = checked.rule("C12");
  for (const [slot, picture] of Object.entries(checked.localised.pictures)) {
    const alt = picture.alt.normalize("NFC").trim();
    const pattern = cliche && patternOf(cliche, checked.language, "iu");
    const { text, offsets } = normaliseText(picture.alt.normalize("NFC"), checked.language);
    const match = pattern?.exec(text);
    if (cliche && match) {
      const range = { start: offsets[match.index] ?? 0, end: offsets[match.index + match[0].length] ?? 0 };
      const values = { found: match[0] };
      checked.breach(slot, cliche, `The picture's description says “${match[0]}”.`, values, undefined, { range });
    }
    if (!described) continue;
    const scale = checked.language === "vi" ? SYLLABLES : 1;
    const words = Math.round(wordsOf(alt).length / scale);
    const least = numberOf(described.params, "min_words", 5);
    const most = numberOf(described.params, "max_words", 25);
    if (alt === "") checked.breach(slot, described, "The picture has no description.", { case: "none" });
    else if (words < least || words > most) {
      checked.breach(
        slot,
        described,
        `The picture's description has ${words} words.`,
        { case: "length", count: words, least, most },
        `${described.message.en} ${least} to ${most} words are enough.`,
      );
    }
  }
}
