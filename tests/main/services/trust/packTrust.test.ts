import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nodeFiles } from "../../../../src/main/platform/nodeFiles.ts";
import { checkPackFolder, loadPack } from "../../../../src/main/services/pack/packs.ts";
import type { Machine } from "../../../../src/main/services/ports.ts";
import { digestsIn, ownPackJudge } from "../../../../src/main/services/trust/ownPacks.ts";
import { gatePolicy, trustLoadedPack } from "../../../../src/main/services/trust/packTrust.ts";
import { signPack } from "../../../../src/main/services/trust/signPack.ts";
import { readTrusted, trustNoMore } from "../../../../src/main/services/trust/trustedKeys.ts";
import { withPackCopy } from "../../../fakes/packCopy.ts";
import { type TestPlace, testPlace } from "../../../fakes/testStudio.ts";

/** Real packs in real folders: which of them the gate lets through. */

const NAME = "safe-migration";

let place: TestPlace;
let machine: Machine;

beforeEach(async () => {
  place = await withPackCopy(await testPlace());
  const judge = ownPackJudge(nodeFiles, resolve("templates"));
  machine = { ...place.machine, isOwnPack: judge, trustFile: join(place.dataFolder, "trusted.json") };
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await place.remove();
});

const inside = (...path: string[]) => join(place.machine.packsFolder, NAME, ...path);
const change = () => appendFile(inside("data", "helplines.json"), "\n");
const untrusted = async () => (await gatePolicy(machine, await loadPack(machine, NAME))).untrustedPack ?? null;

describe("the pack that comes with Manara", () => {
  it("is known by its files wherever they lie, and is a stranger once one of them changed", async () => {
    expect(await untrusted()).toBeNull();
    await change();
    expect(await untrusted()).toEqual({ pack: "safe-migration 1.0.0", by: null });
  });

  it("is known to a built program by the digests that are in it, not by its folder", async () => {
    const own = await digestsIn(nodeFiles, resolve("templates"));
    expect(own).toEqual([(await loadPack(machine, NAME)).pack.digest]);
    const folder = place.machine.packsFolder;
    vi.stubGlobal("MANARA_OWN_PACKS", own);
    machine = { ...machine, isOwnPack: ownPackJudge(nodeFiles, folder) };
    expect(await untrusted()).toBeNull();
    await change();
    expect(await untrusted()).not.toBeNull();
    // A checkout can be edited as a whole: there, the folder is enough.
    vi.unstubAllGlobals();
    machine = { ...machine, isOwnPack: ownPackJudge(nodeFiles, folder) };
    expect(await untrusted()).toBeNull();
  });

  it("does not lend its name to a folder beside its own", async () => {
    await cp(inside(), join(place.root, "packs-evil", NAME), { recursive: true });
    await appendFile(join(place.root, "packs-evil", NAME, "data", "helplines.json"), "\n");
    machine = {
      ...machine,
      packsFolder: join(place.root, "packs-evil"),
      isOwnPack: ownPackJudge(nodeFiles, place.machine.packsFolder),
    };
    expect(await untrusted()).not.toBeNull();
  });
});

describe("a pack from elsewhere", () => {
  beforeEach(change);

  it("is trusted just as it is, and asks again after the next change", async () => {
    await trustLoadedPack(machine, await loadPack(machine, NAME));
    expect(await untrusted()).toBeNull();
    await change();
    expect(await untrusted()).not.toBeNull();
  });

  it("is trusted by its publisher's key, in this release and the next, until that ends", async () => {
    const press = machine.keys.generate("Press office");
    await signPack(machine, NAME, press);
    expect(await untrusted()).toEqual({ pack: "safe-migration 1.0.0", by: "Press office" });
    await trustLoadedPack(machine, await loadPack(machine, NAME));
    expect(await readTrusted(machine)).toMatchObject({ publishers: [{ key: press.key }], packs: [], people: [] });
    expect(await untrusted()).toBeNull();
    await change();
    // Changed after the signature: it is not even loaded.
    expect((await checkPackFolder(machine, NAME)).pack).toBeNull();
    await signPack(machine, NAME, press);
    expect(await untrusted()).toBeNull();
    await signPack(machine, NAME, machine.keys.generate("Press office"));
    expect(await untrusted()).toMatchObject({ by: "Press office" });
    await signPack(machine, NAME, press);
    await trustNoMore(machine, press.key);
    expect(await untrusted()).not.toBeNull();
  });

  it("opens nothing where the list of whom a person trusts is damaged", async () => {
    await trustLoadedPack(machine, await loadPack(machine, NAME));
    const path = machine.trustFile ?? "";
    await writeFile(path, (await readFile(path, "utf8")).slice(1));
    await expect(untrusted()).rejects.toMatchObject({ code: "keys/trusted-damaged" });
  });
});
