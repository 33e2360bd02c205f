import { z } from "zod";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import { cutText, parseJson } from "../../../shared/base/unicode.ts";
import { endedConsent } from "../../../shared/document/checkConsents.ts";
import {
  type CampaignDocument,
  type Consent,
  type Picture,
  type Placement,
  picture,
} from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { Machine } from "../ports.ts";
import { editDocument, type OpenDocument } from "./documents.ts";

/** Photographs on their way into a document: examined once, kept byte for byte, placed with what their use depends on. */

export interface ImportedPicture {
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** Without consent: only a person knows who can be recognised. */
  readonly facts: Omit<Picture, "consent">;
  /** What the designer should know of it; none stops it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The schema allows no longer name. */
const LONGEST_NAME = 200;

/** @param name of the file. Fails with the codes of `checkPicture`: `render/picture-…`. */
export async function importPicture(bytes: Uint8Array, name: string): Promise<ImportedPicture> {
  // sharp takes its time to load, and most work imports no picture.
  const { checkPicture } = await import("../../render/pictureFile.ts");
  const { type, width, height, located } = await checkPicture(bytes, name);
  const diagnostics: Diagnostic[] = located
    ? [
        {
          code: "picture/located",
          severity: "warning",
          place: name,
          message: "The file says where the photograph was taken, and everybody who gets the document can read it.",
          values: { picture: name },
          hint: "If that can put somebody in danger, remove the position first. Exported files never carry it.",
        },
      ]
    : [];
  return {
    digest: digestBytes(bytes),
    bytes,
    facts: { name: cutText(name.toWellFormed(), LONGEST_NAME), type, width, height },
    diagnostics,
  };
}

export interface PictureChange {
  readonly slot: string;
  /** Null leaves the picture that is in the slot. */
  readonly imported: ImportedPicture | null;
  /** Null where nobody can be recognised; undefined leaves what is recorded. */
  readonly consent: Consent | null | undefined;
  /** From the top-left corner, 0 to 1; undefined leaves it, or takes the middle. */
  readonly focus: Placement["focus"] | undefined;
  /** Edition → alternative text, besides what is there for the same picture. */
  readonly alt: Placement["alt"];
}

/**
 * A picture that no slot shows any longer leaves the document with its bytes.
 * Fails with `picture/not-a-picture-slot`, `picture/no-picture`, `picture/consent-needed`, `picture/consent-expired`
 * and the codes of `editDocument`.
 */
export function placePicture(
  machine: Pick<Machine, "clock">,
  open: OpenDocument,
  pack: TemplatePack,
  change: PictureChange,
): OpenDocument {
  const { document } = open;
  const { slot, imported } = change;
  checkPictureSlot(pack, document, slot);
  const before = document.placements[slot];
  const digest = imported?.digest ?? before?.digest;
  const known = digest === undefined ? undefined : document.pictures[digest];
  const facts = imported?.facts ?? known;
  if (digest === undefined || facts === undefined) {
    throw new StudioError("picture/no-picture", "usage", `There is no picture in slot "${slot}" yet.`, {
      hint: "Give the photograph's file.",
    });
  }
  const consent = change.consent === undefined ? known?.consent : change.consent;
  if (consent === undefined) {
    throw new StudioError("picture/consent-needed", "usage", `Nobody has said whether ${facts.name} shows people.`, {
      hint: "Give the record of their consent, or say that nobody can be recognised.",
    });
  }
  const shown: Picture = { ...facts, consent };
  const ended = endedConsent(shown, slot, todayOf(machine.clock));
  if (ended !== null) throw new StudioError(ended.code, "content", ended.message, { hint: ended.hint });
  const same = before?.digest === digest ? before : undefined;
  const placement: Placement = {
    digest,
    focus: change.focus ?? same?.focus ?? { x: 0.5, y: 0.5 },
    alt: { ...same?.alt, ...change.alt },
  };
  const edit: Edit = {
    kind: "together",
    edits: [
      { kind: "set-picture", digest, picture: shown },
      { kind: "place-picture", slot, placement },
      ...leaving(document, slot, digest),
    ],
  };
  const pictures = imported === null ? open.pictures : new Map([...open.pictures, [digest, imported.bytes]]);
  return withoutLoose(editDocument(machine, { ...open, pictures }, pack, edit));
}

/** The template's own art shows again. Fails with `picture/not-a-picture-slot`, `picture/no-picture` and the codes of `editDocument`. */
export function removePicture(
  machine: Pick<Machine, "clock">,
  open: OpenDocument,
  pack: TemplatePack,
  slot: string,
): OpenDocument {
  checkPictureSlot(pack, open.document, slot);
  if (open.document.placements[slot] === undefined) {
    throw new StudioError("picture/no-picture", "usage", `There is no picture in slot "${slot}".`, {
      hint: "Nothing has to be taken out.",
    });
  }
  const edits: Edit[] = [{ kind: "place-picture", slot, placement: null }, ...leaving(open.document, slot, null)];
  return withoutLoose(editDocument(machine, open, pack, { kind: "together", edits }));
}

/** Fails with `picture/consent-invalid`. @param name of the file, for messages. */
export function parseConsent(text: string, name: string): Consent {
  const wrong = (message: string, cause?: unknown) =>
    new StudioError("picture/consent-invalid", "usage", `${name} is not a record of consent: ${message}.`, {
      hint: 'Write {"person", "date", "uses", "expires", "withdraw"}: who agreed, when, to what, until when (YYYY-MM-DD), and how to withdraw.',
      cause,
    });
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw wrong("it is not JSON", cause);
  }
  const parsed = picture.shape.consent.safeParse(value);
  if (parsed.success && parsed.data !== null) return parsed.data;
  throw wrong(parsed.error ? z.prettifyError(parsed.error).replace(/\s+/g, " ") : "it is empty");
}

function checkPictureSlot(pack: TemplatePack, { family }: CampaignDocument, slot: string): void {
  const { slots } = familyOf(pack, family);
  if (slots.some(({ id, kind }) => id === slot && kind === "picture")) return;
  const names = slots.filter(({ kind }) => kind === "picture").map(({ id }) => id);
  throw new StudioError("picture/not-a-picture-slot", "usage", `"${slot}" is not a slot for pictures.`, {
    hint: names.length === 0 ? "This template keeps its own art." : `Choose one of: ${names.join(", ")}.`,
  });
}

/** The picture that was in the slot, where nothing else shows it: a photograph of a person stays no longer than it is used. */
function leaving({ placements }: CampaignDocument, slot: string, next: string | null): Edit[] {
  const old = placements[slot]?.digest;
  if (old === undefined || old === next) return [];
  const used = Object.entries(placements).some(([other, { digest }]) => other !== slot && digest === old);
  return used ? [] : [{ kind: "set-picture", digest: old, picture: null }];
}

function withoutLoose(open: OpenDocument): OpenDocument {
  const listed = [...open.pictures].filter(([digest]) => open.document.pictures[digest] !== undefined);
  return { ...open, pictures: new Map(listed) };
}
