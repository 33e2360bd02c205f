import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDocuments } from "../../../../src/main/platform/documentFiles.ts";
import { nodeFiles } from "../../../../src/main/platform/nodeFiles.ts";
import { openDocument } from "../../../../src/main/services/document/documents.ts";
import type { Files, Machine, SigningKey } from "../../../../src/main/services/ports.ts";
import { createQueueShelf, type QueueRequest, type QueueShelf } from "../../../../src/main/services/queue/queue.ts";
import type { QueuedDocument } from "../../../../src/main/services/queue/queueRow.ts";
import type { Decision } from "../../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL } from "../../../../src/shared/approve/decide.ts";
import type { QueuePiece } from "../../../../src/shared/contract/queueCalls.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";
import {
  filled,
  only,
  type Person,
  piecesOf,
  policyOf,
  type Shared,
  save,
  shared,
  sign,
  teamOf,
} from "../../../fixtures/queueFolder.ts";

/** What waits for whom, in real documents with real signatures. */

const CARD = "card-helpline";
const VI = "vi-VN";
const EN = "en-VN";

type Name = "lan" | "ha" | "minh";
type Step = readonly [decision: Decision, by: Name];

let folder = "";
let here: Shared;
let machine: Machine & Pick<FakeMachine, "setNow">;
/** Documents that were read since the last look at this list. */
let reads: string[] = [];
let people: Readonly<Record<Name, SigningKey>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manara-queue-"));
  const fake = fakeMachine();
  const files: Files = {
    ...nodeFiles,
    read: (path, limit) => {
      if (path.endsWith(".manara")) reads.push(path);
      return nodeFiles.read(path, limit);
    },
  };
  machine = { ...fake, files, packsFolder: resolve("templates"), isOwnPack: async () => true };
  here = await shared(machine, folder);
  people = { lan: fake.keys.generate("Lan"), ha: fake.keys.generate("Thu Hà"), minh: fake.keys.generate("Minh") };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const newShelf = () => createQueueShelf(machine, async () => here.loaded);

async function ask(shelf: QueueShelf, more: Partial<QueueRequest> = {}): Promise<QueuedDocument[]> {
  const { files } = await findDocuments(folder, 500);
  const listed = files.map(({ path, size, modified }) => ({ path, stamp: `${size} ${modified}` }));
  reads = [];
  return shelf.read(listed, { policy: ONE_APPROVAL, mine: null, ...more });
}

function pieceIn(rows: readonly QueuedDocument[], edition: string): QueuePiece {
  const piece = rows.flatMap(({ pieces }) => pieces).find((one) => one.edition === edition);
  if (piece === undefined) throw new Error(`no piece in ${edition}`);
  return piece;
}

/** A document whose Vietnamese piece was signed so, one after another. */
async function signed(name: string, ...steps: readonly Step[]) {
  let open = filled(here, CARD, name);
  const pieces = only(piecesOf(here, open), { edition: VI });
  for (const [decision, by] of steps) open = sign(here, open, pieces, decision, people[by], { note: decision });
  return save(here, open);
}

/** One letter more in the Vietnamese words. */
async function changeWords(path: string) {
  const open = await openDocument(machine, path);
  const slots = open.document.editions[VI]?.slots ?? {};
  const content = JSON.parse(JSON.stringify(slots.body).replace(/"text":"([^"]*)"/, '"text":"$1a"'));
  const { document } = applyEdit(open.document, { kind: "set-slot", edition: VI, slot: "body", content });
  await save(here, { ...open, document });
}

const SUBMITTED: Step = ["submit", "lan"];

