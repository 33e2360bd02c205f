import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** The command must start on the machine of somebody whose Node is old, or say in one sentence what is missing. */

const BUNDLED = join("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

let folder: string;
let launcher: string;
let oldNode: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manara-launcher-"));
  mkdirSync(join(folder, "bin"));
  launcher = join(folder, "bin", "manara.cjs");
  copyFileSync(join("bin", "manara.cjs"), launcher);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  // Loaded before the launcher: it sees the version that an old Node would tell.
  oldNode = join(folder, "oldNode.cjs");
  writeFileSync(oldNode, 'Object.defineProperty(process.versions, "node", { value: "20.1.0" });');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function build(text: string): void {
  mkdirSync(join(folder, "dist", "main", "cli"), { recursive: true });
  writeFileSync(join(folder, "dist", "main", "cli", "index.js"), text);
}

function bringNode(): void {
  mkdirSync(join(folder, "node_modules", "node", "bin"), { recursive: true });
  symlinkSync(process.execPath, join(folder, BUNDLED));
}

function start(flags: readonly string[], ...values: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, launcher, ...values], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const SAYS = "console.log(process.versions.node, process.argv.slice(2).join(' ')); process.exitCode = 2;";

describe("the launcher", () => {
  it("runs the built program in the Node that it has, with all it was given", () => {
    build(SAYS);
    expect(start([], "pack", "list")).toEqual({
      status: 2,
      stdout: `${process.versions.node} pack list\n`,
      stderr: "",
    });
  });

  it("runs it in the Node that npm ci brought where the machine's is old", () => {
    build(SAYS);
    bringNode();
    expect(start(["--require", oldNode], "pack", "--json")).toEqual({
      status: 2,
      stdout: `${process.versions.node} pack --json\n`,
      stderr: "",
    });
  });

  it("says what is missing in one sentence where there is no other Node", () => {
    build(SAYS);
    const { status, stdout, stderr } = start(["--require", oldNode]);
    expect([status, stdout]).toEqual([3, ""]);
    expect(stderr).toBe("Manara needs Node 24 and this is 20.1.0: run npm ci in its folder, which brings it.\n");
  });

  it("says that nothing is built", () => {
    expect(start([])).toEqual({
      status: 3,
      stdout: "",
      stderr: "Manara is not built yet: run npm run build in its folder.\n",
    });
  });

  it.skipIf(process.platform === "win32")(
    "hands the wish to stop on, and ends when the program has ended",
    async () => {
      build(
        "process.on('SIGTERM', () => { console.log('closed'); process.exit(0); });" +
          "setInterval(() => {}, 1000); console.log('open');",
      );
      bringNode();
      const child = spawn(process.execPath, ["--require", oldNode, launcher], { stdio: ["ignore", "pipe", "inherit"] });
      let said = "";
      child.stdout.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        if (said === "open\n") child.kill("SIGTERM");
      });
      const [code] = await once(child, "close");
      expect([said, code]).toEqual(["open\nclosed\n", 0]);
    },
  );
});
