import type { Command } from "commander";
import { counted } from "../../shared/base/diagnostics.ts";
import { digestBytes } from "../../shared/base/digest.ts";
import { confirmEntry } from "../services/pack/confirmEntry.ts";
import { findEntry, listRegistry } from "../services/pack/registry.ts";
import type { Machine } from "../services/ports.ts";
import { readKeyFile } from "../services/trust/keyFiles.ts";
import { type RecalledItem, recall } from "../services/verify/recall.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printResult } from "./report.ts";

/** `manara registry list|confirm|recall`. */

export function addRegistryCommands(program: Command, { add, act }: CommandGroup): void {
  const registry = program.command("registry").description("helplines and facts of a pack: are they still right?");

  const list = add(registry, "list", "every helpline and fact, who confirmed it and when")
    .argument("<pack>", "id or folder")
    .option("--due", "only those that somebody has to confirm");
  act<{ due?: true }>(list, async ({ json, machine }, [pack = ""], { due }) => {
    const all = await listRegistry(machine, pack);
    const entries = due ? all.filter(({ state }) => state !== "confirmed" && state !== "withdrawn") : all;
    const lines = entries.map(({ id, kind, text, state, lastChecked, reviewBy, owner, confirmedBy }) =>
      [
        `${state.padEnd(10)}${kind.padEnd(9)}${id}  ${text}`,
        ...(lastChecked === null ? [] : [`checked ${lastChecked}`]),
        ...(confirmedBy === null
          ? []
          : [`by ${confirmedBy.name}${confirmedBy.genuine ? "" : " (signature not genuine)"}`]),
        ...(reviewBy === null ? [] : [`again by ${reviewBy}`]),
        ...(owner === null ? [] : [`in charge: ${owner}`]),
      ].join("  "),
    );
    printResult(json, { entries }, lines.length === 0 ? ["Nothing is due."] : lines);
    return EXIT.done;
  });

  const confirm = add(registry, "confirm", "write down, signed, that a helpline or fact is right")
    .argument("<pack>", "id or folder")
    .argument("<entry>", "id, for example VN-111")
    .requiredOption("--key <file>", "signing key of the person who asked the operator")
    .option("--on <date>", "day on which it was checked, instead of today")
    .option("--review-by <date>", "day by which it has to be checked again")
    .option("--owner <name>", "person in charge of the entry")
    .option("--note <text>", "how it was checked", "");
  act<{ key: string; on?: string; reviewBy?: string; owner?: string; note: string }>(
    confirm,
    async ({ json, machine }, [pack = "", id = ""], { key, on, reviewBy, owner, note }) => {
      const person = await readKeyFile(machine, key);
      const entry = { id, on: on ?? null, reviewBy: reviewBy ?? null, owner: owner ?? null, note };
      const done = await confirmEntry(machine, pack, person, entry);
      printResult(json, done, [
        `${done.id} is confirmed as of ${done.on} in ${done.path}.`,
        "The pack's files have changed: look at its documents again, and sign the pack again where it is signed.",
      ]);
      return EXIT.done;
    },
  );

  const find = add(registry, "recall", "every document and exported file that carries a helpline, fact or picture")
    .argument("<item>", "id of a helpline or fact, a number, or a picture's file or SHA-256")
    .requiredOption("--in <folder>", "where to search, with all its folders")
    .option("--pack <pack>", "pack of the helpline or fact", "safe-migration");
  act<{ in: string; pack: string }>(find, async ({ json, machine }, [name = ""], options) => {
    const found = await recall(machine, await itemOf(machine, name, options.pack), options.in);
    const { documents, files, skipped } = found;
    printResult(json, found, [
      ...documents.map(({ path, title, places }) => {
        const where = places.map(({ edition, slot }) => `${edition} ${slot}`).join(", ");
        return `document  ${path}  ${title}: ${where}`;
      }),
      ...files.map(({ path, certain, draft }) => `${certain ? "file" : "look at"}  ${path}${draft ? "  (draft)" : ""}`),
      ...skipped.map(({ path, reason }) => `not read  ${path}  ${reason}`),
      `${counted(documents.length, "document")}, ${counted(files.length, "file")}, ${skipped.length} not read.`,
    ]);
    return EXIT.done;
  });
}

async function itemOf(machine: Machine, name: string, pack: string): Promise<RecalledItem> {
  if (/^[0-9a-f]{64}$/.test(name)) return { kind: "picture", id: name, number: null };
  if (/\.(?:jpe?g|png|webp)$/i.test(name)) {
    return { kind: "picture", id: digestBytes(await machine.files.read(name)), number: null };
  }
  const { kind, id, text } = findEntry(await listRegistry(machine, pack), name);
  return { kind, id, number: kind === "helpline" ? text.replace(/[^\d+]/g, "") : null };
}