describe("where a piece stands", () => {
  it.each<[string, string, readonly Step[]]>([
    ["nobody has signed anything", "draft", []],
    ["it was handed in", "in-review", [SUBMITTED]],
    ["a reviewer signed the language", "reviewed", [SUBMITTED, ["review", "ha"]]],
    [
      "a reviewer signed it, then asked for changes",
      "changes-requested",
      [
        ["review", "ha"],
        ["request-changes", "ha"],
      ],
    ],
    [
      "the one who asked for changes signed the language",
      "reviewed",
      [
        ["request-changes", "ha"],
        ["review", "ha"],
      ],
    ],
    ["somebody approved", "approved", [SUBMITTED, ["approve", "ha"]]],
    [
      "the approval was taken back",
      "withdrawn",
      [
        ["approve", "ha"],
        ["withdraw", "ha"],
      ],
    ],
  ])("is known where %s: %s", async (_, stage, steps) => {
    await signed("card.manara", ...steps);
    const rows = await ask(newShelf());
    const last = steps.at(-1);
    expect(pieceIn(rows, VI)).toMatchObject({
      stage,
      last: last === undefined ? null : { decision: last[0], by: people[last[1]].name, note: last[0], current: true },
    });
    expect(pieceIn(rows, EN)).toMatchObject({ stage: "draft", turn: null, last: null });
  });

  it("tells since when it is there", async () => {
    let open = filled(here, CARD, "card.manara");
    const pieces = only(piecesOf(here, open), { edition: VI });
    open = sign(here, open, pieces, "submit", people.lan);
    machine.setNow("2026-02-03T04:05:06Z");
    await save(here, sign(here, open, pieces, "review", people.ha));
    expect(pieceIn(await ask(newShelf()), VI).since).toBe("2026-02-03T04:05:06Z");
  });

  it("follows the pages, not what the signatures say of themselves", async () => {
    const { path } = await signed("card.manara", ["approve", "ha"]);
    await changeWords(path);
    const seen: QueuedDocument[] = [];
    const rows = await ask(newShelf(), { onRow: (row) => seen.push(row) });
    expect(seen.map((row) => [row.exact, pieceIn([row], VI).stage])).toEqual([
      [false, "approved"],
      [true, "draft"],
    ]);
    const last = { decision: "approve", current: false };
    expect(pieceIn(rows, VI)).toMatchObject({ stage: "draft", last, turn: "submit" });
  });

  it("believes no statement about another document, and none that was changed", async () => {
    const approved = await signed("approved.manara", ["approve", "ha"]);
    const copied = { ...filled(here, CARD, "copied.manara"), path: join(folder, "copied.manara") };
    await save(here, { ...copied, document: { ...copied.document, approvals: approved.document.approvals } });
    const forged = approved.document.approvals.map((one) => ({
      ...one,
      statement: one.statement.replace("Thu Hà", "Thu Ha"),
    }));
    const document = { ...approved.document, approvals: forged };
    await save(here, { ...approved, path: join(folder, "forged.manara"), revision: null, document });
    const rows = await ask(newShelf());
    const stages = rows.map(({ path, pieces }) => [
      path.slice(folder.length + 1),
      pieceIn([{ ...rows[0], pieces } as QueuedDocument], VI).stage,
    ]);
    expect(Object.fromEntries(stages)).toEqual({
      "approved.manara": "approved",
      "copied.manara": "draft",
      "forged.manara": "draft",
    });
  });

  it("counts the remarks that are open, of this piece alone", async () => {
    const open = filled(here, CARD, "card.manara");
    const said = { by: "Lan", at: "2026-01-02T03:04:05Z" };
    const thread = [{ ...said, text: "Khó đọc" }];
    const at = { template: CARD, page: "front", x: 1, y: 1 };
    const remarks = {
      one: { about: { ...at, edition: VI }, thread, resolved: null },
      two: { about: { ...at, edition: VI }, thread, resolved: said },
      three: { about: { ...at, edition: EN }, thread, resolved: null },
    };
    await save(here, { ...open, document: { ...open.document, comments: remarks } });
    const rows = await ask(newShelf());
    expect([VI, EN, "ar-EG"].map((tag) => pieceIn(rows, tag).remarks)).toEqual([1, 1, 0]);
  });
});

