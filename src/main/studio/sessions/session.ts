import { StudioError } from "../../../shared/base/errors.ts";
import type { SessionState } from "../../../shared/contract/documentCalls.ts";
import type { CampaignDocument, Picture } from "../../../shared/document/documentSchema.ts";
import * as histories from "../../../shared/document/editHistory.ts";
import { applyEdit, type Edit } from "../../../shared/document/edits.ts";
import { editsBetween } from "../../../shared/document/editsBetween.ts";
import { checkEdit } from "../../../shared/document/locks.ts";
import type { OpenDocument } from "../../services/document/documents.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import { displayFolderOf, displayName } from "../base/displayPath.ts";
import { randomName } from "../base/handles.ts";
import { createTurns } from "../base/turns.ts";
import type { Draft } from "./journal.ts";
import { contentDigest, type FileState, HISTORY, SavedState } from "./savedState.ts";
import { SessionPictures } from "./sessionPictures.ts";

/**
 * An open document in memory: edits in one order, back and forth, with signatures and merges between them. No disk.
 *
 * One file because edits, undo, signatures and merges have one order: each goes on from the state that the last one left.
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
  /** `draft`: somebody types; `told`: nothing that a person made changed; `other`: more than one edit can say. */
  readonly how: "edit" | "undo" | "redo" | "draft" | "told" | "other";
}

