import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import config from "../../electron.vite.config.ts";
import { openDesk } from "../desktop/desk.ts";
import { missingDesktop, programForTests } from "../electron/program.ts";

/** The window's source → one build for all end-to-end tests of a run; `dist` of the checkout is left alone. */

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with the built window. */
    readonly window: string;
    /** Folder that Electron runs; empty without it. */
    readonly program: string;
  }
}

export async function setup(project: TestProject): Promise<() => unknown> {
  // The desktop program is tested as it was built, window and all.
  if (process.env.HOST === "electron") {
    project.provide("window", join("dist", "renderer"));
    if (missingDesktop() !== null) {
      project.provide("program", "");
      return () => undefined;
    }
    const program = await programForTests();
    project.provide("program", program.folder);
    if (process.platform !== "linux") return program.remove;
    const desk = await openDesk({ keyring: true });
    // For every worker: its windows open at this desk, where nobody is in their way.
    Object.assign(process.env, desk.environment);
    return async () => {
      await desk.close();
      program.remove();
    };
  }
  const folder = mkdtempSync(join(tmpdir(), "manara-window-"));
  const renderer = "renderer" in config ? config.renderer : undefined;
  if (renderer === undefined) throw new Error("electron.vite.config.ts has no renderer.");
  // React looks here for whether to be its development build.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  await build({
    ...renderer,
    configFile: false,
    mode: "production",
    logLevel: "warn",
    build: { ...renderer.build, outDir: folder, emptyOutDir: true },
  });
  process.env.NODE_ENV = before;
  project.provide("window", folder);
  project.provide("program", "");
  return () => rmSync(folder, { recursive: true, force: true });
}
