import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyExport } from "../../src/main/services/verify/verify.ts";
import type { Manifest, ManifestEntry } from "../../src/shared/export/manifest.ts";
import { exportedFiles, openRelease, RELEASE, type Release, verdictsOf } from "./release01.ts";

/** Files that release 0.1 signed, altered in every way that came to mind: none of them is ever called valid. */

const folder = mkdtempSync(join(tmpdir(), "manara-tampering-"));
let release: Release;
let copies = 0;

beforeAll(async () => {
  release = await openRelease(join(folder, "release"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CARD = "card/card-helpline/ar-EG/card-helpline";
const KINDS = ["print.pdf", "digital.pdf", "p1.png", "p1.jpg", "p1.webp"];
const files = await exportedFiles();
const bytesOf = (file: string) => new Uint8Array(readFileSync(join(RELEASE, "exports", file)));

/** What is said of bytes that were sent on alone: the codes against them, or that they carry nothing. */
async function judge(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly valid: boolean; readonly codes: readonly string[] }> {
  copies += 1;
  const path = join(folder, `alone-${copies}`, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return verifyExport(release.machine, path).catch((error: { readonly code: string }) => ({
    valid: false,
    codes: [error.code],
  }));
}

/** A copy of a whole export, in which somebody does something. */
async function copyOf(name: string): Promise<string> {
  copies += 1;
  const to = join(folder, `export-${copies}`);
  await cp(join(RELEASE, "exports", name), to, { recursive: true });
  return to;
}

async function editManifest(at: string, edit: (files: ManifestEntry[]) => ManifestEntry[]): Promise<void> {
  const path = join(at, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  await writeFile(path, JSON.stringify({ ...manifest, files: edit([...manifest.files]) }));
}

/** The first and the last bytes, where a format keeps what it is, and others all over the file. */
function placesIn(length: number): number[] {
  const ends = [0, 1, 4, 9, 16, 33].flatMap((at) => [at, length - 1 - at]);
  const between = Array.from({ length: 41 }, (_, at) => Math.floor((length * (at + 0.37)) / 41));
  return [...new Set([...ends, ...between])];
}

/** Where the file's own record lies: a seal that is altered has to be noticed by itself. */
function placesInRecord(bytes: Uint8Array): number[] {
  const text = Buffer.from(bytes).toString("latin1");
  const start = text.indexOf("manara");
  return start < 0 ? [] : Array.from({ length: 25 }, (_, at) => start + at * 97).filter((at) => at < bytes.length);
}

describe("a file of release 0.1 that was sent on alone", () => {
  it.each(KINDS)("is valid as it is, and not with one byte changed anywhere: %s", async (kind) => {
    const whole = bytesOf(`${CARD}.${kind}`);
    expect((await judge(whole, `card.${kind}`)).valid).toBe(true);
    const places = [...placesIn(whole.length), ...placesInRecord(whole)];
    expect(places.length).toBeGreaterThan(60);
    const unnoticed: number[] = [];
    for (const at of places) {
      const altered = whole.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      if ((await judge(altered, `card.${kind}`)).valid) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });

  it.each(KINDS)("is not valid with bytes behind, before or missing: %s", async (kind) => {
    const whole = bytesOf(`${CARD}.${kind}`);
    const altered = {
      "a byte behind": [...whole, 0],
      "an end of line behind": [...whole, 10],
      "itself behind": [...whole, ...whole],
      "a byte before": [32, ...whole],
      "without its last byte": whole.slice(0, -1),
      "without its second half": whole.slice(0, whole.length >> 1),
      "without a byte in the middle": [...whole.slice(0, whole.length >> 1), ...whole.slice((whole.length >> 1) + 1)],
      empty: [],
    };
    for (const [how, bytes] of Object.entries(altered)) {
      expect((await judge(Uint8Array.from(bytes), `card.${kind}`)).valid, how).toBe(false);
    }
  });

  it("is not valid with its pages in another order", async () => {
    const pdf = Buffer.from(bytesOf(`${CARD}.digital.pdf`)).toString("latin1");
    const swapped = pdf.replace(/\/Kids \[(\d+ 0 R) (\d+ 0 R)\]/, "/Kids [$2 $1]");
    expect(swapped).not.toBe(pdf);
    expect(await judge(Buffer.from(swapped, "latin1"), "card.digital.pdf")).toMatchObject({
      valid: false,
      codes: expect.arrayContaining(["verify/changed"]),
    });
  });

  it("is judged the same under another name", async () => {
    const [file] = files.filter((one) => one === `${CARD}.print.pdf`);
    const { alone } = await verdictsOf(release, file ?? "");
    expect(await judge(bytesOf(file ?? ""), "other.pdf")).toEqual(alone);
  });
});

describe("an export of release 0.1 in its folder", () => {
  const front = join("card-helpline", "ar-EG", "card-helpline.p1.png");
  const back = join("card-helpline", "ar-EG", "card-helpline.p2.png");
  const judgeAt = async (at: string, file: string) => verifyExport(release.machine, join(at, file));

  it("is valid as it is", async () => {
    expect((await judgeAt(await copyOf("card"), front)).valid).toBe(true);
  });

  it("is altered where two of its pages have changed places", async () => {
    const at = await copyOf("card");
    await rename(join(at, front), join(at, "aside"));
    await rename(join(at, back), join(at, front));
    await rename(join(at, "aside"), join(at, back));
    for (const file of [front, back]) {
      expect(await judgeAt(at, file)).toMatchObject({ valid: false, codes: ["verify/changed"] });
    }
  });

  it("is altered where a file is that of another edition", async () => {
    const at = await copyOf("card");
    await writeFile(join(at, front), bytesOf("card/card-helpline/vi-VN/card-helpline.p1.png"));
    const { valid, codes } = await judgeAt(at, front);
    expect(valid).toBe(false);
    expect(codes).toContain("verify/changed");
  });

  it("rests on what a file says itself where the manifest no longer lists it, and a draft has nothing to rest on", async () => {
    const at = await copyOf("card");
    await editManifest(at, (entries) => entries.filter(({ path }) => basename(path) !== basename(front)));
    const { alone } = await verdictsOf(release, join("card", front));
    expect(await judgeAt(at, front)).toEqual(alone);

    const draft = await copyOf("card-draft");
    const page = join("card-helpline", "vi-VN", "card-helpline.p1.png");
    await editManifest(draft, () => []);
    expect(await judgeAt(draft, page)).toMatchObject({
      valid: false,
      codes: expect.arrayContaining(["verify/not-listed"]),
    });
  });

  it("is no approved file because its manifest calls a draft one", async () => {
    const at = await copyOf("card-draft");
    const page = join("card-helpline", "vi-VN", "card-helpline.p1.png");
    await editManifest(at, (entries) => entries.map((entry) => ({ ...entry, draft: false })));
    const { valid, codes } = await judgeAt(at, page);
    expect(valid).toBe(false);
    expect(codes).toContain("verify/no-approval");
  });

  it("is altered where the manifest says something else of a file", async () => {
    const altered: Readonly<Record<string, Partial<ManifestEntry>>> = {
      "another digest": { sha256: "0".repeat(64) },
      "other pages": { proof: "0".repeat(64) },
      "another edition": { edition: "vi-VN" },
      "another template": { template: "poster-return-support" },
      "another document": { document: "00000000-0000-4000-8000-000000000000" },
      "another approval": { approval: "0".repeat(64) },
      "no approval": { approval: null },
      "a draft": { draft: true },
    };
    for (const [how, change] of Object.entries(altered)) {
      const at = await copyOf("card");
      await editManifest(at, (entries) => entries.map((entry) => ({ ...entry, ...change })));
      expect((await judgeAt(at, front)).valid, how).toBe(false);
    }
  });

  it("rests on the file where there is no manifest", async () => {
    const at = await copyOf("card");
    await rm(join(at, "manifest.json"));
    const { alone } = await verdictsOf(release, join("card", front));
    expect(await judgeAt(at, front)).toEqual(alone);
  });
});
