import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkPackFolder, listPacks, loadPack } from "../../../../src/main/services/pack/packs.ts";
import { signPack } from "../../../../src/main/services/trust/signPack.ts";
import { withPackCopy } from "../../../fakes/packCopy.ts";
import { type TestPlace, testPlace } from "../../../fakes/testStudio.ts";

const NAME = "safe-migration";

let place: TestPlace;

beforeEach(async () => {
  place = await withPackCopy(await testPlace());
});
afterEach(() => place.remove());

const inside = (...path: string[]) => join(place.machine.packsFolder, NAME, ...path);

describe("a signed pack", () => {
  it("says who vouches for it, and keeps the digest that it had", async () => {
    const { machine } = place;
    const before = await loadPack(machine, NAME);
    expect(before.signedBy).toBeNull();
    const key = machine.keys.generate("Publisher");
    await signPack(machine, NAME, key);
    const after = await loadPack(machine, NAME);
    expect(after.pack.digest).toBe(before.pack.digest);
    expect(after.signedBy).toMatchObject({ by: { name: "Publisher", key: key.key }, digest: before.pack.digest });
    // Signing again is signing the same files.
    expect((await signPack(machine, NAME, key)).digest).toBe(before.pack.digest);
  });

  it.for([
    [
      "a file changed",
      "altered",
      async () =>
        writeFile(
          inside("pack.json"),
          (await readFile(inside("pack.json"), "utf8")).replace("Safe migration", "Safe migrations"),
        ),
    ],
    ["a file added", "altered", () => writeFile(inside("note.txt"), "x")],
    [
      "the signature taken from another text",
      "forged",
      async () =>
        writeFile(
          inside("pack.sig.json"),
          (await readFile(inside("pack.sig.json"), "utf8")).replace("Publisher", "Ministry"),
        ),
    ],
    ["a torn signature", "damaged", () => writeFile(inside("pack.sig.json"), "{")],
  ] as const)("is not offered any more: %s", async ([, state, attack]) => {
    const { machine } = place;
    await signPack(machine, NAME, machine.keys.generate("Publisher"));
    await attack();
    const { pack, diagnostics } = await checkPackFolder(machine, NAME);
    expect(pack).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: "pack/altered", severity: "error", values: { case: state } });
    expect((await listPacks(machine)).map(({ id }) => id)).not.toContain(NAME);
    await expect(loadPack(machine, NAME)).rejects.toMatchObject({ code: "pack/invalid" });
  });

  it("without its signature is a pack that nobody vouches for", async () => {
    await signPack(place.machine, NAME, place.machine.keys.generate("Publisher"));
    await rm(inside("pack.sig.json"));
    expect((await loadPack(place.machine, NAME)).signedBy).toBeNull();
  });
});
