import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fakeElectron = fileURLToPath(new URL("tests/fakes/electron.ts", import.meta.url));

export default defineConfig({
  // The real package downloads a program as soon as it is imported.
  resolve: { alias: [{ find: /^electron$/, replacement: fakeElectron }] },
  test: {
    // Inlined, so that it gets the fake as well.
    server: { deps: { inline: ["electron-store"] } },
    include: ["tests/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: a third worker would only wait.
    maxWorkers: 2,
    reporters: ["default"],
  },
});
