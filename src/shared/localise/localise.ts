import type { Diagnostic, DiagnosticValues } from "../base/diagnostics.ts";
import type { Digits, Edition } from "../base/locale.ts";
import type { CampaignDocument, Inline, RichText } from "../document/documentSchema.ts";
import { plainInline, textIn } from "../document/plainText.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import type { LocalisedDocument, LocalisedParagraph, LocalisedPicture, LocalisedRun } from "./localisedDocument.ts";
import { writeDigits } from "./writeDigits.ts";

/** Document, edition → its content in that edition, with every helpline and fact out of the pack's registry. */

export interface Localised {
  readonly localised: LocalisedDocument;
  /** Helplines, facts and pictures that cannot be resolved. */
  readonly diagnostics: readonly Diagnostic[];
}

/** An edition that the document lacks gives no slots. Blank slots are absent; blank paragraphs have no runs. */
export function localise(document: CampaignDocument, packEdition: Edition, pack: TemplatePack): Localised {
  const chosen = document.editions[packEdition.tag]?.digits;
  const edition = chosen === undefined ? packEdition : { ...packEdition, digits: chosen };
  /** European digits of a pack are its default only: as typed. */
  const digits = chosen ?? (packEdition.digits === "latn" ? null : packEdition.digits);
  const diagnostics: Diagnostic[] = [];
  const report = (code: string, slot: string, message: string, hint: string, values: DiagnosticValues) => {
    const place = `${document.title} › ${slot}`;
    diagnostics.push({ code, severity: "error", edition: edition.tag, place, message, hint, values, at: { slot } });
  };

  const runOf = (part: Inline, slot: string): LocalisedRun[] => {
    if ("text" in part) {
      const text = part.text.normalize("NFC");
      return [{ text, emphasis: part.emphasis === true, ...(part.language ? { language: part.language } : {}) }];
    }
    if ("helpline" in part) {
      const helpline = pack.helplines.find((candidate) => candidate.id === part.helpline);
      if (helpline === undefined) {
        report(
          "localise/unknown-helpline",
          slot,
          `The pack has no helpline "${part.helpline}".`,
          "Choose a helpline of the pack in its place.",
          { id: part.helpline },
        );
        return [];
      }
      return [{ text: helpline.display, emphasis: false, atom: { kind: "helpline", id: helpline.id } }];
    }
    const fact = pack.facts.find((candidate) => candidate.id === part.fact);
    if (fact === undefined) {
      report(
        "localise/unknown-fact",
        slot,
        `The pack has no fact "${part.fact}".`,
        "Choose a fact of the pack in its place.",
        { id: part.fact },
      );
      return [];
    }
    const text = textIn(fact.text, edition.tag).normalize("NFC");
    return [{ text, emphasis: false, atom: { kind: "fact", id: fact.id } }];
  };

  const inDigits = (parts: readonly (readonly LocalisedRun[])[], wanted: Digits): LocalisedRun[][] => {
    const texts = writeDigits(parts.flat(), wanted, { edition, pack });
    let at = 0;
    return parts.map((runs) => runs.map((run) => ({ ...run, text: texts[at++] ?? run.text })));
  };

  /** Where each run stands as written, so that what is found in it can be shown there. */
  const runsOf = (parts: readonly Inline[], slot: string): LocalisedRun[] => {
    let start = 0;
    let expected = 0;
    const resolved = parts.map((part) => runOf(part, slot));
    const printed = digits === null ? resolved : inDigits(resolved, digits);
    return parts.flatMap((part, index) => {
      const text = plainInline(part, pack, edition.tag);
      const placed = (printed[index] ?? []).map((run): LocalisedRun => {
        const plain = run.text === text && expected === start;
        expected = start + text.length;
        return plain ? run : { ...run, written: { start, text } };
      });
      start += text.length;
      return placed;
    });
  };

  const paragraphs = (content: RichText, slot: string): LocalisedParagraph[] =>
    content.flatMap((block): LocalisedParagraph[] =>
      block.kind === "paragraph"
        ? [{ kind: "paragraph", runs: runsOf(block.content, slot) }]
        : block.items.map((item) => ({ kind: "item", runs: runsOf(item, slot) })),
    );

  const slots: Record<string, LocalisedParagraph[]> = {};
  for (const [slot, content] of Object.entries(document.editions[edition.tag]?.slots ?? {})) {
    const set = paragraphs(content, slot);
    if (set.some((paragraph) => paragraph.runs.length > 0)) slots[slot] = set;
  }
  const pictures: Record<string, LocalisedPicture> = {};
  for (const [slot, { digest, focus, alt }] of Object.entries(document.placements)) {
    const picture = document.pictures[digest];
    if (picture === undefined) {
      report(
        "localise/missing-picture",
        slot,
        `The picture placed in "${slot}" is not in the document.`,
        "Place the picture again.",
        { id: slot },
      );
      continue;
    }
    const { width, height, consent } = picture;
    const until = consent === null ? {} : { consentUntil: consent.expires };
    pictures[slot] = { digest, width, height, focus, alt: alt[edition.tag] ?? "", ...until };
  }
  return { localised: { title: document.title, edition, slots, pictures }, diagnostics };
}
