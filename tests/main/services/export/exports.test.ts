import { describe, expect, it } from "vitest";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { newDocument, type OpenDocument, saveDocument } from "../../../../src/main/services/document/documents.ts";
import { type ExportRequest, exportPieces, parseFormats } from "../../../../src/main/services/export/exports.ts";
import type { PageExporter } from "../../../../src/main/services/ports.ts";
import { verifyDocument, verifyExport } from "../../../../src/main/services/verify/verify.ts";
import { ONE_APPROVAL } from "../../../../src/shared/approve/decide.ts";
import { makeProof } from "../../../../src/shared/approve/proof.ts";
import { StudioError } from "../../../../src/shared/base/errors.ts";
import { manifest as manifestSchema } from "../../../../src/shared/export/manifest.ts";
import type { Piece } from "../../../../src/shared/piece/piece.ts";
import {
  type FakeMachine,
  fakeMachine,
  fakePack,
  plainPage,
  sha256,
  textExporter,
} from "../../../fakes/fakeMachine.ts";
import { PACK, VI } from "../../../fakes/samplePack.ts";

const OUT = "/out";
const FILE = `${OUT}/poster-a3/vi-VN/poster-a3.png`;

function piece(machine: FakeMachine, text: string, error = false): Piece {
  const pages = [plainPage("vi-VN", text)];
  const input = { engine: machine.engine, pack: PACK, template: "poster-a3", edition: "vi-VN", pages };
  const diagnostics = error
    ? [{ code: "typeset/overflow", severity: "error" as const, place: "head", message: "too long", hint: "shorten" }]
    : [];
  return { template: "poster-a3", edition: VI, pages, proof: makeProof(input), diagnostics };
}

async function approved(exporter?: PageExporter) {
  const machine = fakeMachine(exporter);
  const one = piece(machine, "111");
  const key = machine.keys.generate("Lan");
  const open = newDocument(machine, fakePack(), "poster-a3", "/doc.manara", null);
  return {
    machine,
    one,
    key,
    open: await saveDocument(machine, decideOnPieces(machine, open, [one], "approve", key, "")),
  };
}

function request(open: OpenDocument, pieces: readonly Piece[], more: Partial<ExportRequest> = {}): ExportRequest {
  return {
    loaded: fakePack(),
    jobs: [{ open, pieces }],
    formats: ["png", "print-pdf"],
    folder: OUT,
    draft: false,
    policy: ONE_APPROVAL,
    ppi: 150,
    ...more,
  };
}

const written = (machine: FakeMachine) =>
  [...machine.files.content.keys()].filter((path) => path.startsWith(OUT)).sort();

