import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { claimDocument, holderOf, releaseDocument } from "../../src/main/platform/documentLock.ts";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import { isProcessRunning } from "../../src/main/platform/processes.ts";

/**
 * One of several processes that want the same lock. `take` answers whether it got it and holds it until `release`;
 * `contend` takes it again and again, and looks each time whether somebody else is inside. `claim` opens a document, and
 * answers whether it is its now; `disclaim` gives it back.
 */

interface Asked {
  readonly do: "take" | "release" | "contend" | "claim" | "disclaim";
  readonly path: string;
  readonly times?: number;
}

const us = holderOf(String(process.pid));
let release: () => void = () => undefined;

process.on("message", async (asked: Asked) => {
  if (asked.do === "take") {
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await nodeFiles
      .withLock(asked.path, async () => {
        process.send?.({ got: true });
        await held;
      })
      .then(
        () => process.send?.({ released: true }),
        (error: { code?: string }) => process.send?.({ got: false, code: error.code }),
      );
  } else if (asked.do === "release") release();
  else if (asked.do === "claim") process.send?.({ got: (await claimDocument(asked.path, us, Date.now())) === null });
  else if (asked.do === "disclaim") {
    await releaseDocument(asked.path, us);
    process.send?.({ released: true });
  }
  if (asked.do === "contend") process.send?.(await contend(asked.path, asked.times ?? 1));
});

/** How often it was inside, and with whom who lives. */
async function contend(path: string, times: number): Promise<{ inside: number; met: number }> {
  let inside = 0;
  let met = 0;
  while (inside < times) {
    await nodeFiles
      .withLock(path, async () => {
        const witness = `${path}.inside`;
        const other = Number(read(witness));
        if (other > 0 && isProcessRunning(other, "")) met += 1;
        writeFileSync(witness, String(process.pid));
        await nodeFiles.exists(path);
        if (Number(read(witness)) !== process.pid) met += 1;
        rmSync(witness, { force: true });
        inside += 1;
      })
      .catch((error: { code?: string }) => {
        if (!error.code?.startsWith("storage/busy")) throw error;
      });
  }
  return { inside, met };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
