import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isBuilt } from "../../../src/main/browser/isBuilt.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "manara-built-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** @param second of the day on which it was written. */
function write(path: string, second: number): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, "");
  for (let at = full; at !== root; at = dirname(at)) utimesSync(at, second, second);
}

describe("isBuilt", () => {
  it("compares both built programs with every source, and with folders that lost one", () => {
    write("src/main/one.ts", 100);
    write("package.json", 100);
    expect(isBuilt(root)).toBe(false);
    write("dist/renderer/index.html", 200);
    expect(isBuilt(root)).toBe(false);
    write("dist/main/cli/index.js", 200);
    expect(isBuilt(root)).toBe(true);
    write("templates/pack/pack.json", 300);
    expect(isBuilt(root)).toBe(false);
    write("templates/pack/pack.json", 150);
    expect(isBuilt(root)).toBe(true);
    utimesSync(join(root, "src", "main"), 300, 300);
    expect(isBuilt(root)).toBe(false);
  });

  it("takes a program without sources for built", () => {
    write("package.json", 300);
    write("dist/renderer/index.html", 200);
    expect(isBuilt(root)).toBe(true);
  });
});
