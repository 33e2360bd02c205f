import { beforeEach, describe, expect, it } from "vitest";
import type { OpenDocument } from "../../../../src/main/services/document/documents.ts";
import { Session, type SessionChange, type SessionStart } from "../../../../src/main/studio/sessions/session.ts";
import { createDocument } from "../../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, Picture } from "../../../../src/shared/document/documentSchema.ts";
import type { Edit } from "../../../../src/shared/document/edits.ts";
import { fakePack } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";

const NOW = new Date("2026-03-01T00:00:00Z");
const DIGEST = "b".repeat(64);
const FACTS = { name: "hands", type: "image/png", width: 10, height: 10 } as const;
const HANDS: Picture = { ...FACTS, consent: null };
const DOCUMENT: CampaignDocument = {
  ...createDocument(PACK, "poster-a3", {
    id: "00000000-0000-4000-8000-000000000000",
    at: "2026-01-01T00:00:00Z",
    engine: "1",
  }),
  title: "Poster",
  editions: { "vi-VN": { slots: {} } },
};
const SIGNED = { statement: "{}", key: "k", signature: "s" };
const title = (text: string): Edit => ({ kind: "set-title", title: text });
const setPicture = (digest = DIGEST, picture: Picture | null = HANDS): Edit => ({
  kind: "set-picture",
  digest,
  picture,
});

let changes: Pick<SessionChange, "edit" | "by">[];
beforeEach(() => {
  changes = [];
});

function start(more: Partial<SessionStart> = {}, document = DOCUMENT): Session {
  const open: OpenDocument = { path: "/d.manara", revision: "r1", document, pictures: new Map() };
  const from = { open, loaded: fakePack(), path: "/d.manara", recovered: false, past: [], future: [], ...more };
  return new Session(from, ({ edit, by }) => changes.push({ edit, by }));
}
/** What another copy brings: its title, one approval and one event. */
function merged(session: Session, text = "Theirs"): OpenDocument {
  const { document } = session;
  return {
    ...session.open,
    document: {
      ...document,
      title: text,
      approvals: [...document.approvals, SIGNED],
      history: [...document.history, { at: "2026-02-01T00:00:00Z", what: "merged" }],
    },
  };
}
function save(session: Session, revision = "r2", path = "/d.manara"): OpenDocument {
  const written = { ...session.beginSave(NOW), path, revision };
  session.endSave(written);
  return written;
}

describe("edits", () => {
  it("go back and forth, and everybody hears each with who did it", () => {
    const session = start();
    expect(session.state).toMatchObject({ revision: 0, canUndo: false, canRedo: false });
    session.edit(title("One"), "a");
    expect(session.state).toMatchObject({ revision: 1, canUndo: true, canRedo: false, document: { title: "One" } });
    session.undo("b");
    expect(session.state).toMatchObject({ revision: 2, canUndo: false, canRedo: true, document: { title: "Poster" } });
    session.redo("c");
    expect(session.document.title).toBe("One");
    expect(changes).toEqual([
      { edit: title("One"), by: "a" },
      { edit: title("Poster"), by: "b" },
      { edit: title("One"), by: "c" },
    ]);
  });

  it("that do not exist are not taken back, and nobody hears of it", () => {
    const session = start();
    session.undo("a");
    session.redo("a");
    expect([session.revision, changes]).toEqual([0, []]);
  });

  it("that the template refuses change nothing", () => {
    const session = start();
    expect(() => session.edit({ kind: "set-source", source: "fr-FR" }, "a")).toThrow(
      expect.objectContaining({ code: "document/unknown-edition" }),
    );
    expect([session.revision, session.past, changes]).toEqual([0, [], []]);
  });
});

