import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

/** Whoever draws a pack is told what was named wrongly, and what there is. */

const folder = mkdtempSync(join(tmpdir(), "manara-preview-"));
const picture = join(folder, "page.png");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function preview(...values: string[]) {
  const script = join("scripts", "preview.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...values], { encoding: "utf8" });
  return { status, stderr };
}

describe("a preview", () => {
  it("writes a picture", () => {
    expect(preview("card-helpline", "ar-EG", picture, "--ppi", "20")).toMatchObject({ status: 0 });
    expect(existsSync(picture)).toBe(true);
  });

  it.each<readonly [string, string[], RegExp]>([
    [
      "a template that the pack lacks",
      ["poster-unknown", "ar-EG", picture],
      /^There is no template poster-unknown\. .*card-helpline, /,
    ],
    ["an edition that the pack lacks", ["card-helpline", "fr-FR", picture], /^There is no edition fr-FR\. .*ar-EG/],
    [
      "an option that is none",
      ["card-helpline", "ar-EG", picture, "--dpi", "3"],
      /^Unknown option '--dpi'\. Use it so:/,
    ],
    ["too few names", ["card-helpline", "ar-EG"], /^Use it so:/],
    ["too many names", ["card-helpline", "ar-EG", picture, "more"], /^Use it so:/],
  ])("refuses %s in one line", (_, values, reason) => {
    const { status, stderr } = preview(...values);
    expect([status, stderr]).toEqual([2, expect.stringMatching(reason)]);
    expect(stderr.trim()).not.toContain("\n");
  });
});
