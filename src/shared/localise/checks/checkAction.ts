import type { Slot } from "../../pack/templatePack.ts";
import { normalisePattern, normaliseText } from "../words/normaliseText.ts";
import { type CheckedText, numberOf, patternOf } from "./checkText.ts";

/** What a piece asks of its readers → a call to action, help beside warnings, no ban on moving, and words for women and men. */

export function checkAction(checked: CheckedText): void {
  checkCallToAction(checked);
  checkBalance(checked);
  checkForbidding(checked);
  checkGender(checked);
}

function checkCallToAction(checked: CheckedText): void {
  const rule = checked.rule("C05");
  const slot = checked.context.family.slots.find((candidate) => candidate.role === "cta");
  if (!rule || !slot || checked.inRoles("cta").length > 0) return;
  checked.breach(slot.id, rule, "The piece does not say what the reader can do next.", {});
}

/** Only where one list alone can be the warning: several lists also hold advice. */
function checkBalance(checked: CheckedText): void {
  const rule = checked.rule("C06");
  const lists = checked.context.family.slots.filter((slot) => slot.role === "items");
  if (!rule || lists.length !== 1) return;
  const risks = checked.inRoles("items").length;
  const help = checked.inRoles("cta", "helpline", "safety").length;
  if (risks === 0 || risks <= numberOf(rule.params, "max_ratio", 3) * help) return;
  checked.breach(lists[0]?.id ?? null, rule, `Points that warn: ${risks}. Points that help: ${help}.`, { risks, help });
}

function checkForbidding(checked: CheckedText): void {
  const rule = checked.rule("C07");
  if (!rule) return;
  for (const { passage, found, range } of matches(checked, "C07", ["headline", "subhead", "cta"])) {
    checked.breach(passage, rule, `“${found}” forbids people to move.`, { found }, undefined, { range });
  }
}

function checkGender(checked: CheckedText): void {
  const rule = checked.rule("C23");
  if (!rule || checked.language !== "ar") return;
  for (const { passage, found, range } of matches(checked, "C23", ["headline", "cta"])) {
    checked.breach(passage, rule, `“${found}” speaks to one man.`, { found }, undefined, { range });
  }
}

function matches(checked: CheckedText, id: string, roles: readonly Slot["role"][]) {
  const rule = checked.rule(id);
  const written = rule && patternOf(rule, checked.language, "giu");
  if (!written) return [];
  const pattern = new RegExp(normalisePattern(written.source, checked.language), written.flags);
  return checked.inRoles(...roles).flatMap((passage) => {
    const { text, offsets } = normaliseText(passage.text.normalize("NFC"), checked.language);
    const match = [...text.matchAll(pattern)][0];
    if (!match) return [];
    const range = { start: offsets[match.index] ?? 0, end: offsets[match.index + match[0].length] ?? 0 };
    const found = passage.text.normalize("NFC").slice(range.start, range.end);
    const lead = found.length - found.trimStart().length;
    const words = { start: range.start + lead, end: range.start + found.trimEnd().length };
    return [{ passage, found: found.trim(), range: words }];
  });
}
