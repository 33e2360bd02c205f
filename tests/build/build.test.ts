import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programPaths } from "../../src/main/electron/programPaths.ts";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import { digestsIn } from "../../src/main/services/trust/ownPacks.ts";
import { type BuildCopy, buildCopy } from "./buildCopy.ts";

/** What a build must not get wrong, because nothing but Electron itself would notice. */

let built: BuildCopy;
beforeAll(() => {
  built = buildCopy("linked");
});
afterAll(() => built?.remove());

const scripts = (): readonly (readonly [string, string])[] =>
  readdirSync(join(built.folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.c?js$/.test(path))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(built.folder, "dist", path), "utf8")]);

/** Everything that a module asks for from outside itself. */
const imported = (text: string) =>
  [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"'\n]+)["']/g)].map(([, name]) => name ?? "");

describe("the build", () => {
  it("has a preload script that a sandbox can run: CommonJS that requires Electron alone", () => {
    const preload = scripts().filter(([path]) => path.startsWith("preload/"));
    expect(preload.map(([path]) => path)).toEqual(["preload/index.cjs"]);
    const [, text] = preload[0] ?? ["", ""];
    expect([...new Set(imported(text))]).toEqual(["electron"]);
    expect(text).not.toMatch(/^\s*(import|export)\b/m);
    // Whatever comes along would be in every window.
    expect(text.length).toBeLessThan(8000);
  });

  it("holds neither Electron's installer nor a library that must stay outside", () => {
    for (const [path, text] of scripts()) {
      expect([path, text.includes("Electron failed to install")]).toEqual([path, false]);
      expect([path, path.includes("node_modules") || /harfbuzz\.wasm/.test(text)]).toEqual([path, false]);
    }
    const names = new Set(scripts().flatMap(([, text]) => imported(text)));
    for (const name of ["harfbuzzjs", "sharp", "pdfkit", "electron", "electron-store"]) expect(names).toContain(name);
  });

  it("keeps drawing libraries and the type out of Electron's main process", () => {
    const all = new Map(scripts());
    const seen = new Set<string>();
    const outside = new Set<string>();
    const follow = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const name of imported(all.get(path) ?? "")) {
        if (name.startsWith(".")) follow(join(path, "..", name).replaceAll("\\", "/"));
        else if (!name.startsWith("node:")) outside.add(name);
      }
    };
    follow("main/electron/index.js");
    expect(seen.size).toBeGreaterThan(15);
    expect([...outside].filter((name) => /^(sharp|harfbuzzjs|pdfkit|@cantoo|bidi-js|linebreak)/.test(name))).toEqual(
      [],
    );
    expect(outside).toContain("electron");
  });

  it("waits for nothing before Electron is ready", () => {
    const main = scripts().find(([path]) => path === "main/electron/index.js")?.[1] ?? "";
    expect(main).not.toBe("");
    expect(main).not.toMatch(/^await\b|^(const|let) .* = await\b/m);
  });

  it("knows the packs that it was built with, in the program and not in a file beside it", async () => {
    const digests = await digestsIn(nodeFiles, join(built.folder, "templates"));
    expect(digests.length).toBeGreaterThan(0);
    const [, text] = scripts().find(([path]) => path === "main/services/trust/ownPacks.js") ?? ["", ""];
    for (const digest of digests) expect(text).toContain(digest);
  });

  it("has a studio's process and an exporter that plain Node can start", async () => {
    for (const entry of ["main/electron/studioProcess.js", "main/services/export/exporterProcess.js"]) {
      const child = fork(join(built.folder, "dist", entry), { silent: true });
      const ended = once(child, "exit");
      // Whoever has lost its shell ends by itself; what cannot be loaded ends with a failure.
      child.disconnect();
      expect([entry, (await ended)[0]]).toEqual([entry, 0]);
    }
  });

  it("has everything where the shell looks for it", () => {
    const places = programPaths({ app: built.folder, resources: null, platform: "linux" });
    for (const [name, path] of Object.entries(places)) {
      expect([name, statSync(path, { throwIfNoEntry: false }) !== undefined]).toEqual([name, true]);
    }
  });
});
