import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { TestPlace } from "./testStudio.ts";

/** A place with packs of its own, in which a test may change files. */
export async function withPackCopy(place: TestPlace): Promise<TestPlace> {
  const packsFolder = join(place.root, "packs");
  await cp(resolve("templates"), packsFolder, { recursive: true });
  return { ...place, machine: { ...place.machine, packsFolder } };
}

/** The first headline of the card, which its publisher keeps to itself from now on. */
export async function lockHeadline(place: TestPlace): Promise<{ template: string; slot: string }> {
  const path = join(place.machine.packsFolder, "safe-migration/templates/card-helpline.json");
  const text = await readFile(path, "utf8");
  const locked = text.replace('"id": "name",', '"id": "name", "locks": { "content": true },');
  if (locked === text) throw new Error("the card has no frame called name any more");
  await writeFile(path, locked);
  return { template: "card-helpline", slot: "front-headline" };
}
