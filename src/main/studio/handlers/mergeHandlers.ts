import { digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { MergeChoices, mergeCalls, OtherCopy } from "../../../shared/contract/mergeCalls.ts";
import { valueAt } from "../../../shared/document/change.ts";
import { hasSeen } from "../../../shared/document/compareCopies.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { undo } from "../../../shared/document/editHistory.ts";
import { reportMerge } from "../../../shared/document/mergeReport.ts";
import type { Conflict, CopySide } from "../../../shared/document/versionChooser.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { realPath } from "../../platform/fileFacts.ts";
import { approvalsOf, gateFor } from "../../services/approve/gateFor.ts";
import { composeDocument } from "../../services/document/composeDocument.ts";
import { readDocumentFile } from "../../services/document/documentFile.ts";
import { type OpenDocument, openDocument } from "../../services/document/documents.ts";
import { mergeCopies } from "../../services/merge/merge.ts";
import type { Machine } from "../../services/ports.ts";
import { gatePolicy } from "../../services/trust/packTrust.ts";
import type { Assets } from "../assets/assets.ts";
import type { Handles } from "../base/handles.ts";
import { contentDigest } from "../sessions/savedState.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { mergeContent } from "./mergeContent.ts";

/** The calls about another copy of an open document, answered. */

export interface MergeContext {
  readonly machine: Machine;
  readonly handles: Handles;
  readonly assets: Assets;
  readonly sessions: Sessions;
}

/** Steps of undo in which the words that both started from are looked for. */
const STEPS_BACK = 300;

export function mergeHandlers({
  machine,
  handles,
  assets,
  sessions,
}: MergeContext): Pick<Handlers, keyof typeof mergeCalls> {
  /** @returns the other copy, and whether it is what this document's own file has by now. */
  const read = async (session: Session, other: OtherCopy): Promise<{ theirs: OpenDocument; isFile: boolean }> => {
    if (other.from === "upload") {
      const file = await readDocumentFile(machine.archives, await assets.take(other.upload));
      return { theirs: { ...file, path: other.name, revision: null }, isFile: false };
    }
    const path = other.from === "disk" ? session.path : await realPath(handles.pathOf("document", other.handle));
    if (path === null) throw neverSaved();
    return { theirs: await openDocument(machine, path), isFile: path === session.path };
  };

  /** @param take whose version holds where nothing is chosen yet. */
  const merge = (session: Session, theirs: OpenDocument, choices: MergeChoices, take: CopySide | null) => {
    const ours: OpenDocument = { ...session.open, document: session.told(machine.clock.now()) };
    const base = baseOf(session, theirs.document);
    const copies = { ours, theirs, base: base === null ? null : { ...ours, document: base } };
    const earlier = base === null ? statesBefore(session) : [];
    const merged = mergeCopies(machine, copies, session.loaded.pack, { choices, take, earlier });
    const seen = digestValue({ ours: contentDigest(ours.document), theirs: digestValue(theirs.document) });
    return { merged, ours: ours.document, base, seen };
  };

  /** With this copy's version where nothing is chosen yet, so that there is always a document to show. */
  const preview = (session: Session, theirs: OpenDocument, choices: MergeChoices) => {
    const { merged, ...facts } = merge(session, theirs, choices, "ours");
    if (merged.state === "conflicts") throw undecided();
    return { ...facts, ...merged };
  };

  return {
    "merge.preview": async ({ session: id, other, choices }) => {
      const session = sessions.get(id);
      const { theirs } = await read(session, other);
      const { open, ours, base, seen, settled, additions } = preview(session, theirs, choices);
      const merged = open.document;
      const { taken, kept } = reportMerge(ours, theirs.document, merged, settled);
      for (const [digest, bytes] of theirs.pictures) if (session.picture(digest) === null) assets.keep(bytes);
      const copies = [ours, theirs.document, ...(base === null ? [] : [base])];
      const version = ({ value, by, at }: Conflict["ours"], change: Conflict["change"]) => ({
        content: mergeContent(value, change, copies),
        by,
        at,
      });
      return {
        seen,
        base: base !== null,
        conflicts: settled.map(({ name, change, before, ...sides }) => ({
          name,
          change,
          ours: version(sides.ours, change),
          theirs: version(sides.theirs, change),
          before: before === null ? null : mergeContent(before.value, change, copies),
        })),
        taken: taken.map((change) => ({
          change,
          before: mergeContent(valueAt(ours, change), change, copies),
          after: mergeContent(valueAt(merged, change), change, copies),
        })),
        kept: [...kept],
        additions: [...additions],
        decisions: {
          taken: merged.approvals.length - ours.approvals.length,
          kept: merged.approvals.length - theirs.document.approvals.length,
        },
      };
    },

    "merge.approvals": async ({ session: id, other, choices }, { signal }) => {
      const session = sessions.get(id);
      const { theirs } = await read(session, other);
      const { open, ours } = preview(session, theirs, choices);
      const merged = open.document;
      const policy = await gatePolicy(machine, session.loaded);
      const approved = approvalsOf(machine, merged).filter(
        ({ genuine, statement }) => genuine && statement.document === merged.id && statement.decision === "approve",
      );
      const known = new Set(ours.approvals.map(({ signature }) => signature));
      const editions = new Set(approved.map(({ statement }) => statement.edition));
      const isOpen = (document: CampaignDocument, piece: Piece | undefined) =>
        piece !== undefined && gateFor(machine, document, piece, policy).state === "open";
      const [before, after] = [
        await composeDocument(machine, session.loaded, ours, { editions, signal }),
        await composeDocument(machine, session.loaded, merged, { editions, signal }),
      ];
      return after.flatMap((piece) => {
        const { template, edition } = piece;
        const about = approved.filter(
          ({ statement }) => statement.template === template && statement.edition === edition.tag,
        );
        const was = before.find((one) => one.template === template && one.edition.tag === edition.tag);
        const holds = isOpen(merged, piece);
        // What was not approved before either, and what lapsed long ago, is no news.
        const isNews =
          about.length > 0 && (isOpen(ours, was) || about.some(({ signed }) => !known.has(signed.signature)));
        return holds || isNews ? [{ template, edition: edition.tag, holds }] : [];
      });
    },

    "merge.apply": async ({ session: id, other, choices, seen }, { client }) => {
      const session = sessions.get(id);
      return session.inTurn(async () => {
        const { theirs, isFile } = await read(session, other);
        const { merged, ...now } = merge(session, theirs, choices, null);
        if (now.seen !== seen) throw changed();
        if (merged.state === "conflicts") throw undecided();
        session.merge(merged.open, isFile ? theirs : null, client);
        return session.state;
      });
    },
  };
}

/** What this copy was when its history was told last, where the other copy went on from just there. */
function baseOf({ toldLast }: Session, theirs: CampaignDocument): CampaignDocument | null {
  return toldLast !== null && hasSeen(theirs.history, toldLast.history) ? toldLast : null;
}

/** Newest first. */
function statesBefore({ document, past, future }: Session): CampaignDocument[] {
  const states: CampaignDocument[] = [];
  let history = { document, past, future };
  while (history.past.length > 0 && states.length < STEPS_BACK) {
    history = { ...undo(history) };
    states.push(history.document);
  }
  return states;
}

function neverSaved(): StudioError {
  return new StudioError("document/merge-no-file", "usage", "The document is not saved in a file yet.", {
    hint: "Choose the file of the other copy. Nothing was changed.",
  });
}

function changed(): StudioError {
  return new StudioError("document/merge-changed", "failure", "One of the copies changed while you looked at them.", {
    hint: "Look at the copies again, then merge. Nothing was changed.",
  });
}

function undecided(): StudioError {
  return new StudioError(
    "document/merge-undecided",
    "usage",
    "Both copies changed the same place, and nobody has chosen yet.",
    {
      hint: "Choose one of the two versions at every place, then merge. Nothing was changed.",
    },
  );
}