describe("what is in the file", () => {
  it("is everything just after opening and after saving, and not after an edit", () => {
    const session = start();
    expect([session.saved, session.unsaved]).toEqual([true, false]);
    session.edit(title("One"), "a");
    expect([session.saved, session.unsaved]).toEqual([false, true]);
    session.undo("a");
    expect(session.saved).toBe(true);
    session.redo("a");
    save(session);
    expect([session.saved, session.unsaved]).toEqual([true, false]);
  });

  it("is nothing for a document without a file, which is missed only once somebody touched it", () => {
    const session = start({ path: null, open: { path: "", revision: null, document: DOCUMENT, pictures: new Map() } });
    expect(session.state).toMatchObject({ name: null, folder: null, saved: false });
    expect([session.open.path, session.open.revision, session.unsaved]).toEqual(["", null, false]);
    expect(session.toldLast).toBeNull();
    session.edit(title("One"), "a");
    expect(session.unsaved).toBe(true);
    save(session, "r2", "/x/New.manara");
    expect(session.state).toMatchObject({ name: "New.manara", saved: true });
    expect(session.revisionOfFile).toBe("r2");
  });

  it("is not known of what was recovered, which is missed before anything is edited", () => {
    const session = start({ recovered: true });
    expect([session.saved, session.unsaved]).toEqual([false, true]);
    save(session);
    expect([session.saved, session.unsaved]).toEqual([true, false]);
  });

  it("gets one event for all edits since it was written, with what they changed", () => {
    const session = start();
    session.edit(title("One"), "a");
    session.edit(title("Two"), "a");
    const { document } = save(session);
    expect(document.history.slice(DOCUMENT.history.length)).toEqual([
      { at: "2026-03-01T00:00:00Z", what: "edited", changed: [expect.objectContaining({ unit: "title" })] },
    ]);
    expect(session.document.history).toEqual(document.history);
    // Nothing was edited since, so there is nothing more to tell.
    expect(session.told(NOW)).toBe(session.document);
    expect(save(session).document.history).toEqual(document.history);
  });

  it("does not count what is edited while it is being written", () => {
    const session = start();
    session.edit(title("One"), "a");
    const written = session.beginSave(NOW);
    session.edit(title("Two"), "a");
    session.endSave({ ...written, path: "/d.manara", revision: "r2" });
    expect([session.saved, session.document.title]).toEqual([false, "Two"]);
    expect(session.toldLast?.title).toBe("One");
    const again = save(session).document;
    expect(again.history).toHaveLength(DOCUMENT.history.length + 2);
  });

  it("keeps ten thousand events, and forgets the oldest", () => {
    const history = Array.from({ length: 10_000 }, (_, index) => ({
      at: `2026-01-01T00:00:00Z`,
      what: "edited" as const,
      by: String(index),
    }));
    const session = start({}, { ...DOCUMENT, history });
    session.edit(title("One"), "a");
    const told = session.told(NOW).history;
    expect([told.length, told[0]?.by, told.at(-1)?.at]).toEqual([10_000, "1", "2026-03-01T00:00:00Z"]);
  });

  it("tells an edit of what was recovered, but not where only signatures differ from the file", () => {
    const signed = { ...DOCUMENT, approvals: [SIGNED] };
    const recovered = (document: CampaignDocument, onDisk: CampaignDocument | null) =>
      start({ recovered: true, onDisk }, document).told(NOW).history.length - DOCUMENT.history.length;
    expect(recovered(signed, DOCUMENT)).toBe(0);
    expect(recovered({ ...DOCUMENT, title: "One" }, DOCUMENT)).toBe(1);
    expect(recovered(DOCUMENT, null)).toBe(1);
  });
});

