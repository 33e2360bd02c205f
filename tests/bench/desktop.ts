import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { _electron } from "playwright-core";
import { openDesk } from "../desktop/desk.ts";
import { environmentOf } from "../e2e/runningHost.ts";
import { electronForTests, missingDesktop, programForTests } from "../electron/program.ts";
import { figure } from "./figure.ts";
import { create, typing } from "./window.ts";

/**
 * The desktop program on Linux: start to a usable window, memory of all its processes, a key to the repainted page.
 *
 * Needs `npm run build`, and an ordinary user, as its tests do: `node tests/bench/desktop.ts`.
 */

const STARTS = 5;

const missing = missingDesktop();
if (missing !== null) throw new Error(missing);
const program = await programForTests();
const desk = await openDesk({ keyring: false });
const result: Record<string, unknown> = {};
try {
  const data = join(desk.home, "data");
  mkdirSync(data);
  writeFileSync(join(data, "settings.json"), JSON.stringify({ version: 1, language: "en", welcomed: true }));
  const start = () =>
    _electron.launch({
      executablePath: electronForTests() ?? "",
      args: [program.folder],
      chromiumSandbox: true,
      env: environmentOf({ ...desk.environment, MANARA_DATA: data, MANARA_FOLDER: join(desk.home, "campaigns") }),
    });
  const starts: number[] = [];
  for (let run = 0; run <= STARTS; run += 1) {
    const began = performance.now();
    const electron = await start();
    const page = await electron.firstWindow();
    await page
      .getByRole("button", { name: /^A3 poster/ })
      .first()
      .waitFor();
    // The first one fills the caches.
    if (run > 0) starts.push(performance.now() - began);
    if (run === STARTS) {
      await create(page, /^A3 poster/);
      result["desktop: memory of all processes with the A3 poster open, MB"] = memoryOf(electron.process().pid ?? 0);
      Object.assign(result, await typing(page));
    }
    await electron.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
  }
  result["desktop: start to a gallery that can be used"] = figure(starts);
  console.log(JSON.stringify(result, null, 2));
} finally {
  await desk.close();
  program.remove();
}

/** What a process and all below it hold, shared parts counted once. */
function memoryOf(pid: number): number {
  const below = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const ours = new Set([pid]);
  // Children have later numbers than their parents only by chance: twice as many rounds as generations.
  for (let round = 0; round < 8; round += 1) {
    for (const [child = 0, parent = 0] of below) if (ours.has(parent)) ours.add(child);
  }
  const kilobytes = [...ours].map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // Sandboxed ones let nobody look: what they have resident, minus what they share with files.
      const status = readFileSync(`/proc/${one}/status`, "utf8");
      return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    }
  });
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}