describe("exportPieces", () => {
  it("writes approved pages and a manifest that fits them", async () => {
    const { machine, one, open } = await approved();
    await exportPieces(machine, request(open, [one]));
    expect(written(machine)).toEqual([`${OUT}/manifest.json`, FILE, `${OUT}/poster-a3/vi-VN/poster-a3.print-pdf`]);
    const manifest = manifestSchema.parse(
      JSON.parse(new TextDecoder().decode(machine.files.content.get(`${OUT}/manifest.json`))),
    );
    expect(
      manifest.files.map(({ path, sha256: digest, trimMm, bleedMm, draft }) => ({
        path,
        digest,
        trimMm,
        bleedMm,
        draft,
      })),
    ).toEqual([
      {
        path: "poster-a3/vi-VN/poster-a3.png",
        digest: sha256(machine.files.content.get(FILE) ?? ""),
        trimMm: [297.04, 420.16],
        bleedMm: 0,
        draft: false,
      },
      {
        path: "poster-a3/vi-VN/poster-a3.print-pdf",
        digest: sha256(machine.files.content.get(`${OUT}/poster-a3/vi-VN/poster-a3.print-pdf`) ?? ""),
        trimMm: [297.04, 420.16],
        bleedMm: 3,
        draft: false,
      },
    ]);
  });

  it("writes nothing that nobody approved", async () => {
    const { machine, open } = await approved();
    const changed = piece(machine, "112");
    await expect(exportPieces(machine, request(open, [changed]))).rejects.toMatchObject({
      code: "export/not-approved",
      kind: "content",
      diagnostics: [{ code: "approve/pages-changed", edition: "vi-VN", place: "poster-a3" }],
    });
    expect(written(machine)).toEqual([]);
  });

  it("writes nothing with errors, approved or not", async () => {
    const { machine, open } = await approved();
    const broken = piece(machine, "111", true);
    await expect(exportPieces(machine, request(open, [broken]))).rejects.toMatchObject({
      code: "export/has-errors",
      kind: "content",
    });
    expect(written(machine)).toEqual([]);
  });

  it("closes the gate again when the approval is withdrawn", async () => {
    const { machine, one, key, open } = await approved();
    const withdrawn = decideOnPieces(machine, open, [one], "withdraw", key, "");
    await expect(exportPieces(machine, request(withdrawn, [one]))).rejects.toMatchObject({
      code: "export/not-approved",
    });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "leaves the folder as it was when the disk fills up after %i writes",
    async (count) => {
      const { machine, one, open } = await approved();
      machine.files.content.set(FILE, new TextEncoder().encode("earlier"));
      const before = new Map(machine.files.content);
      machine.files.failWritesAfter(count, 1);
      await expect(exportPieces(machine, request(open, [one]))).rejects.toMatchObject({ code: "storage/disk-full" });
      expect(machine.files.content).toEqual(before);
    },
  );

  it("keeps an earlier file that cannot be put back, and says where", async () => {
    const { machine, one, open } = await approved();
    const earlier = new TextEncoder().encode("earlier");
    machine.files.content.set(FILE, earlier);
    machine.files.failWritesAfter(5, 100);
    const failure = exportPieces(machine, request(open, [one]));
    await expect(failure).rejects.toMatchObject({
      code: "export/not-restored",
      hint: expect.stringContaining("/out/.staging-1"),
    });
    expect([...machine.files.content.values()]).toContain(earlier);
  });

  it("leaves the folder as it was when drawing fails", async () => {
    const crash = new StudioError("export/exporter-crashed", "failure", "The process that draws the pages stopped.");
    const { machine, one, open } = await approved(textExporter(() => crash));
    const before = new Map(machine.files.content);
    await expect(exportPieces(machine, request(open, [one]))).rejects.toBe(crash);
    expect(machine.files.content).toEqual(before);
  });

  it("does not put a draft in the place of a final file", async () => {
    const { machine, one, open } = await approved();
    await exportPieces(machine, request(open, [one], { formats: ["png"] }));
    const before = new Map(machine.files.content);
    const draft = request(open, [one], { draft: true, formats: ["png"] });
    await expect(exportPieces(machine, draft)).rejects.toMatchObject({
      code: "export/would-replace-final",
      kind: "usage",
    });
    expect(machine.files.content).toEqual(before);
  });

  it("adds to the manifest of an earlier export, and refuses one that is not ours", async () => {
    const { machine, one, open } = await approved();
    await exportPieces(machine, request(open, [one], { formats: ["png"] }));
    await exportPieces(machine, request(open, [one], { formats: ["webp"] }));
    const text = () => new TextDecoder().decode(machine.files.content.get(`${OUT}/manifest.json`));
    expect(manifestSchema.parse(JSON.parse(text())).files.map((file) => file.format)).toEqual(["png", "webp"]);
    expect(manifestSchema.parse(JSON.parse(text())).approvals).toHaveLength(1);
    machine.files.content.set(`${OUT}/manifest.json`, new TextEncoder().encode('{"name":"app"}'));
    await expect(exportPieces(machine, request(open, [one]))).rejects.toMatchObject({
      code: "export/foreign-manifest",
    });
    expect(text()).toBe('{"name":"app"}');
  });
});

describe("decideOnPieces", () => {
  it("does not approve content with errors, but takes a request for changes", async () => {
    const { machine, key, open } = await approved();
    const broken = piece(machine, "111", true);
    expect(() => decideOnPieces(machine, open, [broken], "approve", key, "")).toThrow(
      expect.objectContaining({ code: "approve/has-errors", kind: "content" }),
    );
    expect(decideOnPieces(machine, open, [broken], "request-changes", key, "").document.approvals).toHaveLength(2);
  });
});

describe("verify", () => {
  it("tells an exported file from an altered one, a draft and a stranger", async () => {
    const { machine, one, open, key } = await approved();
    await exportPieces(machine, request(open, [one]));
    expect(await verifyExport(machine, FILE)).toMatchObject({
      valid: true,
      reasons: [],
      document: open.document.id,
      edition: "vi-VN",
      approvedBy: { name: "Lan", key: key.key },
      approvedAt: "2026-01-02T03:04:05Z",
      proof: one.proof.digest,
    });
    machine.files.content.set(FILE, new TextEncoder().encode("altered"));
    expect(await verifyExport(machine, FILE)).toMatchObject({
      valid: false,
      reasons: ["poster-a3.png was changed after the export."],
    });
    machine.files.content.set(`${OUT}/poster-a3/vi-VN/other.png`, new TextEncoder().encode("x"));
    expect(await verifyExport(machine, `${OUT}/poster-a3/vi-VN/other.png`)).toMatchObject({ valid: false });
    machine.files.content.set("/elsewhere/a.png", new TextEncoder().encode("x"));
    await expect(verifyExport(machine, "/elsewhere/a.png")).rejects.toMatchObject({ code: "verify/no-manifest" });
  });

  it("does not believe a manifest whose approval is about other pages or forged", async () => {
    const { machine, one, open } = await approved();
    await exportPieces(machine, request(open, [one]));
    const path = `${OUT}/manifest.json`;
    const original = new TextDecoder().decode(machine.files.content.get(path));
    const put = (text: string) => machine.files.content.set(path, new TextEncoder().encode(text));
    put(original.replaceAll(`"proof": "${one.proof.digest}"`, `"proof": "${"0".repeat(64)}"`));
    expect(await verifyExport(machine, FILE)).toMatchObject({
      valid: false,
      reasons: ["Lan approved other pages than these."],
    });
    put(original.replaceAll("Lan", "Eve"));
    expect((await verifyExport(machine, FILE)).valid).toBe(false);
  });

  it("says of a document which pieces are approved", async () => {
    const { machine, one, open } = await approved();
    expect(verifyDocument(machine, open, [one], ONE_APPROVAL)).toMatchObject({ valid: true, edition: "vi-VN" });
    expect(verifyDocument(machine, open, [piece(machine, "112")], ONE_APPROVAL)).toMatchObject({
      valid: false,
      reasons: ["poster-a3 vi-VN: The pages changed after Lan approved them: text (headline)."],
    });
  });
});

describe("parseFormats", () => {
  it("knows each format once, and says which formats there are", () => {
    expect(parseFormats(["png", "png", "jpeg"])).toEqual(["png", "jpeg"]);
    expect(parseFormats(["digital-pdf", "print-pdf"])).toEqual(["digital-pdf", "print-pdf"]);
    expect(() => parseFormats(["gif"])).toThrow(
      expect.objectContaining({ code: "export/unknown-format", kind: "usage" }),
    );
  });
});
