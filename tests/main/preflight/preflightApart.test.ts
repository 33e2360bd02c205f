import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { preflightApart } from "../../../src/main/preflight/preflightApart.ts";
import { inFolder } from "../render/witness.ts";
import { renderGood } from "./goodPdf.ts";
import { HOSTILE, onePage, packed } from "./hostilePdfs.ts";

/** A machine may be as slow as it likes. */
const ENOUGH = { seconds: 3600, megabytes: 1024 };

describe("preflightApart", () => {
  it("gives the same report as an examination in place", async () => {
    const good = await renderGood();
    const wanted = { trimMm: [1, 1] as const, helplines: [{ page: 1, display: "111" }] };
    expect(await preflightApart(good, wanted, ENOUGH)).toEqual(await preflight(good, wanted));
  });

  it("fails with the same error", async () => {
    const failure = preflightApart(Buffer.from("no PDF"), {}, ENOUGH);
    await expect(failure).rejects.toMatchObject({
      code: "preflight/not-a-pdf",
      kind: "failure",
      hint: expect.any(String),
    });
  });

  it("stops at its clock", async () => {
    const late = preflightApart(await renderGood(), {}, { ...ENOUGH, seconds: 0.001 });
    await expect(late).rejects.toMatchObject({ code: "preflight/too-complex" });
  });

  it("stops where a file takes more memory than it may, and goes on living", async () => {
    const numbers = onePage(packed(""), "", `[${"0 ".repeat(8_000_000)}]`);
    const large = preflightApart(numbers, {}, { ...ENOUGH, megabytes: 64 });
    await expect(large).rejects.toMatchObject({ code: "preflight/too-complex" });
  });
});

describe("manara preflight", () => {
  it.each([
    ["a form that draws itself", "preflight/too-complex"],
    ["a tree of pages that leads back to itself", "preflight/damaged"],
  ])("ends with exit code 3 and one message for %s", (name, code) =>
    inFolder((folder) => {
      const file = join(folder, "hostile.pdf");
      writeFileSync(file, HOSTILE.find(([known]) => known === name)?.[1]() ?? "");
      const run = (...more: string[]) =>
        spawnSync(process.execPath, ["src/main/cli/index.ts", "preflight", file, ...more], { encoding: "utf8" });
      const plain = run();
      expect([plain.status, plain.stdout]).toEqual([3, ""]);
      expect(plain.stderr).toMatch(new RegExp(`^error ${code}: [^\\n]+\\n {2}[^\\n]+\\n$`));
      const json = run("--json");
      expect(json.status).toBe(3);
      expect(JSON.parse(json.stdout)).toMatchObject({ error: { code, kind: "failure" } });
    }),
  );
});
