import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { nodeFiles } from "./src/main/platform/nodeFiles.ts";
import { digestsIn } from "./src/main/services/trust/ownPacks.ts";

/** What the packs in `templates` are now: the built program knows them again. */
const ownPacks = await digestsIn(nodeFiles, resolve(import.meta.dirname, "templates"));
const source = (path: string) => resolve(import.meta.dirname, "src", path);

/**
 * The main side: the command line, the desktop program, and the processes that they open.
 *
 * Modules keep their places (`src/main/cli` becomes `dist/main/cli`), so that a file finds its neighbours, the
 * exporter process and the resources of the package in the same way before and after the build.
 */
export default defineConfig({
  main: {
    define: { MANARA_OWN_PACKS: JSON.stringify(ownPacks) },
    build: {
      outDir: "dist",
      // Data alone; what is left outside loses the attribute without which Node reads no JSON.
      externalizeDeps: { exclude: ["tlds"] },
      rolldownOptions: {
        input: {
          "main/cli/index": source("main/cli/index.ts"),
          "main/services/export/exporterProcess": source("main/services/export/exporterProcess.ts"),
          "main/electron/index": source("main/electron/index.ts"),
          "main/electron/studioProcess": source("main/electron/studioProcess.ts"),
          "main/preflight/preflightWorker": source("main/preflight/preflightWorker.ts"),
        },
        output: {
          preserveModules: true,
          preserveModulesRoot: source("."),
          // Installers leave out whatever is called node_modules.
          entryFileNames: ({ name }) => `${name.replace(/^.*node_modules/, "packages")}.js`,
        },
      },
    },
  },
  // A sandboxed preload script can neither be an ES module nor require anything but Electron.
  preload: {
    build: {
      outDir: "dist/preload",
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source("preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  // The window: the same files for Electron and for a browser, so paths in them are relative.
  renderer: {
    root: source("renderer"),
    base: "./",
    plugins: [react()],
    worker: { format: "es" },
    build: {
      outDir: "dist/renderer",
      emptyOutDir: true,
      target: "es2024",
      minify: true,
      // The content security policy allows no data: addresses for scripts, fonts and code.
      assetsInlineLimit: 0,
      rolldownOptions: { input: source("renderer/index.html") },
    },
  },
});