describe("whose turn it is", () => {
  const turnOf = async (who: Name, more: Partial<QueueRequest>) =>
    pieceIn(await ask(newShelf(), { mine: people[who], ...more }), VI);
  const team = (rules: Parameters<typeof teamOf>[2] = {}, editions: readonly string[] = [VI]) => {
    const list: Person[] = [
      { key: people.ha, roles: ["lead"] },
      { key: people.minh, roles: ["reviewer"], editions },
      { key: people.lan, roles: ["officer"] },
    ];
    return { policy: policyOf(teamOf(machine, list, rules)) };
  };

  it("is everybody's without a team, but for those who approved, once it was handed in", async () => {
    await signed("card.manara", SUBMITTED);
    expect((await turnOf("minh", {})).turn).toBe("approve");
    expect(pieceIn(await ask(newShelf()), VI).turn).toBe("approve");
    const twice = { policy: { trusted: null, required: 2 } };
    await rm(join(folder, "card.manara"));
    await signed("card.manara", SUBMITTED, ["approve", "ha"]);
    expect((await turnOf("ha", twice)).turn).toBeNull();
    expect((await turnOf("minh", twice)).turn).toBe("approve");
  });

  it("is the lead's in a team of one stage", async () => {
    await signed("card.manara", SUBMITTED);
    expect(await turnOf("ha", team())).toMatchObject({ turn: "approve" });
    expect(await turnOf("minh", team())).toMatchObject({ turn: "review", can: ["review", "request-changes"] });
    expect(await turnOf("lan", team())).toMatchObject({ turn: null, can: [] });
  });

  it("is the reviewer's first where the team has two stages, for their editions alone", async () => {
    const two = { stages: "two" as const };
    await signed("card.manara", SUBMITTED);
    expect((await turnOf("ha", team(two))).turn).toBeNull();
    expect((await turnOf("minh", team(two))).turn).toBe("review");
    expect(await turnOf("minh", team(two, [EN]))).toMatchObject({ turn: null, can: [] });
    await rm(join(folder, "card.manara"));
    await signed("card.manara", SUBMITTED, ["review", "minh"]);
    expect((await turnOf("ha", team(two))).turn).toBe("approve");
    expect((await turnOf("minh", team(two))).turn).toBeNull();
  });

  it("is no second stage where somebody signed the language who may not", async () => {
    await signed("card.manara", SUBMITTED, ["review", "lan"]);
    expect(await turnOf("minh", team({ stages: "two" }))).toMatchObject({ stage: "in-review", turn: "review" });
  });

  it("is the officer's where changes are asked for, and where the pages changed since", async () => {
    const { path } = await signed("card.manara", SUBMITTED, ["request-changes", "ha"]);
    expect((await turnOf("lan", team())).turn).toBe("mend");
    expect((await turnOf("ha", team())).turn).toBeNull();
    await changeWords(path);
    expect(await turnOf("lan", team())).toMatchObject({ stage: "draft", errors: 0, turn: "submit" });
    expect((await turnOf("ha", team())).turn).toBeNull();
  });

  it("is nobody's who is not in the list, or has no key", async () => {
    await signed("card.manara", SUBMITTED);
    const stranger = { ...team(), mine: machine.keys.generate("Stranger") };
    expect(pieceIn(await ask(newShelf(), stranger), VI)).toMatchObject({ turn: null, can: [] });
    expect(pieceIn(await ask(newShelf(), team()), VI)).toMatchObject({ turn: null, can: [] });
  });

  it("lets nobody approve pages of a pack that nobody vouches for", async () => {
    machine = { ...machine, isOwnPack: async () => false };
    await signed("card.manara", SUBMITTED);
    expect((await turnOf("ha", {})).can).not.toContain("approve");
  });
});

