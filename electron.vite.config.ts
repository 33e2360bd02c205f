import { resolve } from "node:path";
import { defineConfig } from "electron-vite";

const source = (path: string) => resolve(import.meta.dirname, "src", path);

/**
 * The main side: today the command line and its exporter process.
 *
 * Modules keep their places (`src/main/cli` becomes `dist/main/cli`), so that a file finds its neighbours, the
 * exporter process and the resources of the package in the same way before and after the build.
 */
export default defineConfig({
  main: {
    build: {
      outDir: "dist",
      rolldownOptions: {
        input: {
          "main/cli/index": source("main/cli/index.ts"),
          "main/services/exporterProcess": source("main/services/exporterProcess.ts"),
        },
        output: { preserveModules: true, preserveModulesRoot: source("."), entryFileNames: "[name].js" },
      },
    },
  },
});
