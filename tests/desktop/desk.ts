import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

/** A screen, a window manager, a session bus and, if wanted, a keyring and a server for notifications of their own: whoever presses keys there meets nobody else's windows. */

const execute = promisify(execFile);

export interface Desk {
  /** Home, data and documents of the person at this desk. */
  readonly home: string;
  /** What a program needs to start at it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `xdotool` answers. */
  readonly x: (...values: readonly string[]) => string;
  /** Real keys, to whatever has the focus; names of X, for example `ctrl+z`. */
  readonly key: (...keys: readonly string[]) => void;
  readonly type: (text: string) => void;
  /** The window that has the focus; empty where none has. */
  readonly active: () => string;
  /** How many can be seen, menus among them. */
  readonly windows: () => number;
  /** Where the inside of a window is, in pixels of the screen. */
  readonly place: (window: string) => { readonly left: number; readonly top: number; readonly width: number };
  /** Whether a message or a dialog for files has the focus: windows of the program itself are no dialogs. */
  readonly isDialogInFront: () => boolean;
  /** Runs beside it until the desk is closed. */
  readonly run: (program: string, values: readonly string[]) => ChildProcess;
  /** As PNG, everything that is on it. */
  readonly photograph: (path: string) => void;
  readonly close: () => Promise<void>;
}

/** Starts nothing by itself: a keyring that nobody has opened would ask for a password. */
const BUS = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

/** Why there is no desk on this machine; null where there is one. */
export function missingDesk(): string | null {
  const needed = [
    "Xvfb",
    "openbox",
    "xdotool",
    "xprop",
    "dbus-daemon",
    "dbus-send",
    "gnome-keyring-daemon",
    "dunst",
    "dbus-monitor",
  ];
  const missing = needed.filter((program) => spawnSync("which", [program]).status !== 0);
  return missing.length === 0 ? null : `${missing.join(", ")} missing: .ci/packages has their packages`;
}

/** Journeys with real keys need a desk, which only Linux has. */
export const hasDesk = process.env.HOST === "electron" && process.platform === "linux";

interface DeskOptions {
  readonly keyring: boolean;
  readonly notifications?: boolean;
}

export async function openDesk({ keyring, notifications = false }: DeskOptions): Promise<Desk> {
  const home = mkdtempSync(join(tmpdir(), "manara-desk-"));
  const runtime = join(home, "runtime");
  mkdirSync(runtime, { mode: 0o700 });
  const started: ChildProcess[] = [];
  const { DISPLAY: _, DBUS_SESSION_BUS_ADDRESS: __, ...outer } = process.env;
  const environment: Record<string, string> = {};
  const run = (program: string, values: readonly string[]) => {
    const child = spawn(program, values, {
      env: { ...outer, ...environment },
      stdio: ["pipe", "pipe", "ignore", "pipe"],
    });
    started.push(child);
    return child;
  };
  const firstLine = async (stream: Readable | null) => {
    if (stream === null) throw new Error("a stream is piped");
    const [line] = await once(createInterface({ input: stream }), "line");
    return String(line);
  };
  const screen = run("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]);
  environment.DISPLAY = `:${await firstLine(screen.stdio[3] as Readable)}`;
  // GNOME is whose keyring Chromium looks for.
  Object.assign(environment, { HOME: home, XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: "GNOME" });
  const configuration = join(home, "bus.conf");
  writeFileSync(configuration, BUS);
  const bus = run("dbus-daemon", [`--config-file=${configuration}`, "--nofork", "--print-address=1"]);
  environment.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus.stdout);
  run("openbox", []);
  /** Waits until somebody answers to this name on the bus. */
  const waitForOwner = async (name: string) => {
    const asked = [
      "--session",
      "--print-reply",
      "--dest=org.freedesktop.DBus",
      "/",
      "org.freedesktop.DBus.NameHasOwner",
    ];
    const env = { ...outer, ...environment };
    while (!(await execute("dbus-send", [...asked, `string:${name}`], { env })).stdout.includes("true"));
  };
  if (keyring) {
    const daemon = run("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"]);
    daemon.stdin?.end("password of this desk");
    // Asking it before it is there would start another one, which is locked.
    await waitForOwner("org.freedesktop.secrets");
  }
  if (notifications) {
    run("dunst", []);
    await waitForOwner("org.freedesktop.Notifications");
  }

  const x = (...values: readonly string[]) => {
    const env = { ...outer, ...environment };
    return execFileSync("xdotool", values, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  };
  const active = () => {
    try {
      return x("getactivewindow");
    } catch {
      return "";
    }
  };
  const look = (program: string, values: readonly string[]) =>
    spawnSync(program, values, { env: { ...outer, ...environment }, encoding: "utf8" }).stdout;
  return {
    home,
    environment,
    x,
    active,
    run,
    key: (...keys) => {
      for (const key of keys) x("key", "--clearmodifiers", "--delay", "30", key);
    },
    type: (text) => {
      x("type", "--delay", "15", text);
    },
    windows: () => Number(/(\d+) children/.exec(look("xwininfo", ["-root", "-children"]))?.[1]),
    place: (window) => {
      const said = look("xwininfo", ["-id", window]);
      const fact = (name: string) => Number(new RegExp(`${name}: +(-?\\d+)`).exec(said)?.[1]);
      return { left: fact("Absolute upper-left X"), top: fact("Absolute upper-left Y"), width: fact("Width") };
    },
    isDialogInFront: () => look("xprop", ["-id", active() || "0", "_NET_WM_WINDOW_TYPE"]).includes("_TYPE_DIALOG"),
    photograph: (path) => {
      execFileSync("import", ["-window", "root", path], { env: { ...outer, ...environment } });
    },
    async close() {
      for (const child of started.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
