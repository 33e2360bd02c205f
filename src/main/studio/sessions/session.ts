import { digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { SessionState } from "../../../shared/contract/documentCalls.ts";
import { changesOf } from "../../../shared/document/documentChanges.ts";
import type { CampaignDocument, Picture } from "../../../shared/document/documentSchema.ts";
import * as histories from "../../../shared/document/editHistory.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import { editsBetween } from "../../../shared/document/editsBetween.ts";
import { checkEdit } from "../../../shared/document/locks.ts";
import type { OpenDocument } from "../../services/document/documents.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import { displayFolderOf, displayName } from "../base/displayPath.ts";
import { randomName } from "../base/handles.ts";
import { createTurns } from "../base/turns.ts";

/**
 * An open document in memory: edits in one order, back and forth, and what of it is in its file. No disk.
 *
 * One file because undo, saving, signing and merging change one private state together.
 */

export interface SessionStart {
  readonly open: OpenDocument;
  readonly loaded: LoadedPack;
  /** Null where it was never saved: then `open.path` means nothing. */
  readonly path: string | null;
  /** What is there is not in a file, even where nothing is edited any more. */
  readonly recovered: boolean;
  /** Of what was recovered: the document as its file has it, where that is still the file that it belongs to. */
  readonly onDisk?: CampaignDocument | null;
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
}

export interface SessionChange {
  readonly session: Session;
  /** Null where more than an edit happened. */
  readonly edit: Edit | null;
  /** The window; empty where the studio itself did it. */
  readonly by: string;
}

/** What a merge changes beside the content. */
interface MergeRecord {
  readonly approvals: CampaignDocument["approvals"];
  readonly history: CampaignDocument["history"];
  readonly proofPages: ReadonlyMap<string, Uint8Array>;
  readonly fileRevision: string | null;
  readonly clean: string | null;
  readonly onDisk: CampaignDocument | null;
}

/** A document with more photographs is two documents. */
const MOST_PICTURES = 200;
/** Events that a document keeps. */
const HISTORY = 10_000;
/** Edits that go together, as the contract has them. */
const TOGETHER = 500;

export class Session {
  readonly id = randomName();
  /** Read again when somebody writes into the pack's registry while the document is open. */
  loaded: LoadedPack;
  /** Windows that show it. */
  readonly clients = new Set<string>();
  /** For whatever touches the file or signs: one after another. */
  readonly inTurn = createTurns();
  path: string | null;
  /** Who has the file open elsewhere. */
  heldBy: string | null = null;

  private history: histories.EditHistory;
  private readonly pictures: Map<string, Uint8Array>;
  /** Pages as people decided on them. */
  private proofPages: ReadonlyMap<string, Uint8Array>;
  /** What was examined, by digest: a window cannot record other facts. */
  private readonly facts = new Map<string, Omit<Picture, "consent">>();
  private readonly onChange: (change: SessionChange) => void;
  private fileRevision: string | null;
  /** Digest of the content that the file has; null where that is unknown. */
  private clean: string | null;
  /** As the file has it; null where that is unknown, or there is no file yet. */
  private onDisk: CampaignDocument | null;
  /** Somebody would miss it, even before anything is edited. */
  private readonly isRecovered: boolean;
  /** Count of the last edit, of the last one on the disk, and of the last one on its way there. */
  private lastEdit: number;
  private savedEdit = 0;
  private writtenEdit = 0;
  private count = 0;
  /** Step of undo that a merge is → the record that it was taken to, and the one that it came from. */
  private readonly merges = new WeakMap<Edit, { readonly after: MergeRecord; readonly before: MergeRecord }>();
  private digested: { readonly document: CampaignDocument; readonly digest: string } | null = null;

  constructor(
    { open, loaded, path, recovered, onDisk = null, past, future }: SessionStart,
    onChange: (change: SessionChange) => void,
  ) {
    this.loaded = loaded;
    this.path = path;
    this.pictures = new Map(open.pictures);
    this.proofPages = open.proofPages ?? new Map();
    this.history = { document: open.document, past: this.reachable(past), future: this.reachable(future) };
    this.fileRevision = open.revision;
    this.clean = recovered ? null : contentDigest(open.document);
    const own = open.revision === null ? null : open.document;
    this.onDisk = recovered ? onDisk : own;
    this.isRecovered = recovered;
    // Signatures alone are no edit.
    this.lastEdit = recovered && (onDisk === null || isChanged(onDisk, open.document)) ? 1 : 0;
    this.onChange = onChange;
    for (const [digest, { consent: _, ...facts }] of Object.entries(open.document.pictures))
      this.facts.set(digest, facts);
  }

  get document(): CampaignDocument {
    return this.history.document;
  }

  get past(): readonly Edit[] {
    return this.history.past;
  }

  get future(): readonly Edit[] {
    return this.history.future;
  }

  get revision(): number {
    return this.count;
  }

  /** Digest of the file as it was read or written last. */
  get revisionOfFile(): string | null {
    return this.fileRevision;
  }

  get saved(): boolean {
    return this.path !== null && this.clean === this.contentDigest();
  }

  /** Somebody would miss it: a document that was only made, and never touched, is no work. */
  get unsaved(): boolean {
    return !this.saved && (this.count > 0 || this.isRecovered);
  }

  /** For the services. */
  get open(): OpenDocument {
    return {
      path: this.path ?? "",
      revision: this.fileRevision,
      document: this.document,
      pictures: this.pictures,
      proofPages: this.proofPages,
    };
  }

  get state(): SessionState {
    return {
      session: this.id,
      revision: this.count,
      document: this.document,
      name: this.path === null ? null : displayName(this.path),
      folder: this.path === null ? null : displayFolderOf(this.path),
      saved: this.saved,
      heldBy: this.heldBy,
      canUndo: this.past.length > 0,
      canRedo: this.future.length > 0,
    };
  }

  /** Fails with the codes of `checkEdit` and `applyEdit`, `document/unknown-picture` and `document/too-many-pictures`. */
  edit(edit: Edit, by: string): void {
    checkEdit(this.loaded.pack, this.document, edit);
    this.checkPictures(edit);
    this.history = histories.edit(this.history, edit);
    this.lastEdit += 1;
    this.changed(edit, by);
  }

  /** Nothing happens where there is nothing to take back. */
  undo(by: string): void {
    this.step(this.past.at(-1), histories.undo, by);
  }

  redo(by: string): void {
    this.step(this.future.at(-1), histories.redo, by);
  }

  /** Signatures and events, which nobody takes back by undo. */
  sign({ document, proofPages }: OpenDocument, by: string): void {
    this.proofPages = proofPages ?? this.proofPages;
    this.history = { ...this.history, document };
    this.changed(null, by);
  }

  /**
   * The content of two copies in one step of undo, and the record of both. Taken back before anything was saved or
   * signed it leaves no trace, so that the same copies can be merged again; later, signatures and events stay.
   * Fails with `document/too-many-pictures`.
   * @param file what is on the disk under this document's name, where that was merged: from now on saving replaces it.
   */
  merge(merged: OpenDocument, file: OpenDocument | null, by: string): void {
    const { document } = merged;
    for (const [digest, bytes] of merged.pictures) this.pictures.set(digest, bytes);
    for (const [digest, { consent: _, ...facts }] of Object.entries(document.pictures)) this.facts.set(digest, facts);
    const edits = editsBetween(this.document, document);
    if (edits.length > 0) this.checkPictures({ kind: "together", edits });
    const before = this.mergeRecord();
    for (let from = 0; from < edits.length; from += TOGETHER) {
      this.history = histories.edit(this.history, { kind: "together", edits: edits.slice(from, from + TOGETHER) });
    }
    this.lastEdit += 1;
    // The history tells everything up to here.
    this.savedEdit = this.lastEdit;
    this.takeRecord({
      ...before,
      approvals: document.approvals,
      history: document.history.slice(-HISTORY),
      proofPages: merged.proofPages ?? this.proofPages,
      onDisk: document,
      ...(file === null ? {} : { fileRevision: file.revision, clean: contentDigest(file.document) }),
    });
    const step = this.past.at(-1);
    if (step !== undefined && edits.length > 0 && edits.length <= TOGETHER) {
      this.merges.set(step, { after: this.mergeRecord(), before });
    }
    this.changed(null, by);
  }

  /** As before `sign`: the signatures could not be kept. What was edited meanwhile stays. */
  unsign({ document: { approvals, history }, proofPages }: OpenDocument): void {
    this.proofPages = proofPages ?? this.proofPages;
    this.history = { ...this.history, document: { ...this.document, approvals, history } };
    this.changed(null, "");
  }

  addPicture(digest: string, bytes: Uint8Array, facts: Omit<Picture, "consent">): void {
    this.pictures.set(digest, bytes);
    this.facts.set(digest, facts);
  }

  picture(digest: string): Uint8Array | null {
    return this.pictures.get(digest) ?? null;
  }

  /**
   * The document as it goes to the disk: however many edits there were since it was saved last, its history gets one
   * event. What is edited while it is being written counts for the next time.
   */
  beginSave(now: Date): OpenDocument {
    this.writtenEdit = this.lastEdit;
    return { ...this.open, document: this.told(now) };
  }

  /** The document, with an event for what was edited since its history told it last. */
  told(now: Date): CampaignDocument {
    const { document } = this;
    if (this.lastEdit === this.savedEdit) return document;
    const changes = this.onDisk === null ? {} : changesOf(this.onDisk, document);
    const event = { at: momentOf(now), what: "edited" as const, ...changes };
    return { ...document, history: [...document.history, event].slice(-HISTORY) };
  }

  /** As its history told it last; null where that is unknown. */
  get toldLast(): CampaignDocument | null {
    return this.onDisk;
  }

  endSave(written: OpenDocument): void {
    this.path = written.path;
    this.fileRevision = written.revision;
    this.onDisk = written.document;
    this.savedEdit = this.writtenEdit;
    this.clean = contentDigest(written.document);
    this.history = { ...this.history, document: { ...this.document, history: written.document.history } };
    this.changed(null, "");
  }

  holdBy(who: string | null): void {
    if (who === this.heldBy) return;
    this.heldBy = who;
    this.changed(null, "");
  }

  private step(
    edit: Edit | undefined,
    take: (history: histories.EditHistory) => histories.EditHistory,
    by: string,
  ): void {
    if (edit === undefined) return;
    const merge = this.merges.get(edit);
    const isFresh = merge !== undefined && isSameRecord(merge.after, this.mergeRecord());
    this.history = take(this.history);
    this.lastEdit += 1;
    if (isFresh) {
      this.takeRecord(merge.before);
      const back = (take === histories.undo ? this.future : this.past).at(-1);
      if (back !== undefined) this.merges.set(back, { after: merge.before, before: merge.after });
    }
    this.changed(isFresh ? null : edit, by);
  }

  private mergeRecord(): MergeRecord {
    const { proofPages, fileRevision, clean, onDisk } = this;
    const { approvals, history } = this.document;
    return { approvals, history, proofPages, fileRevision, clean, onDisk };
  }

  private takeRecord({ approvals, history, proofPages, fileRevision, clean, onDisk }: MergeRecord): void {
    this.history = { ...this.history, document: { ...this.document, approvals, history } };
    this.proofPages = proofPages;
    this.fileRevision = fileRevision;
    this.clean = clean;
    this.onDisk = onDisk;
  }

  private changed(edit: Edit | null, by: string): void {
    this.count += 1;
    this.onChange({ session: this, edit, by });
  }

  /** Newest first until one needs a picture whose file is gone: a photograph stays no longer than it is used. */
  private reachable(edits: readonly Edit[]): readonly Edit[] {
    const lost = edits.findLastIndex((edit) =>
      simpleEdits(edit).some((one) => one.kind === "set-picture" && one.picture && !this.pictures.has(one.digest)),
    );
    return edits.slice(lost + 1);
  }

  private checkPictures(edit: Edit): void {
    const digests = new Set(Object.keys(this.document.pictures));
    for (const one of simpleEdits(edit)) {
      if (one.kind !== "set-picture" || one.picture === null) continue;
      const facts = this.facts.get(one.digest);
      const { type, width, height } = one.picture;
      const same = facts !== undefined && facts.type === type && facts.width === width && facts.height === height;
      if (!same || !this.pictures.has(one.digest)) {
        throw new StudioError(
          "document/unknown-picture",
          "usage",
          `The document has no file for "${one.picture.name}".`,
          {
            hint: "Add the picture again.",
          },
        );
      }
      digests.add(one.digest);
    }
    if (digests.size <= MOST_PICTURES) return;
    throw new StudioError(
      "document/too-many-pictures",
      "usage",
      `A document can have at most ${MOST_PICTURES} pictures.`,
      {
        hint: "Take out pictures that no page shows.",
      },
    );
  }

  private contentDigest(): string {
    if (this.digested?.document !== this.document) {
      this.digested = { document: this.document, digest: contentDigest(this.document) };
    }
    return this.digested.digest;
  }
}

function isChanged(before: CampaignDocument, after: CampaignDocument): boolean {
  return contentDigest({ ...before, approvals: [] }) !== contentDigest({ ...after, approvals: [] });
}

/** Nothing was saved or signed in between: both bring new lists or another file. */
function isSameRecord(one: MergeRecord, other: MergeRecord): boolean {
  return one.approvals === other.approvals && one.history === other.history && one.fileRevision === other.fileRevision;
}

/** Without the history, which changes with every save. */
export function contentDigest(document: CampaignDocument): string {
  return digestValue({ ...document, history: [] });
}

function simpleEdits(edit: Edit): readonly Edit[] {
  return edit.kind === "together" ? edit.edits.flatMap(simpleEdits) : [edit];
}
