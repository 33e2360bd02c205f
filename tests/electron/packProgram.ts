import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installedElectron } from "../../scripts/electronProgram.ts";
import { copyPackages, packLinux } from "../build/buildCopy.ts";
import { type Assembled, addLayer, LAYERED_MAIN } from "./assembleProgram.ts";
import { electronForTests } from "./program.ts";

/** The built program → the installed one on Linux, around the Electron of these tests: archive, unpacked parts, its own Node. */

const NEEDED = [
  "dist",
  "resources",
  "templates",
  "LICENSE",
  "package.json",
  "package-lock.json",
  "electron-builder.yml",
];

/** @returns the folder of the installed program, whose program is `manara`. */
export async function packProgram(): Promise<Assembled> {
  const program = electronForTests();
  if (program === null) throw new Error("The test is skipped without Electron's program.");
  const scratch = mkdtempSync(join(tmpdir(), "manara-packed-"));
  const build = join(scratch, "build");
  mkdirSync(build);
  for (const path of NEEDED) cpSync(path, join(build, path), { recursive: true });
  copyPackages(build);
  const older = installedElectron() === null;
  if (older) {
    await addLayer(build);
    dropFuse(join(build, "electron-builder.yml"));
  }
  const electron = join(scratch, "electron");
  cpSync(dirname(program), electron, { recursive: true });
  // The older one has a program of its own that runs folders; an installed one has the archive alone.
  rmSync(join(electron, "resources", "app"), { recursive: true, force: true });
  mkdirSync(join(electron, "resources"), { recursive: true });
  const folder = packLinux(build, electron, older ? [`-c.extraMetadata.main=${LAYERED_MAIN}`] : []);
  return { folder, remove: () => rmSync(scratch, { recursive: true, force: true }) };
}

/** Version 22 knows every fuse but this one. */
function dropFuse(configuration: string): void {
  const lines = readFileSync(configuration, "utf8").split("\n");
  writeFileSync(configuration, lines.filter((line) => !line.includes("grantFileProtocolExtraPrivileges")).join("\n"));
}
