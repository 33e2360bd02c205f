import { homedir } from "node:os";
import { relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { QUEUE_STAGES, type QueuePiece } from "../../shared/contract/queueCalls.ts";
import { findDocuments } from "../platform/documentFiles.ts";
import { ownFolder } from "../platform/ownFolders.ts";
import { type LoadedPack, loadPack } from "../services/pack/packs.ts";
import type { Machine } from "../services/ports.ts";
import { createQueueShelf, MOST_DOCUMENTS } from "../services/queue/queue.ts";
import type { QueuedDocument } from "../services/queue/queueRow.ts";
import { readKeyFacts } from "../services/trust/keyFiles.ts";
import { policyUnder } from "../services/trust/teams.ts";
import { TEAM_OPTION } from "./approvalCommands.ts";
import { type CommandGroup, listOf } from "./commandGroup.ts";
import { EXIT, printProgress, printResult } from "./report.ts";

/** `manara queue`: every piece of every document in a folder, where it stands, and what waits for whom. */

interface Options {
  readonly edition?: string;
  readonly stage?: string;
  readonly key?: string;
  readonly team?: string;
  readonly waiting?: true;
}

export function addQueueCommand(program: Command, { add, act }: CommandGroup): void {
  const queue = add(program, "queue", "where every piece in a folder stands, and what waits for whom")
    .argument("[folder]", "with all its folders, instead of MANARA_FOLDER or Documents/Manara")
    .option("--edition <tags>", "only these editions, separated by commas")
    .addOption(new Option("--stage <stage>", "only pieces in this stage").choices(QUEUE_STAGES))
    .option("--key <file>", "whose queue: only the public part of the key is read")
    .option("--waiting", "only what waits for the key; without a team, everything that was handed in")
    .option("--team <file>", TEAM_OPTION);
  act<Options>(queue, async ({ json, machine }, [given], options) => {
    const environment = process.env;
    const own = ownFolder({ environment, platform: process.platform, home: homedir() });
    const folder = resolve(given ?? own);
    const found = await findDocuments(folder, MOST_DOCUMENTS);
    const files = found.files.map(({ path, size, modified }) => ({ path, stamp: `${size} ${modified}` }));
    const policy = await policyUnder(machine, options.team);
    const mine = options.key === undefined ? null : await readKeyFacts(machine, options.key);
    const rows = await createQueueShelf(machine, packsOf(machine)).read(files, { policy, mine });
    const wanted = filterOf(options);
    const documents = rows
      .map((row) => ({ ...row, path: relative(folder, row.path), pieces: row.pieces.filter(wanted) }))
      .filter(({ pieces, problem }) => pieces.length > 0 || problem !== null);
    if (found.left > 0) printProgress(`${found.left} older documents were left out: ${MOST_DOCUMENTS} are looked at.`);
    printResult(json, { folder, documents, left: found.left }, linesOf(documents));
    return EXIT.done;
  });
}

function filterOf({ edition, stage, waiting }: Options): (piece: QueuePiece) => boolean {
  const editions = listOf(edition);
  return (piece) =>
    (editions === null || editions.includes(piece.edition)) &&
    (stage === undefined || piece.stage === stage) &&
    (waiting !== true || piece.turn !== null);
}

function linesOf(documents: readonly QueuedDocument[]): string[] {
  const lines = documents.flatMap(({ path, document, pieces, problem }) => [
    document === null ? path : `${document.title} (${path})`,
    ...(problem === null ? [] : [`  cannot be read: ${problem.message}`]),
    ...pieces.map((piece) => `  ${lineOf(piece)}`),
  ]);
  const waiting = documents.flatMap(({ pieces }) => pieces).filter(({ turn }) => turn !== null).length;
  return [...lines, lines.length === 0 ? "Nothing to show." : `${waiting} waiting.`];
}

function lineOf({ template, edition, stage, last, since, remarks, errors, turn }: QueuePiece): string {
  const parts = [
    `${stage.padEnd(17)}  ${edition}  ${template}`,
    ...(last === null
      ? []
      : [`${last.decision} by ${last.by} at ${last.at}${last.note === "" ? "" : `: ${last.note}`}`]),
    ...(since === null || since === last?.at ? [] : [`since ${since}`]),
    ...(remarks === 0 ? [] : [`${remarks} open remarks`]),
    ...(errors === 0 ? [] : [`${errors} errors`]),
    ...(turn === null ? [] : [`waits: ${turn}`]),
  ];
  return parts.join("  ");
}

/** Each pack is read once. */
function packsOf(machine: Machine): (id: string) => Promise<LoadedPack> {
  const packs = new Map<string, Promise<LoadedPack>>();
  return (id) => {
    const known = packs.get(id) ?? loadPack(machine, id);
    packs.set(id, known);
    return known;
  };
}