describe("signatures", () => {
  it("stay when edits are taken back", () => {
    const session = start();
    session.edit(title("One"), "a");
    const pages = new Map([["p", new Uint8Array([1])]]);
    session.sign({ ...session.open, document: { ...session.document, approvals: [SIGNED] }, proofPages: pages }, "a");
    expect(session.open.proofPages).toBe(pages);
    session.undo("a");
    expect(session.document).toMatchObject({ title: "Poster", approvals: [SIGNED] });
    expect(changes[1]).toEqual({ edit: null, by: "a" });
  });

  it("go again where they could not be kept, and what was edited meanwhile stays", () => {
    const session = start();
    const before = session.open;
    session.sign({ ...before, document: { ...before.document, approvals: [SIGNED] } }, "a");
    session.edit(title("One"), "a");
    session.unsign(before);
    expect(session.document).toMatchObject({ title: "One", approvals: [] });
    expect(changes.at(-1)).toEqual({ edit: null, by: "" });
  });
});

describe("a merge", () => {
  it("is one step that leaves no trace when it is taken back, and comes again whole", () => {
    const session = start();
    const before = session.open;
    const theirs = merged(session);
    session.merge(theirs, null, "a");
    expect(session.document).toEqual(theirs.document);
    expect(session.past).toHaveLength(1);
    session.undo("a");
    expect(session.open).toEqual(before);
    session.redo("a");
    expect(session.document).toEqual(theirs.document);
    session.undo("a");
    expect(session.open).toEqual(before);
    // Everybody reads the state again: more than an edit happened.
    expect(changes.map(({ edit }) => edit)).toEqual([null, null, null, null]);
  });

  it("keeps signatures and events when it is taken back after somebody signed", () => {
    const session = start();
    session.merge(merged(session), null, "a");
    session.sign({ ...session.open, document: { ...session.document, approvals: [SIGNED, SIGNED] } }, "a");
    session.undo("a");
    expect(session.document).toMatchObject({ title: "Poster", approvals: [SIGNED, SIGNED] });
    expect(session.document.history.at(-1)?.what).toBe("merged");
  });

  it("keeps the later history when it is taken back after something was told in it", () => {
    const session = start();
    session.merge(merged(session), null, "a");
    const { document } = session;
    const told = [...document.history, { at: "2026-02-02T00:00:00Z", what: "reviewed" as const }];
    session.sign({ ...session.open, document: { ...document, history: told } }, "a");
    session.undo("a");
    expect(session.document).toMatchObject({ title: "Poster", history: told, approvals: [SIGNED] });
  });

  it("keeps the record when it is taken back after it was saved", () => {
    const session = start();
    session.merge(merged(session), null, "a");
    const { document } = save(session);
    session.undo("a");
    expect(session.document).toMatchObject({ title: "Poster", approvals: [SIGNED], history: document.history });
    expect(session.revisionOfFile).toBe("r2");
    // Going back is an edit of its own.
    expect(
      save(session, "r3")
        .document.history.map(({ what }) => what)
        .slice(-2),
    ).toEqual(["merged", "edited"]);
  });

  it("with the file on the disk counts as saved where nothing else differs, and saving replaces that file", () => {
    const session = start();
    const theirs = merged(session);
    session.merge(theirs, { ...theirs, revision: "r9" }, "a");
    expect([session.saved, session.revisionOfFile]).toEqual([true, "r9"]);
    session.undo("a");
    expect([session.saved, session.revisionOfFile]).toEqual([true, "r1"]);
  });

  it("with a copy elsewhere is not saved, and saving replaces the file that was open", () => {
    const session = start();
    session.merge(merged(session), null, "a");
    expect([session.saved, session.revisionOfFile]).toEqual([false, "r1"]);
    // The merge told everything up to here.
    expect(save(session).document.history.at(-1)?.what).toBe("merged");
  });

  it("that brings nothing but a record is no step", () => {
    const session = start();
    session.merge({ ...merged(session, "Poster"), proofPages: new Map([["p", new Uint8Array([1])]]) }, null, "a");
    expect([session.past, session.document.approvals]).toEqual([[], [SIGNED]]);
    expect([...(session.open.proofPages ?? [])]).toHaveLength(1);
    session.edit(title("One"), "a");
    session.undo("a");
    expect(session.document.approvals).toEqual([SIGNED]);
  });

  it("brings the other copy's pictures along", () => {
    const session = start();
    const theirs = merged(session);
    const bytes = new Uint8Array([1, 2]);
    session.merge(
      {
        ...theirs,
        document: { ...theirs.document, pictures: { [DIGEST]: HANDS } },
        pictures: new Map([[DIGEST, bytes]]),
      },
      null,
      "a",
    );
    expect(session.picture(DIGEST)).toBe(bytes);
    expect(session.document.pictures).toEqual({ [DIGEST]: HANDS });
    session.undo("a");
    expect(session.document.pictures).toEqual({});
  });
});

