import { resolve } from "node:path";
import { defineConfig } from "electron-vite";

const source = (path: string) => resolve(import.meta.dirname, "src", path);

/** The main side: today the command line and its exporter process. */
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: { cli: source("main/cli/index.ts") },
        output: { entryFileNames: "[name].js" },
      },
    },
  },
});
