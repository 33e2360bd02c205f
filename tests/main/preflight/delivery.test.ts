import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { decideOnPieces } from "../../../src/main/services/approve/approvals.ts";
import { newDocument, saveDocument } from "../../../src/main/services/document/documents.ts";
import { exportPieces } from "../../../src/main/services/export/exports.ts";
import type { PageExporter } from "../../../src/main/services/ports.ts";
import { ONE_APPROVAL } from "../../../src/shared/approve/decide.ts";
import { makeProof } from "../../../src/shared/approve/proof.ts";
import type { Piece } from "../../../src/shared/piece/piece.ts";
import { fakeMachine, fakePack } from "../../fakes/fakeMachine.ts";
import { PACK, VI } from "../../fakes/samplePack.ts";
import { inFolder } from "../render/witness.ts";
import { goodPage, operate, renderGood } from "./goodPdf.ts";

/** What is not fit for print does not leave, and the command says the same of any file. */

/** @param draw makes the file, with so many characters kept free for its approvals. */
async function deliver(draw: (record?: number) => Promise<Uint8Array>, draft: boolean) {
  const exporter: PageExporter = {
    render: async ({ pages, record }) => [
      { format: "print-pdf", suffix: ".print.pdf", pages: pages.length, pixels: null, bytes: await draw(record) },
    ],
    close: () => undefined,
  };
  const machine = { ...fakeMachine(exporter), preflight };
  const pages = [goodPage()];
  const input = { engine: machine.engine, pack: PACK, template: "poster-a3", edition: "vi-VN", pages };
  const piece: Piece = { template: "poster-a3", edition: VI, pages, proof: makeProof(input), diagnostics: [] };
  const key = machine.keys.generate("Lan");
  const fresh = newDocument(machine, fakePack(), "poster-a3", "/doc.manara", null);
  const open = await saveDocument(machine, decideOnPieces(machine, fresh, [piece], "approve", key, ""));
  const delivered = exportPieces(machine, {
    loaded: fakePack(),
    jobs: [{ open, pieces: [piece] }],
    formats: ["print-pdf"],
    folder: "/out",
    draft,
    policy: ONE_APPROVAL,
    ppi: 150,
  });
  const written = () => [...machine.files.content.keys()].filter((path) => path.startsWith("/out"));
  return { delivered, written };
}

const good = (record?: number) => renderGood([goodPage()], record);
const spoil = async (record?: number) => operate(await good(record), (s) => s.draw("1 0 0 rg 60 500 5 5 re f"));

describe("delivery", () => {
  it("lets a good print PDF out", async () => {
    const { delivered, written } = await deliver(good, false);
    await delivered;
    expect(written()).toContain("/out/poster-a3/vi-VN/poster-a3.print.pdf");
  });

  it("keeps a bad one back with its reasons, and writes nothing", async () => {
    const { delivered, written } = await deliver(spoil, false);
    await expect(delivered).rejects.toMatchObject({
      code: "export/preflight-failed",
      kind: "content",
      diagnostics: [{ code: "preflight/not-cmyk", edition: "vi-VN", place: "poster-a3 › page 1" }],
    });
    expect(written()).toEqual([]);
  });

  it("keeps a file of another size back", async () => {
    const { delivered } = await deliver((record) => renderGood([{ ...goodPage(), width: 400 }], record), false);
    await expect(delivered).rejects.toMatchObject({ code: "export/preflight-failed" });
  });
});

describe("manara preflight", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["src/main/cli/index.ts", "preflight", ...args], { encoding: "utf8" });

  it("judges any PDF, in words and as JSON", async () => {
    const [good, bad] = [await renderGood(), await spoil()];
    await inFolder((folder) => {
      const file = (name: string, bytes: Uint8Array) => {
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      };
      const fine = run(file("good.pdf", good));
      expect([fine.status, fine.stdout]).toEqual([0, expect.stringContaining("PDF/X-4 candidate; 1 page")]);
      const spoiled = run(file("bad.pdf", bad), "--json");
      expect(spoiled.status).toBe(1);
      expect(JSON.parse(spoiled.stdout)).toMatchObject({
        passed: false,
        diagnostics: [{ code: "preflight/not-cmyk" }],
      });
      const other = run(file("text.pdf", Buffer.from("no PDF")));
      expect([other.status, other.stderr]).toEqual([3, expect.stringContaining("preflight/not-a-pdf")]);
      expect(run(join(folder, "missing.pdf")).status).toBe(2);
    });
  });
});