/** What a merge changes beside the content. */
interface MergeRecord {
  readonly approvals: CampaignDocument["approvals"];
  readonly history: CampaignDocument["history"];
  readonly proofPages: ReadonlyMap<string, Uint8Array>;
  readonly file: FileState;
}

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
  /** Code of the failure because of which changes do not reach the recovery folder; null where they do. */
  unkept: string | null = null;

  private history: histories.EditHistory;
  private readonly pictures: SessionPictures;
  /** Pages as people decided on them. */
  private proofPages: ReadonlyMap<string, Uint8Array>;
  private readonly onChange: (change: SessionChange) => void;
  /** Somebody would miss it, even before anything is edited. */
  private readonly isRecovered: boolean;
  private readonly saves: SavedState;
  private count = 0;
  /** Window → what it sent last of what somebody is typing there. */
  private readonly typed = new Map<string, Edit>();
  /** Step of undo that a merge is → the record that it was taken to, and the one that it came from. */
  private readonly merges = new WeakMap<Edit, { readonly after: MergeRecord; readonly before: MergeRecord }>();

  constructor(
    { open, loaded, path, recovered, onDisk = null, past, future }: SessionStart,
    onChange: (change: SessionChange) => void,
  ) {
    this.loaded = loaded;
    this.path = path;
    this.pictures = new SessionPictures(open);
    this.proofPages = open.proofPages ?? new Map();
    this.history = {
      document: open.document,
      past: this.pictures.reachable(past),
      future: this.pictures.reachable(future),
    };
    this.saves = new SavedState(open, recovered ? { onDisk } : null);
    this.isRecovered = recovered;
    this.onChange = onChange;
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
    return this.saves.file.revision;
  }

  get saved(): boolean {
    return this.path !== null && this.saves.has(this.document);
  }

  /** Somebody would miss it: a document that was only made, and never touched, is no work. */
  get unsaved(): boolean {
    return this.typed.size > 0 || (!this.saved && (this.count > 0 || this.isRecovered));
  }

  get drafts(): readonly Draft[] {
    return [...this.typed].map(([by, edit]) => ({ by, edit }));
  }

  /** For the services. */
  get open(): OpenDocument {
    return {
      path: this.path ?? "",
      revision: this.revisionOfFile,
      document: this.document,
      pictures: this.pictures.all,
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
      unkept: this.unkept,
      canUndo: this.past.length > 0,
      canRedo: this.future.length > 0,
    };
  }

  /**
   * All or nothing: an edit that fails changes nothing. Fails with the codes of `checkEdit` and `applyEdit`,
   * `document/unknown-picture` and `document/too-many-pictures`.
   */
  edit(edit: Edit, by: string): void {
    checkEdit(this.loaded.pack, this.document, edit);
    this.pictures.check(this.document, edit);
    const next = histories.edit(this.history, edit);
    this.saves.digestOf(next.document);
    this.history = next;
    this.typed.delete(by);
    this.saves.edited();
    this.changed(edit, by, "edit");
  }

  /** What a window's person is typing, in place of what it sent before; null gives it up. Fails as `edit`. */
  draft(edit: Edit | null, by: string): void {
    if (edit === null) this.typed.delete(by);
    else {
      checkEdit(this.loaded.pack, this.document, edit);
      this.pictures.check(this.document, edit);
      applyEdit(this.document, edit);
      this.typed.set(by, edit);
    }
    this.onChange({ session: this, edit, by, how: "draft" });
  }

  /** What is being typed becomes an edit, where it still fits: of every window, or of one that is gone. */
  settle(by: string | null = null): void {
    for (const [window, edit] of this.typed) {
      if (by !== null && by !== window) continue;
      this.typed.delete(window);
      try {
        this.edit(edit, window);
      } catch (error) {
        if (!(error instanceof StudioError)) throw error;
      }
    }
  }

  /** Nothing happens where there is nothing to take back. */
  undo(by: string): void {
    this.step(this.past.at(-1), "undo", by);
  }

  redo(by: string): void {
    this.step(this.future.at(-1), "redo", by);
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
    this.pictures.addAll(merged);
    const edits = editsBetween(this.document, document);
    if (edits.length > 0) this.pictures.check(this.document, { kind: "together", edits });
    const before = this.mergeRecord();
    let next = this.history;
    for (let from = 0; from < edits.length; from += TOGETHER) {
      next = histories.edit(next, { kind: "together", edits: edits.slice(from, from + TOGETHER) });
    }
    this.saves.digestOf(next.document);
    this.history = next;
    this.saves.edited();
    this.saves.toldAll();
    this.takeRecord({
      ...before,
      approvals: document.approvals,
      history: document.history.slice(-HISTORY),
      proofPages: merged.proofPages ?? this.proofPages,
      file: {
        ...before.file,
        document,
        ...(file === null ? {} : { revision: file.revision, content: contentDigest(file.document) }),
      },
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
    this.pictures.add(digest, bytes, facts);
  }

  picture(digest: string): Uint8Array | null {
    return this.pictures.all.get(digest) ?? null;
  }

  /**
   * The document as it goes to the disk: however many edits there were since it was saved last, its history gets one
   * event. What is edited while it is being written counts for the next time.
   */
  beginSave(now: Date): OpenDocument {
    this.saves.beginWrite();
    return { ...this.open, document: this.told(now) };
  }

  /** The document, with an event for what was edited since its history told it last. */
  told(now: Date): CampaignDocument {
    return this.saves.tell(this.document, now);
  }

  /** As its history told it last; null where that is unknown. */
  get toldLast(): CampaignDocument | null {
    return this.saves.file.document;
  }

  endSave(written: OpenDocument): void {
    this.path = written.path;
    this.saves.endWrite(written);
    this.history = { ...this.history, document: { ...this.document, history: written.document.history } };
    this.changed(null, "");
  }

  holdBy(who: string | null): void {
    if (who === this.heldBy) return;
    this.heldBy = who;
    this.changed(null, "", "told");
  }

  /** @param code of the failure; null where there is none any more. */
  keepBy(code: string | null): void {
    if (code === this.unkept) return;
    this.unkept = code;
    this.changed(null, "", "told");
  }

  private step(edit: Edit | undefined, how: "undo" | "redo", by: string): void {
    if (edit === undefined) return;
    const merge = this.merges.get(edit);
    const isFresh = merge !== undefined && isSameRecord(merge.after, this.mergeRecord());
    this.history = how === "undo" ? histories.undo(this.history) : histories.redo(this.history);
    this.saves.edited();
    if (isFresh) {
      this.takeRecord(merge.before);
      const back = (how === "undo" ? this.future : this.past).at(-1);
      if (back !== undefined) this.merges.set(back, { after: merge.before, before: merge.after });
    }
    this.changed(isFresh ? null : edit, by, isFresh ? "other" : how);
  }

  private mergeRecord(): MergeRecord {
    const { approvals, history } = this.document;
    return { approvals, history, proofPages: this.proofPages, file: this.saves.file };
  }

  private takeRecord({ approvals, history, proofPages, file }: MergeRecord): void {
    this.history = { ...this.history, document: { ...this.document, approvals, history } };
    this.proofPages = proofPages;
    this.saves.file = file;
  }

  private changed(edit: Edit | null, by: string, how: SessionChange["how"] = "other"): void {
    this.count += 1;
    this.onChange({ session: this, edit, by, how });
  }
}

/** Nothing was saved or signed in between: both bring new lists or another file. */
function isSameRecord(one: MergeRecord, other: MergeRecord): boolean {
  return (
    one.approvals === other.approvals && one.history === other.history && one.file.revision === other.file.revision
  );
}
