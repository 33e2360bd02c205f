import { join } from "node:path";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import { announce, deliver } from "../../src/main/services/export/deliver.ts";
import type { Files } from "../../src/main/services/ports.ts";
import { exportOf } from "./exportOf.ts";

/**
 * Delivers one export into a folder. Before the step of the disk that it was told, counted from the delivery's first,
 * it says so through the pipe and stands still, or goes on while it is killed.
 */

const [folder = "", notes = "", version = "", step = "", stand = ""] = process.argv.slice(2);
let steps = 0;
let counts = false;

const before = async (): Promise<void> => {
  if (!counts) return;
  steps += 1;
  if (steps !== Number(step)) return;
  await new Promise<void>((told) => process.send?.({ step: steps }, () => told()));
  if (stand === "stand") await new Promise(() => setInterval(() => undefined, 60_000));
};
const files: Files = {
  ...nodeFiles,
  async write(...all) {
    await before();
    await nodeFiles.write(...all);
  },
  async move(...all) {
    await before();
    await nodeFiles.move(...all);
  },
  async remove(...all) {
    await before();
    await nodeFiles.remove(...all);
  },
};

const forget = await announce(files, notes, folder);
const staging = await files.makeStaging(folder);
const made = exportOf(version);
for (const { path } of made.manifest.files) await files.write(join(staging, path), made.bytes(path));
counts = true;
await deliver(files, staging, folder, made.manifest);
await files.remove(staging);
await forget();
process.send?.({ done: steps }, () => process.exit(0));
