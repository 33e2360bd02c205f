import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dialogs } from "../../../src/main/studio/base/ports.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

/** Which folder's documents wait, over real folders; what waits in them is tested with the service. */

let place: TestPlace;
let opened: TestStudio;
let client: Client;
let chosen: string | null = null;

const dialogs: Dialogs = {
  chooseDocument: async () => null,
  chooseSavePath: async () => null,
  chooseFolder: async () => chosen,
  reveal: async () => undefined,
  openAddress: async () => undefined,
};

async function start() {
  opened = await testStudio(place, dialogs);
  client = opened.window("one");
}
beforeEach(async () => {
  place = await testPlace();
  await start();
});
afterEach(async () => {
  await opened.studio.close();
  await place.remove();
});

describe("the folder of the queue", () => {
  it("is Manara's own until somebody chooses another, and stays chosen after the next start", async () => {
    const drive = join(place.root, "drive");
    await mkdir(join(drive, "July"), { recursive: true });
    await writeFile(join(drive, "July", "broken.manara"), "no zip");
    expect(await client.call("queue.read", {})).toMatchObject({ own: true, documents: [] });
    chosen = null;
    expect(await client.call("queue.choose", {})).toBeNull();
    expect(await client.call("queue.read", {})).toMatchObject({ own: true });
    chosen = drive;
    expect(await client.call("queue.choose", {})).toEqual({ folder: drive, own: false });
    const row = { name: "broken.manara", document: null, problem: { code: "document/not-a-zip" } };
    expect((await client.call("queue.read", {})).documents).toMatchObject([row]);
    await opened.studio.close();
    await start();
    expect(await client.call("queue.read", {})).toMatchObject({ folder: drive, own: false, documents: [row] });
    expect(await client.call("queue.useOwn", {})).toMatchObject({ own: true });
    expect(await client.call("queue.read", {})).toMatchObject({ own: true, documents: [] });
  });

  it("that was chosen and is gone is said to be gone", async () => {
    chosen = join(place.root, "drive");
    await mkdir(chosen);
    await client.call("queue.choose", {});
    await rename(chosen, `${chosen}-away`);
    await expect(client.call("queue.read", {})).rejects.toMatchObject({ code: "storage/missing" });
  });
});
