import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { isBuilt } from "../src/main/browser/isBuilt.ts";
import { electronProgram } from "./electronProgram.ts";

/** `npm start`: builds what is not built, then opens the studio in Electron, or in the browser where that cannot be. */

/** Electron that ends sooner with a failure has not started: wrong libraries, no sandbox, no display. */
const STARTED_MS = 5000;

process.chdir(join(import.meta.dirname, ".."));
const given = process.argv.slice(2);
if (!isBuilt(".")) build();
const electron = electronProgram(process.env);
if ("missing" in electron) openBrowser(electron.missing);
else {
  const began = performance.now();
  follow(spawn(electron.path, [".", ...given], { stdio: "inherit" }), (code) => {
    if (code === 0 || performance.now() - began > STARTED_MS) process.exitCode = code;
    else openBrowser("it does not start here");
  });
}

function openBrowser(reason: string): void {
  console.error(`Manara opens in the browser instead of Electron: ${reason}.`);
  const command = [join("dist", "main", "cli", "index.js"), "serve", "--open", ...given];
  follow(spawn(process.execPath, command, { stdio: "inherit" }), (code) => {
    process.exitCode = code;
  });
}

/** Signals are for the child; its end is ours. */
function follow(child: ChildProcess, ended: (code: number) => void): void {
  const pass = (signal: NodeJS.Signals) => {
    child.kill(signal);
  };
  // Ctrl-C in a terminal reaches the child by itself; twice would end it at once.
  const ignore = () => undefined;
  process.on("SIGINT", ignore).on("SIGTERM", pass).on("SIGHUP", pass);
  const end = (code: number) => {
    process.off("SIGINT", ignore).off("SIGTERM", pass).off("SIGHUP", pass);
    ended(code);
  };
  child.once("exit", (code) => end(code ?? 1));
  child.once("error", () => end(1));
}

function build(): void {
  console.error("Building Manara: this happens once after every change.");
  const electronVite = join("node_modules", "electron-vite", "bin", "electron-vite.js");
  for (const command of [[electronVite, "build", "--logLevel", "error"], [join("scripts", "linkCommand.ts")]]) {
    const { status } = spawnSync(process.execPath, command, { stdio: ["ignore", "ignore", "inherit"] });
    if (status === 0) continue;
    console.error("Manara could not be built: run npm run build to see why.");
    process.exit(status ?? 1);
  }
}
