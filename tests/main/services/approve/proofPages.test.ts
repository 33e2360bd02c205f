import { describe, expect, it } from "vitest";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { approvedPages, changesSinceApproval, keepPages } from "../../../../src/main/services/approve/proofPages.ts";
import { openDocument, saveDocument } from "../../../../src/main/services/document/documents.ts";
import { pageOf, pieceOf, signed } from "./signedPieces.ts";

describe("pages as they were approved", () => {
  const kept = () => {
    const one = signed();
    return { ...one, open: keepPages(one.machine, one.open, [one.piece]) };
  };

  it("come back from the file glyph for glyph, whatever the document shows by now", async () => {
    const { machine, open, piece } = kept();
    await saveDocument(machine, open);
    const again = await openDocument(machine, "/doc.manara");
    const changed = pieceOf([pageOf("Call 112"), pageOf("Back")], "9.9.9");
    expect(approvedPages(machine, again, changed)).toEqual(piece.pages);
    expect(changesSinceApproval(machine, again, piece)).toEqual({ blocks: [], otherwise: [] });
    expect(changesSinceApproval(machine, again, changed)?.blocks).toMatchObject([
      { page: 0, slot: "headline", kind: "words", wordsBefore: "Call 111", wordsAfter: "Call 112" },
    ]);
  });

  it("are kept once, and go when nothing refers to them any more", () => {
    const { machine, open, lan, piece } = kept();
    const twice = keepPages(machine, decideOnPieces(machine, open, [piece], "approve", lan, ""), [piece]);
    expect([...(twice.proofPages ?? [])]).toHaveLength(2);
    const next = pieceOf([pageOf("Call 112"), pageOf("Back")]);
    const asked = keepPages(machine, decideOnPieces(machine, twice, [next], "request-changes", lan, ""), [next]);
    // The pages that were approved, and the one of them that is different now.
    expect([...(asked.proofPages ?? [])]).toHaveLength(3);
    const later = keepPages(machine, decideOnPieces(machine, asked, [next], "approve", lan, ""), [next]);
    expect([...(later.proofPages ?? [])]).toHaveLength(2);
    expect(approvedPages(machine, later, next)).toEqual(next.pages);
  });

  it("cannot be exchanged", async () => {
    const { machine, open } = kept();
    const [[digest] = [""]] = [...(open.proofPages ?? [])];
    const forged = new Map([...(open.proofPages ?? []), [digest, new TextEncoder().encode("{}")] as const]);
    await saveDocument(machine, { ...open, path: "/forged.manara", proofPages: forged });
    await expect(openDocument(machine, "/forged.manara")).rejects.toMatchObject({ code: "document/damaged" });
  });

  it("are told only whole, and there are no changes to tell without them", () => {
    const { machine, open, piece } = kept();
    const [first = ["", new Uint8Array()]] = open.proofPages ?? [];
    const half = { ...open, proofPages: new Map([first]) };
    expect(approvedPages(machine, half, piece)).toBeNull();
    expect(changesSinceApproval(machine, half, piece)).toBeNull();
  });

  it("are those of the last genuine approval, whatever was decided since", () => {
    const { machine, open, lan, piece } = kept();
    const next = pieceOf([pageOf("Call 112"), pageOf("Back")]);
    const asked = keepPages(machine, decideOnPieces(machine, open, [next], "request-changes", lan, ""), [next]);
    expect(approvedPages(machine, asked, next)).toEqual(piece.pages);
    const approvals = open.document.approvals.map((one) => ({ ...one, signature: "A".repeat(86) }));
    const forged = { ...open, document: { ...open.document, approvals } };
    expect(approvedPages(machine, forged, piece)).toBeNull();
    expect([...(keepPages(machine, forged, [piece]).proofPages ?? [])]).toEqual([]);
  });

  it("are of one document and of one template", () => {
    const { machine, open, piece } = kept();
    const other = { ...open, document: { ...open.document, id: "00000000-0000-4000-8000-00000000ffff" } };
    expect(approvedPages(machine, other, piece)).toBeNull();
    expect(approvedPages(machine, open, { ...piece, template: "post" })).toBeNull();
  });

  it("are kept as far as somebody has them: a page that nobody kept is not made up", () => {
    const { machine, open } = kept();
    const lost = keepPages(machine, { ...open, proofPages: new Map() }, []);
    expect([...(lost.proofPages ?? [])]).toEqual([]);
  });

  it("are not there where nobody approved", () => {
    const { machine, open } = kept();
    expect(approvedPages(machine, open, pieceOf([pageOf("x", "en-VN")]))).toBeNull();
    expect(approvedPages(machine, { ...open, proofPages: new Map() }, pieceOf([pageOf("x")]))).toBeNull();
  });
});
