import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineVersion } from "../../../src/main/cli/nodeMachine.ts";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { decideOnPieces } from "../../../src/main/services/approve/approvals.ts";
import { gateFor } from "../../../src/main/services/approve/gateFor.ts";
import { composeDocument } from "../../../src/main/services/document/composeDocument.ts";
import { sampleContent } from "../../../src/main/services/document/content.ts";
import {
  editDocument,
  newDocument,
  type OpenDocument,
  saveDocument,
} from "../../../src/main/services/document/documents.ts";
import { type LoadedPack, loadPack } from "../../../src/main/services/pack/packs.ts";
import { gatePolicy } from "../../../src/main/services/trust/packTrust.ts";
import { keyTrust, TRUSTS_NOBODY } from "../../../src/main/services/trust/trustedKeys.ts";
import { DEMO_KEY } from "../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL } from "../../../src/shared/approve/decide.ts";
import { digestBytes, textBytes } from "../../../src/shared/base/digest.ts";
import { type TestPlace, testPlace } from "../../fakes/testStudio.ts";

/** The demo's key is in everybody's hands: it opens the gate of the pack's own sample, and what leaves says that it is one. */

const TEMPLATE = "card-helpline";
const EDITION = "vi-VN";
const DEMO = nodeKeys.fromSeed("Demo", textBytes(digestBytes(textBytes("manara demo"))).slice(0, 32));

let place: TestPlace;
let loaded: LoadedPack;
let out = "";
beforeAll(async () => {
  const made = await testPlace();
  place = { ...made, machine: { ...made.machine, engine: engineVersion() } };
  loaded = await loadPack(place.machine, "safe-migration");
  out = mkdtempSync(join(tmpdir(), "manara-sample-"));
});
afterAll(async () => {
  rmSync(out, { recursive: true, force: true });
  await place.remove();
});

function manara(...args: string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1780000000", MANARA_DATA: join(out, "data") };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["src/main/cli/index.ts", ...args],
      { env, maxBuffer: 1 << 26 },
      (_, said) => resolve({ code: child.exitCode, out: said }),
    );
  });
}

const sample = () =>
  newDocument(place.machine, loaded, TEMPLATE, join(out, "sample.manara"), sampleContent(loaded, TEMPLATE));
const changed = (open: OpenDocument) =>
  editDocument(place.machine, open, loaded.pack, {
    kind: "set-slot",
    edition: EDITION,
    slot: "back-headline",
    content: [{ kind: "paragraph", content: [{ text: "Bạn có thể đến khi:" }] }],
  });
async function approved(open: OpenDocument, key = DEMO) {
  const pieces = (await composeDocument(place.machine, loaded, open.document)).filter(
    ({ edition }) => edition.tag === EDITION,
  );
  const errorless = pieces.map((piece) => ({ ...piece, diagnostics: [] }));
  return { pieces, open: decideOnPieces(place.machine, open, errorless, "approve", key, "") };
}
async function gate({ open, pieces }: Awaited<ReturnType<typeof approved>>) {
  const policy = await gatePolicy(place.machine, loaded);
  return pieces.map((piece) => gateFor(place.machine, open.document, piece, policy).state);
}

describe("the demo's key", () => {
  it("is the one of `manara demo`, and nobody can trust it", () => {
    expect(DEMO.key).toBe(DEMO_KEY);
    const trusting = { ...TRUSTS_NOBODY, people: [{ name: "Demo", key: DEMO_KEY, at: "2026-01-01T00:00:00Z" }] };
    expect(keyTrust(DEMO_KEY, ONE_APPROVAL, trusting)).toBe("unknown");
  });

  it("opens the gate of the pack's own sample, and of no other words", async () => {
    expect(await gate(await approved(sample()))).toEqual(["open"]);
    expect(await gate(await approved(changed(sample())))).toEqual(["closed"]);
    expect(await gate(await approved(changed(sample()), nodeKeys.generate("Lan")))).toEqual(["open"]);
  });

  it("marks what leaves as a sample: in the file's name, on the slug, in the record and for verify", async () => {
    const { open } = await approved(sample());
    await saveDocument(place.machine, open);
    const formats = ["--format", "print-pdf,png", "--edition", EDITION, "-o", join(out, "files")];
    expect((await manara("export", open.path, ...formats)).code).toBe(0);
    const { files } = JSON.parse(readFileSync(join(out, "files", "manifest.json"), "utf8")) as {
      files: { path: string; sha256: string }[];
    };
    expect(files.map(({ path }) => path)).toContain(`${TEMPLATE}/${EDITION}/${TEMPLATE}.sample.print.pdf`);
    expect(files.every(({ path }) => path.includes(".sample."))).toBe(true);
    for (const { path, sha256 } of files) {
      const told = ["--fingerprint", sha256.slice(0, 16), "--json"];
      const verdict = await manara("verify", join(out, "files", path), ...told);
      expect(verdict.code).toBe(1);
      expect(JSON.parse(verdict.out)).toMatchObject({ valid: true, sample: true, answer: "unknown-signer" });
    }
    const [pdf] = files.filter(({ path }) => path.endsWith(".pdf"));
    const text = await new Promise<string>((resolve) => {
      execFile("pdftotext", ["-raw", join(out, "files", pdf?.path ?? ""), "-"], (_, said) => resolve(said));
    });
    expect(text).toContain("SAMPLE, not for print");
    const again = ["verify", join(out, "files", pdf?.path ?? ""), "--document", open.path, "--json"];
    expect(JSON.parse((await manara(...again)).out)).toMatchObject({ valid: true, sample: true });
  });
});
