import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import type { Expectations } from "../../../src/main/preflight/rules/rule.ts";
import { loadOutputProfile, loadSuppliedProfile } from "../../../src/main/render/profile/outputProfile.ts";
import { operate, renderGood } from "./goodPdf.ts";

/** A print PDF is judged by the press it was ordered for: its colour profile, and the ink that it takes. */

const folder = mkdtempSync(join(tmpdir(), "manara-press-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function codes(pdf: Uint8Array, expected: Expectations): Promise<string[]> {
  return (await preflight(pdf, expected)).diagnostics.filter((one) => one.severity === "error").map((one) => one.code);
}

describe("preflight for an ordered press", () => {
  it("finds another profile than the ordered one", async () => {
    const pdf = await renderGood();
    const path = join(folder, "shop.icc");
    const shop = readFileSync(loadOutputProfile().path);
    shop.write("Print shop of Hanoi (coated, 2026)  ", 324, "latin1");
    writeFileSync(path, shop);
    expect(await codes(pdf, { profile: loadOutputProfile().digest })).toEqual([]);
    expect(await codes(pdf, { profile: loadSuppliedProfile(path).digest })).toEqual(["preflight/output-profile"]);
  });

  it("takes as much ink as that press does", async () => {
    const pdf = await operate(await renderGood(), (s) => s.draw("0.8 0.7 0.6 0.5 k 60 300 40 40 re f"));
    expect(await codes(pdf, {})).toEqual([]);
    expect(await codes(pdf, { mostInk: 240 })).toContain("preflight/ink");
    const heavy = await operate(await renderGood(), (s) => s.draw("0.9 0.8 0.8 0.7 k 60 300 40 40 re f"));
    expect(await codes(heavy, {})).toContain("preflight/ink");
    expect(await codes(heavy, { mostInk: 330 })).not.toContain("preflight/ink");
  });
});
