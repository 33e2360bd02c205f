import { normaliseText } from "../words/normaliseText.ts";
import { wordsOf } from "./checkReading.ts";
import { type CheckedText, numberOf, patternOf } from "./checkText.ts";

/** Placed pictures → described in the edition's language, and not of chains, bars or injuries. */

/** A Vietnamese word has one and a half syllables on average, and syllables are what spaces part. */
const SYLLABLES = 1.5;

export function checkPictures(checked: CheckedText): void {
  checkWithdrawn(checked);
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

/** Pictures that somebody took back: placed by a designer, or brought by a template. */
function checkWithdrawn(checked: CheckedText): void {
  const { pack, templates } = checked.context;
  const { withdrawnPictures = {} } = pack;
  if (Object.keys(withdrawnPictures).length === 0) return;
  const say = (where: string | null, digest: string, name: string) => {
    const withdrawn = Object.hasOwn(withdrawnPictures, digest) ? withdrawnPictures[digest] : undefined;
    if (withdrawn === undefined) return;
    const { on, by, reason } = withdrawn;
    checked.report(where, {
      code: "withdrawn-picture",
      severity: "error",
      message: `The picture ${name} was withdrawn on ${on} by ${by}: ${reason}`,
      hint: "Place another picture, or choose another template.",
      values: { name, at: on, by, reason },
    });
  };
  for (const [slot, { digest }] of Object.entries(checked.localised.pictures)) say(slot, digest, slot);
  const frames = templates.flatMap(({ pages }) => pages.flatMap((page) => page.frames));
  const shown = frames.flatMap((frame) => {
    if (frame.kind !== "picture" && frame.kind !== "logo") return [];
    const replaced = frame.slot !== undefined && checked.localised.pictures[frame.slot] !== undefined;
    return replaced ? [] : [frame.image];
  });
  for (const name of new Set(shown)) {
    const image = pack.images[name];
    if (image !== undefined) say(null, image.digest, name);
  }
}
