import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Command, Option } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import { removeUnfinished } from "../platform/nodeFiles.ts";
import type { Machine } from "../services/ports.ts";
import type { StudioHost } from "../studio/base/ports.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { packageRoot, surroundings } from "./nodeMachine.ts";
import { EXIT, printProgress } from "./report.ts";

/** `manara serve`: the studio in a browser on this machine, until somebody stops it. */

interface Options {
  readonly port?: string;
  readonly folder?: string;
  readonly open?: true;
  readonly window?: string;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function addServeCommand(program: Command, { add, act }: CommandGroup): void {
  const serve = add(program, "serve", "the studio in a browser, on this computer alone")
    .argument("[document]", "is open at the start")
    .option("--port <number>", "port to use, instead of any free one")
    .option("--folder <path>", "where documents go, instead of MANARA_FOLDER or Documents/Manara")
    .option("--open", "shows it in the browser at once")
    // For development and tests: another build of the window.
    .addOption(new Option("--window <folder>").hideHelp());
  act<Options>(serve, async ({ json, machine }, [path], options) => {
    const port = parsePort(options.port);
    if (path !== undefined) await requireFile(machine, path);
    // Other commands need none of this.
    const { readStaticFiles } = await import("../browser/staticFiles.ts");
    const { startBrowserHost } = await import("../browser/browserHost.ts");
    const { createStudio } = await import("../studio/studio.ts");
    const { isBuilt } = await import("../browser/isBuilt.ts");
    if (options.window === undefined && !isBuilt(packageRoot()))
      printProgress("The window was built before the last change of its source. Run: npm run build");
    const files = await readStaticFiles(options.window ?? join(packageRoot(), "dist", "renderer"));
    const studio = await createStudio(await studioHost(machine, options.folder));
    try {
      if (path !== undefined) studio.offerDocument(resolve(path), null);
      const host = await startBrowserHost({ studio, files, port, log });
      const stopped = stopSignal();
      const show = () => printAddress(json, host.newAddress());
      const address = show();
      if (!json) printProgress("It works once, for one browser. Press Enter for another address, Ctrl-C to stop.");
      const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }).on("line", show) : null;
      // A terminal in raw mode gives Ctrl-C to the reader of lines, not to the process.
      lines?.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
      if (options.open === true) openInBrowser(address);
      await stopped;
      lines?.close();
      await host.close();
    } finally {
      await studio.journal();
      await studio.close();
    }
    return EXIT.done;
  });
}

/** Everything that the studio in a browser needs from this machine. @param folder where documents go, if somebody says. */
export async function studioHost(
  machine: Machine,
  folder: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<StudioHost> {
  const { dataFolder, earlierDataFolder, machineLanguages, ownFolder } = await import("../platform/ownFolders.ts");
  const { fileSettings } = await import("../platform/fileSettings.ts");
  const { watchFolders } = await import("../platform/watchFolders.ts");
  const { folderSecrets } = await import("../platform/folderSecrets.ts");
  const around = surroundings(environment);
  const data = resolve(dataFolder(around));
  return {
    kind: "browser",
    platform: process.platform === "darwin" ? "mac" : process.platform === "win32" ? "windows" : "linux",
    languages: machineLanguages(environment),
    machine,
    folder: resolve(folder ?? ownFolder(around)),
    dataFolder: data,
    earlierDataFolder: earlierDataFolder(around),
    settings: await fileSettings(machine.files, join(data, "settings.json")),
    secrets: folderSecrets(machine.files, join(data, "secrets")),
    dialogs: null,
    log,
    watch: watchFolders,
  };
}

/** Resolves at the first wish to stop; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    let asked = false;
    for (const signal of SIGNALS) {
      // Other commands end at once; here something is open that must be closed.
      process.removeAllListeners(signal);
      process.on(signal, () => {
        if (asked) {
          removeUnfinished();
          process.exit(EXIT.failure);
        }
        asked = true;
        stop();
      });
    }
  });
}

/** One line, so that a program can read it while the studio runs. */
function printAddress(json: boolean, url: string): string {
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `Manara is at ${url}\n`);
  return url;
}

function openInBrowser(url: string): void {
  const [command, args] =
    process.platform === "darwin"
      ? ["open", [url]]
      : process.platform === "win32"
        ? ["rundll32", ["url.dll,FileProtocolHandler", url]]
        : ["xdg-open", [url]];
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  // The address is printed all the same.
  child.on("error", () => printProgress("No browser could be opened: open the address by hand."));
  child.unref();
}

function parsePort(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (/^[0-9]+$/.test(value) && port <= 65535) return port;
  throw new StudioError("cli/wrong-port", "usage", `--port is "${value}".`, {
    hint: "Give a whole number from 1024 to 65535, or leave it out.",
  });
}

async function requireFile(machine: Machine, path: string): Promise<void> {
  if (await machine.files.exists(path)) return;
  throw new StudioError("storage/missing", "usage", `There is no ${path}.`, { hint: "Check the path." });
}

function log(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
