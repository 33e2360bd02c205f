import type { Language } from "../../base/locale.ts";
import { lexiconOf } from "../../lexicon/lexicon.ts";
import { wordPattern } from "../../lexicon/wordPattern.ts";
import type { LocalisedPicture } from "../localisedDocument.ts";
import type { CheckedText } from "./checkText.ts";

/**
 * Placed pictures with their descriptions and consents → people shown without consent, children, people beside
 * words about having been trafficked, one-sided casts, emblems.
 *
 * The program sees no faces: it reads what the description says. So it asks, and a person decides.
 */

/** So many days before a consent ends a new one has to be asked for. */
const SOON = 30;

export function checkPeople(checked: CheckedText): void {
  const pictures = Object.entries(checked.localised.pictures).map(([slot, picture]) => {
    const alt = picture.alt.normalize("NFC");
    return { slot, picture, alt, shown: picture.consentUntil !== undefined || showsPeople(alt, checked.language) };
  });
  for (const one of pictures) {
    checkChildren(checked, one);
    checkConsent(checked, one);
    checkSurvivors(checked, one);
    checkEmblem(checked, one);
  }
  checkCast(
    checked,
    pictures.map(({ alt }) => alt),
  );
}

interface Shown {
  readonly slot: string;
  readonly picture: LocalisedPicture;
  readonly alt: string;
  /** The description speaks of people, or somebody has agreed to be shown. */
  readonly shown: boolean;
}

function showsPeople(alt: string, language: Language): boolean {
  const { adults, children, unknowable } = lexiconOf(language).people;
  return (wordPattern(adults).test(alt) || wordPattern(children).test(alt)) && !wordPattern(unknowable).test(alt);
}

function checkChildren(checked: CheckedText, { slot, picture, alt }: Shown): void {
  const rule = checked.rule("C08");
  const { children, unknowable } = lexiconOf(checked.language).people;
  const found = wordPattern(children).exec(alt)?.[0];
  if (!rule || found === undefined || wordPattern(unknowable).test(alt)) return;
  // Only somebody who sees the picture can say whether a face is hidden. Without a consent somebody has said so.
  checked.report(slot, {
    code: rule.id,
    severity: picture.consentUntil === undefined ? "notice" : "warning",
    message: `The picture's description says “${found}”: a child may be recognisable.`,
    hint: rule.message.en,
    values: { found },
  });
}

function checkConsent(checked: CheckedText, { slot, picture, shown }: Shown): void {
  const rule = checked.rule("C09");
  if (!rule || !shown) return;
  const { consentUntil } = picture;
  if (consentUntil === undefined) {
    checked.report(slot, {
      code: rule.id,
      severity: "notice",
      message: "The description speaks of people, and nobody's consent is recorded.",
      hint: rule.message.en,
      values: { case: "none" },
    });
    return;
  }
  const left = daysBetween(checked.context.today, consentUntil);
  if (left < 0 || left > SOON) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `The consent to this picture ends on ${consentUntil}.`,
    hint: "Ask again before it ends, or use another picture.",
    values: { case: "ends", date: consentUntil },
  });
}

function checkSurvivors(checked: CheckedText, { slot, picture, alt }: Shown): void {
  const rule = checked.rule("C10");
  if (!rule || picture.consentUntil === undefined) return;
  const { trafficked, posed } = lexiconOf(checked.language).people;
  const texts = [alt, ...checked.passages.map(({ text }) => text)];
  const found = texts.map((text) => wordPattern(trafficked).exec(text)?.[0]).find((word) => word !== undefined);
  if (found === undefined || texts.some((text) => wordPattern(posed).test(text))) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `A person is shown beside “${found}”.`,
    hint: rule.message.en,
    values: { found },
  });
}

function checkEmblem(checked: CheckedText, { slot, alt }: Shown): void {
  const rule = checked.rule("C33");
  const found = wordPattern(lexiconOf(checked.language).campaign.emblems).exec(alt)?.[0];
  if (!rule || found === undefined) return;
  checked.report(slot, {
    code: rule.id,
    severity: "warning",
    message: `The picture's description says “${found}”.`,
    hint: rule.message.en,
    values: { found },
  });
}

/** One picture of one woman says nothing; several of women alone do. */
function checkCast(checked: CheckedText, alts: readonly string[]): void {
  const rule = checked.rule("C25");
  const { women, men } = lexiconOf(checked.language).people;
  const count = alts.filter((alt) => wordPattern(women).test(alt)).length;
  if (!rule || count < 2 || alts.some((alt) => wordPattern(men).test(alt))) return;
  checked.breach(null, rule, `All ${count} pictures of people show women or girls.`, { count });
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
