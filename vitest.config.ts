import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fakeElectron = fileURLToPath(new URL("tests/fakes/electron.ts", import.meta.url));

export default defineConfig({
  // The real package downloads a program as soon as it is imported.
  resolve: { alias: [{ find: /^electron$/, replacement: fakeElectron }] },
  test: {
    // Inlined, so that it gets the fake as well.
    server: { deps: { inline: ["electron-store"] } },
    // No test is timed: these end what hangs, on the busiest machine, and a test waits for what it expects.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    // Two cores: a third worker would only wait.
    maxWorkers: 2,
    reporters: ["default"],
    projects: [
      { extends: true, test: { name: "parts", include: ["tests/**/*.test.ts"], exclude: ["tests/{e2e,desktop}/**"] } },
      // The window is built once, and only where one of these runs.
      {
        extends: true,
        test: {
          name: "whole",
          // The desktop program has journeys that a browser knows nothing of.
          include: [process.env.HOST === "electron" ? "tests/{e2e,desktop}/**/*.test.ts" : "tests/e2e/**/*.test.ts"],
          globalSetup: "tests/e2e/buildWindow.ts",
        },
      },
    ],
  },
});