describe("pictures", () => {
  const withHands = () => {
    const session = start();
    session.addPicture(DIGEST, new Uint8Array([1]), FACTS);
    return session;
  };
  const refused = expect.objectContaining({ code: "document/unknown-picture" });

  it("are recorded only with the facts that were found in their file", () => {
    const session = withHands();
    for (const wrong of [{ width: 11 }, { height: 11 }, { type: "image/jpeg" as const }]) {
      expect(() => session.edit(setPicture(DIGEST, { ...HANDS, ...wrong }), "a")).toThrow(refused);
    }
    expect(() => session.edit(setPicture("c".repeat(64)), "a")).toThrow(refused);
    session.edit(setPicture(DIGEST, { ...HANDS, name: "two hands" }), "a");
    expect(session.document.pictures[DIGEST]?.name).toBe("two hands");
    expect(session.picture("c".repeat(64))).toBeNull();
  });

  it("are looked at in every one of several edits, and need their file", () => {
    const session = withHands();
    const together = (...edits: Edit[]): Edit => ({ kind: "together", edits });
    expect(() => session.edit(together(title("x"), together(setPicture("c".repeat(64)))), "a")).toThrow(refused);
    session.edit(together(title("x"), setPicture()), "a");
    const lost = start({}, { ...DOCUMENT, pictures: { [DIGEST]: HANDS } });
    expect(() => lost.edit(setPicture(), "a")).toThrow(refused);
    lost.edit(setPicture(DIGEST, null), "a");
    expect(lost.document.pictures).toEqual({});
  });

  it("are two hundred at most", () => {
    const digests = Array.from({ length: 201 }, (_, index) => index.toString(16).padStart(64, "0"));
    const pictures = Object.fromEntries(digests.slice(0, 199).map((digest) => [digest, HANDS]));
    const session = start({}, { ...DOCUMENT, pictures });
    for (const digest of digests) session.addPicture(digest, new Uint8Array([1]), FACTS);
    session.edit(setPicture(digests[199]), "a");
    expect(() => session.edit(setPicture(digests[200]), "a")).toThrow(
      expect.objectContaining({ code: "document/too-many-pictures" }),
    );
    session.edit(title("x"), "a");
  });

  it("whose file is gone are not brought back by undo or redo, nor is anything older", () => {
    const steps = [title("old"), setPicture(), title("new")];
    const session = start({ past: steps, future: steps });
    expect(session.past).toEqual([title("new")]);
    expect(session.future).toEqual([title("new")]);
    const removal = setPicture(DIGEST, null);
    expect(start({ past: [title("old"), removal] }).past).toEqual([title("old"), removal]);
    const pictures = new Map([[DIGEST, new Uint8Array([1])]]);
    const open = { path: "/d.manara", revision: "r1", document: DOCUMENT, pictures };
    expect(start({ open, past: steps }).past).toEqual(steps);
  });
});

describe("who has the file open elsewhere", () => {
  it("is told once", () => {
    const session = start();
    session.holdBy("Lan");
    session.holdBy("Lan");
    expect([session.state.heldBy, changes]).toEqual(["Lan", [{ edit: null, by: "" }]]);
    session.holdBy(null);
    expect(session.state.heldBy).toBeNull();
  });
});
