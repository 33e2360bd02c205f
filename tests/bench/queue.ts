import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { findDocuments } from "../../src/main/platform/documentFiles.ts";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import { createQueueShelf, type QueueRequest, type QueueShelf } from "../../src/main/services/queue/queue.ts";
import { ONE_APPROVAL } from "../../src/shared/approve/decide.ts";
import { fakeMachine } from "../fakes/fakeMachine.ts";
import { filled, piecesOf, save, shared, sign } from "../fixtures/queueFolder.ts";
import { type Figure, figure } from "./figure.ts";

/** A shared folder with 20 documents, every piece of which was handed in: what waits, asked the first time and again. */

const DOCUMENTS = 20;

export async function benchQueue(): Promise<Record<string, Figure | string>> {
  const folder = mkdtempSync(join(tmpdir(), "manara-bench-"));
  try {
    const machine = { ...fakeMachine(), files: nodeFiles, packsFolder: resolve("templates") };
    const here = await shared(machine, folder);
    const lan = machine.keys.generate("Lan");
    const { content } = here.loaded.pack;
    let pieces = 0;
    for (let count = 0; count < DOCUMENTS; count += 1) {
      const template = content[count % content.length]?.templates[0] ?? "";
      const open = filled(here, template, `${count}.manara`);
      const all = piecesOf(here, open);
      pieces += all.length;
      await save(here, sign(here, open, all, "submit", lan));
    }
    const ask = async (shelf: QueueShelf, more: Partial<QueueRequest> = {}) => {
      const { files } = await findDocuments(folder, DOCUMENTS);
      const listed = files.map(({ path, size, modified }) => ({ path, stamp: `${size} ${modified}` }));
      return shelf.read(listed, { policy: ONE_APPROVAL, mine: null, ...more });
    };
    const cold: number[] = [];
    const firstRows: number[] = [];
    const again: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      // Another pack in memory has shaped nothing yet; its fonts are loaded, as after the first page.
      const { loaded } = await shared(machine, folder);
      const shelf = createQueueShelf(machine, async () => loaded);
      const start = performance.now();
      let seen = 0;
      await ask(shelf, {
        onRow: () => {
          seen += 1;
          if (seen === DOCUMENTS) firstRows.push(performance.now() - start);
        },
      });
      cold.push(performance.now() - start);
      for (let look = 0; look < 4; look += 1) {
        const then = performance.now();
        await ask(shelf);
        again.push(performance.now() - then);
      }
    }
    const named = (what: string) => `queue of ${DOCUMENTS} documents, ${pieces} pieces: ${what}`;
    return {
      [named("what the signatures say")]: figure(firstRows),
      [named("every page set")]: figure(cold),
      [named("a second look")]: figure(again),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