describe("a folder", () => {
  it("is read once, and again only what changed", async () => {
    const { path } = await signed("one.manara", SUBMITTED);
    await signed("two.manara");
    const shelf = newShelf();
    const first = await ask(shelf);
    expect(reads).toHaveLength(2);
    expect(await ask(shelf)).toEqual(first);
    expect(reads).toEqual([]);
    await changeWords(path);
    expect(pieceIn(await ask(shelf), VI).last).toMatchObject({ current: false });
    expect(reads).toEqual([path]);
  });

  it("is judged anew on another day: a consent or a source may have ended", async () => {
    const { path } = await signed("one.manara", SUBMITTED);
    const shelf = newShelf();
    await ask(shelf);
    machine.setNow(new Date(machine.clock.now().getTime() + 24 * 60 * 60 * 1000).toISOString());
    await ask(shelf);
    expect(reads).toEqual([path]);
  });

  it("is judged anew for another person and for another pack", async () => {
    await signed("one.manara", SUBMITTED);
    let loaded = here.loaded;
    const shelf = createQueueShelf(machine, async () => loaded);
    const lead = { policy: policyOf(teamOf(machine, [{ key: people.ha, roles: ["lead"] }])), mine: people.ha };
    expect(pieceIn(await ask(shelf), VI).turn).toBe("approve");
    expect(pieceIn(await ask(shelf, { ...lead, mine: people.minh }), VI).turn).toBeNull();
    expect(pieceIn(await ask(shelf, lead), VI).turn).toBe("approve");
    // Another release draws the same words otherwise, so nothing that was signed holds any more.
    loaded = { ...loaded, pack: { ...loaded.pack, release: "9.9.9" } };
    expect(pieceIn(await ask(shelf, lead), VI)).toMatchObject({ stage: "draft", last: { current: false } });
  });

  it("goes on after what cannot be read, and says why", async () => {
    await signed("good.manara", SUBMITTED);
    await writeFile(join(folder, "damaged.manara"), "not a zip");
    const foreign = filled(here, CARD, "foreign.manara");
    const pack = { ...foreign.document.pack, id: "elsewhere" };
    await save(here, { ...foreign, document: { ...foreign.document, pack } });
    const packOf = async (id: string) => {
      if (id !== here.loaded.pack.id)
        return (await import("../../../../src/main/services/pack/packs.ts")).loadPack(machine, id);
      return here.loaded;
    };
    const rows = await ask(createQueueShelf(machine, packOf));
    const told = Object.fromEntries(rows.map((row) => [row.path.slice(folder.length + 1), row.problem?.code ?? null]));
    expect(told).toEqual({
      "good.manara": null,
      "damaged.manara": "document/not-a-zip",
      "foreign.manara": "pack/unknown",
    });
    expect(rows.find(({ problem }) => problem?.code === "pack/unknown")?.document?.title).toBe("foreign.manara");
  });

  it("is called off between two documents", async () => {
    await signed("one.manara", SUBMITTED);
    await signed("two.manara", SUBMITTED);
    const controller = new AbortController();
    const asked = ask(newShelf(), { signal: controller.signal, onRow: () => controller.abort() });
    await expect(asked).rejects.toMatchObject({ code: "contract/cancelled" });
    expect(reads).toHaveLength(1);
  });

  it("shows a document that is open here as its windows do", async () => {
    const { path } = await signed("one.manara");
    const open = await openDocument(machine, path);
    const pieces = piecesOf(here, open);
    const { document } = sign(here, open, pieces, "submit", people.lan);
    const live: NonNullable<QueueRequest["live"]> = async () => ({
      document,
      loaded: here.loaded,
      compose: async () => ({ document, pieces }),
    });
    const shelf = newShelf();
    expect(pieceIn(await ask(shelf, { live }), VI).stage).toBe("in-review");
    expect(pieceIn(await ask(shelf), VI).stage).toBe("draft");
  });

  it("counts up to the last exact row", async () => {
    await signed("one.manara", SUBMITTED);
    await signed("two.manara");
    const counts: [number, number][] = [];
    await ask(newShelf(), { onRow: (_, done, total) => counts.push([done, total]) });
    expect(counts.at(-1)).toEqual([2, 2]);
    expect(counts).toHaveLength(3);
  });
});

describe("the documents of a folder", () => {
  it("are found in its folders, newest first, without hidden ones, up to a number", async () => {
    await mkdir(join(folder, "July", ".trash"), { recursive: true });
    for (const name of ["old.manara", "July/new.MANARA", "July/.trash/gone.manara", ".hidden.manara", "notes.txt"])
      await writeFile(join(folder, name), "");
    const { utimes } = await import("node:fs/promises");
    await utimes(join(folder, "old.manara"), 1000, 1000);
    const all = await findDocuments(folder, 500);
    expect(all.files.map(({ path }) => path.slice(folder.length + 1))).toEqual([
      join("July", "new.MANARA"),
      "old.manara",
    ]);
    expect(await findDocuments(folder, 1)).toMatchObject({ files: [{}], left: 1 });
    await expect(findDocuments(join(folder, "none"), 1)).rejects.toMatchObject({ code: "storage/missing" });
  });
});
