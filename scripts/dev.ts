import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import react from "@vitejs/plugin-react";
import { createServer, type ProxyOptions } from "vite";
import { electronProgram } from "./electronProgram.ts";

/**
 * `npm run dev`: the window is renewed while somebody edits it. In Electron where there is one; otherwise Vite's own
 * server shows the window and hands calls on to `manara serve`, with the cookie that it has been given.
 */

process.chdir(join(import.meta.dirname, ".."));
const electron = electronProgram(process.env);
if ("path" in electron) {
  const { status } = spawnSync(process.execPath, ["node_modules/electron-vite/bin/electron-vite.js", "dev"], {
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}

// The host insists on a window; Vite shows the real one.
const folder = mkdtempSync(join(tmpdir(), "manara-dev-"));
writeFileSync(join(folder, "index.html"), "<!doctype html><title>Manara</title>");
const host = spawn(
  process.execPath,
  ["src/main/cli/index.ts", "serve", "--json", "--window", folder, ...process.argv.slice(2)],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const ended = once(host, "exit").then(([code]) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(typeof code === "number" ? code : 1);
});
process.on("SIGINT", () => undefined).on("SIGTERM", () => host.kill("SIGTERM"));
const [line] = await Promise.race([once(createInterface({ input: host.stdout }), "line"), ended]);
const { url } = JSON.parse(String(line)) as { url: string };
const { origin } = new URL(url);
const cookie = (await fetch(url, { redirect: "manual" })).headers.get("set-cookie")?.split(";")[0] ?? "";

/** Anybody who reaches Vite's port is let in: for development alone. */
const proxy: ProxyOptions = { target: origin, changeOrigin: true, headers: { Cookie: cookie, Origin: origin } };
const vite = await createServer({
  configFile: false,
  root: resolve("src", "renderer"),
  plugins: [react()],
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    proxy: {
      "^/call/": proxy,
      "^/events\\?": { ...proxy, ws: true },
      "^/assets$": proxy,
      "^/assets/[0-9a-f]{64}": proxy,
    },
  },
});
await vite.listen();
console.log(`Manara is developed in the browser instead of Electron: ${electron.missing}.`);
vite.printUrls();
