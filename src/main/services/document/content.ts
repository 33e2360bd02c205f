import { z } from "zod";
import type { Diagnostic, DiagnosticValues } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { parseJson } from "../../../shared/base/unicode.ts";
import type { CampaignDocument, RichText, Unit } from "../../../shared/document/documentSchema.ts";
import { applyEdit } from "../../../shared/document/edits.ts";
import { lockedSlots } from "../../../shared/document/locks.ts";
import { helplinesFor, richFromPlain } from "../../../shared/document/plainText.ts";
import { NO_NAME } from "../../../shared/localise/units/unitEdits.ts";
import { contentOf, sourceEdition } from "../../../shared/localise/units/units.ts";
import { explainIssue } from "../../../shared/pack/file/explainIssue.ts";
import { familyOf, templateOf } from "../../../shared/pack/lookUp.ts";
import type { Slot, TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { LoadedPack } from "../pack/packs.ts";

/** Plain content, one string or list of strings a slot → a document filled with it. */

const slotStrings = z.record(z.string(), z.union([z.string().max(20_000), z.array(z.string().max(20_000)).max(200)]));
const contentFile = z.strictObject({ editions: z.record(z.string(), slotStrings) });
export type PlainContent = z.infer<typeof contentFile>;

/** Fails with `content/not-json` or `content/wrong-shape`. */
export function parseContent(bytes: Uint8Array, name: string): PlainContent {
  const result = contentFile.safeParse(readJson(bytes, name), { reportInput: true });
  if (result.success) return result.data;
  throw wrongShape(result.error, name);
}

/**
 * The sample content that a pack brings for a template, for every edition that has some. A template without its own
 * shows the sample of the first template of its family that has one. Fails with `pack/unknown-template`.
 */
export function sampleContent({ pack, files }: Pick<LoadedPack, "pack" | "files">, template: string): PlainContent {
  const { family } = templateOf(pack, template);
  const samples = [template, ...familyOf(pack, family).templates].map((id) => ownSample(files, id));
  return samples.find(({ editions }) => Object.keys(editions).length > 0) ?? { editions: {} };
}

function ownSample(files: LoadedPack["files"], template: string): PlainContent {
  const editions: PlainContent["editions"] = {};
  for (const [path, bytes] of files) {
    const tag = path.startsWith(`content/${template}/`) ? /([^/]+)\.json$/.exec(path)?.[1] : undefined;
    if (tag === undefined) continue;
    const result = slotStrings.safeParse(readJson(bytes, path), { reportInput: true });
    if (!result.success) throw wrongShape(result.error, path);
    editions[tag] = result.data;
  }
  return { editions };
}

/**
 * Slots that the content does not name keep what they have. Fails with `content/refused`, which lists every
 * edition and slot that the pack does not have and every locked slot that would change.
 */
export function fillDocument(
  document: CampaignDocument,
  loaded: LoadedPack,
  content: PlainContent,
  at: string,
): CampaignDocument {
  const { pack } = loaded;
  const { slots } = familyOf(pack, document.family);
  const locked = lockedSlots(pack, document.templates);
  const refused: Diagnostic[] = [];
  let filled = document;
  for (const [tag, strings] of Object.entries(content.editions)) {
    const edition = pack.editions.find((candidate) => candidate.tag === tag);
    if (edition === undefined) {
      const known = pack.editions.map((candidate) => candidate.tag).join(", ");
      refused.push(refusal("content/unknown-edition", tag, tag, `The pack has no edition "${tag}".`, { tag, known }));
      continue;
    }
    const helplines = helplinesFor(pack, edition);
    const existing = filled.editions[tag]?.slots ?? {};
    const set: Record<string, RichText> = { ...existing };
    for (const [id, value] of Object.entries(strings)) {
      const slot = slots.find((candidate) => candidate.id === id);
      if (slot === undefined || slot.kind === "picture") {
        const known = slots.filter((candidate) => candidate.kind !== "picture").map((candidate) => candidate.id);
        const message = `There is no slot "${id}" for text.`;
        refused.push(
          refusal("content/unknown-slot", tag, `${tag} › ${id}`, message, { slot: id, known: known.join(", ") }),
        );
        continue;
      }
      const rich = richOf(slot, value, helplines);
      if (locked.has(id) && !sameAsSample(loaded, document, tag, slot, rich)) {
        const message = `The slot "${id}" is locked: its text comes from the pack.`;
        refused.push({
          ...refusal("content/locked", tag, `${tag} › ${id}`, message, { slot: id, known: "" }),
          hint: "Leave the slot out.",
        });
        continue;
      }
      set[id] = rich;
    }
    const units = filled.editions[tag]?.units;
    const kept = units === undefined ? {} : { units };
    filled = applyEdit(filled, { kind: "set-edition", edition: tag, content: { slots: set, ...kept } }).document;
  }
  if (refused.length > 0) {
    const [first] = refused;
    throw new StudioError("content/refused", "content", `The content does not fit the template: ${first?.message}`, {
      hint: first?.hint ?? "",
      diagnostics: refused,
    });
  }
  return withUnits({ ...filled, history: [...filled.history, { at, what: "filled" }] }, loaded, content, at);
}

/** What was filled in came with its source: from now on a change of either shows. Nobody reviewed it here. */
function withUnits(
  document: CampaignDocument,
  { pack, files }: LoadedPack,
  content: PlainContent,
  at: string,
): CampaignDocument {
  const source = sourceEdition(document);
  if (source === null) return document;
  const samples = document.templates.map((template) => sampleContent({ pack, files }, template).editions);
  const editions = Object.entries(document.editions).map(([tag, edition]) => {
    const strings = tag === source ? {} : (content.editions[tag] ?? {});
    const units = Object.entries(strings)
      .filter(([slot]) => edition.slots[slot] !== undefined)
      .map(([slot, value]): [string, Unit] => {
        const own = samples.some((sample) => JSON.stringify(sample[tag]?.[slot]) === JSON.stringify(value));
        const from = { edition: source, content: contentOf(document, source, slot) };
        return [slot, { source: from, by: own ? pack.publisher : NO_NAME, at, reviewed: null }];
      });
    const all = { ...edition.units, ...Object.fromEntries(units) };
    return [tag, Object.keys(all).length === 0 ? edition : { ...edition, units: all }] as const;
  });
  return { ...document, editions: Object.fromEntries(editions) };
}

function richOf(slot: Slot, value: string | readonly string[], helplines: TemplatePack["helplines"]): RichText {
  const strings = typeof value === "string" ? [value] : value;
  // An address is typed and scanned: nothing in it is a helpline.
  if (slot.kind === "link") return richFromPlain(strings, "paragraphs", []);
  return richFromPlain(strings, slot.kind === "list" || slot.kind === "helplines" ? "list" : "paragraphs", helplines);
}

function sameAsSample(
  loaded: LoadedPack,
  document: CampaignDocument,
  tag: string,
  slot: Slot,
  rich: RichText,
): boolean {
  const edition = loaded.pack.editions.find((candidate) => candidate.tag === tag);
  return document.templates.some((template) => {
    const sample = sampleContent(loaded, template).editions[tag]?.[slot.id];
    if (sample === undefined || edition === undefined) return false;
    return JSON.stringify(richOf(slot, sample, helplinesFor(loaded.pack, edition))) === JSON.stringify(rich);
  });
}

function refusal(
  code: string,
  edition: string,
  place: string,
  message: string,
  values: { readonly known: string } & DiagnosticValues,
): Diagnostic {
  return { code, severity: "error", edition, place, message, hint: `Choose one of: ${values.known}.`, values };
}

function readJson(bytes: Uint8Array, name: string): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new StudioError("content/not-json", "failure", `${name} is not JSON in UTF-8.`, {
      cause,
      hint: cause instanceof Error ? cause.message : "",
    });
  }
}

function wrongShape(error: z.ZodError, name: string): StudioError {
  const hint = 'Write { "editions": { "vi-VN": { "headline": "…", "items": ["…", "…"] } } }.';
  const diagnostics = error.issues.map((issue): Diagnostic => {
    const { message, values } = explainIssue(issue, name);
    return {
      code: "content/wrong-shape",
      severity: "error",
      place: [name, ...issue.path].join(" › "),
      message,
      hint,
      values,
    };
  });
  const [first] = diagnostics;
  return new StudioError("content/wrong-shape", "failure", `${first?.place}: ${first?.message}`, { hint, diagnostics });
}
