import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipArchives } from "../../src/main/platform/zipArchives.ts";
import { readDocumentFile } from "../../src/main/services/document/documentFile.ts";
import { CALLS, type CallInput, type CallName } from "../../src/shared/contract/contract.ts";
import type { WireAnswer } from "../../src/shared/contract/wire.ts";
import type { Edit } from "../../src/shared/document/edits.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../fakes/testStudio.ts";

/**
 * Every call of the contract with a good input of which one value is hostile: a call that fails changes nothing in
 * memory or on the disk and is no fault of ours, and one that is answered leaves a document that can be saved and read.
 */

const PACK = "safe-migration";
const TEMPLATE = "poster-fake-job-signs";
const HALF = "\ud83d";
const RUNS = Number(process.env.MANARA_HOSTILE_RUNS ?? 25);
const anywhere = fc.noBias(fc.nat(100_000));

let place: TestPlace;
let studio: TestStudio;
let session: string;
let upload: string;
let copy: string;
let table: string;
let handle: string;
let proof: string;

const ask = (name: string, input: unknown): Promise<WireAnswer> =>
  studio.studio.dispatch(name, input, {
    client: "hostile",
    signal: { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined },
    onProgress: () => undefined,
  });

async function good<Name extends CallName>(name: Name, input: CallInput<Name>) {
  return studio.window("hostile").call(name, input);
}

beforeAll(async () => {
  place = await testPlace();
  studio = await testStudio(place);
  await open();
});
afterAll(async () => {
  await studio.studio.close();
  await place.remove();
});

/** A saved document with a key, a picture, a remark and a step of undo; and a copy of its file. */
async function open(): Promise<void> {
  const made = await good("documents.create", { pack: PACK, template: TEMPLATE, editions: [], sample: true });
  session = made.session;
  if ((await good("keys.mine", {})) === null) await good("keys.create", { name: "Lan" });
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0E3A53" } })
    .png()
    .toBuffer();
  upload = await studio.studio.putAsset(new Uint8Array(picture));
  await good("documents.edit", { session, edit: { kind: "set-title", title: "Đi an toàn" } });
  await good("documents.save", { session });
  handle = (await good("documents.list", {}))[0]?.handle ?? "";
  copy = (await good("documents.copy", { session })).asset;
  table = (await good("localise.export", { session, edition: "vi-VN", source: "en-VN", format: "csv" })).asset;
  proof ||= (await good("approvals.list", { session }))[0]?.proof ?? "";
}

const piece = () => ({ template: TEMPLATE, edition: "ar-EG" });
const remark = {
  about: { edition: "vi-VN", slot: "headline" },
  thread: [{ by: "Lan", at: "2026-01-01T00:00:00Z", text: "Rõ hơn?" }],
  resolved: null,
};
const edits: Edit[] = [
  { kind: "set-title", title: "Tên khác" },
  {
    kind: "set-slot",
    edition: "vi-VN",
    slot: "headline",
    content: [{ kind: "paragraph", content: [{ text: "Hỏi" }] }],
  },
  { kind: "set-remark", id: "first", remark },
  { kind: "set-remark", id: "constructor", remark: null },
  { kind: "set-source", source: "en-VN" },
  { kind: "set-digits", edition: "ar-EG", digits: null },
  { kind: "place-picture", slot: "photo", placement: null },
  { kind: "set-picture", digest: "0".repeat(64), picture: null },
  { kind: "set-edition", edition: "ar-EG", content: { slots: {} } },
];
const about = () => ({ pack: PACK, kind: "helpline" as const, id: "VN-111" });

/** For every call, inputs that are as they should be; a new call of the contract has to come here too. */
const GOOD: { readonly [Name in CallName]: () => readonly CallInput<Name>[] } = {
  "host.describe": () => [{}],
  "host.takeDocument": () => [{}],
  "host.openAddress": () => [{ url: "https://example.org/" }],
  "settings.read": () => [{}],
  "settings.change": () => [{ name: "Lan", zoom: 120, theme: "dark" }],
  "packs.list": () => [{}],
  "packs.files": () => [{ id: PACK }],
  "packs.sample": () => [{ id: PACK, template: TEMPLATE }],
  "rules.look": () => [{}],
  "packs.trustOf": () => [{ id: PACK }],
  "packs.trust": () => [{ id: PACK, digest: "0".repeat(64) }],
  "documents.recent": () => [{}],
  "documents.list": () => [{}],
  "documents.choose": () => [{}],
  "documents.import": () => [{ upload: copy, name: "bản sao.manara" }],
  "documents.peek": () => [{ handle }],
  "documents.create": () => [{ pack: PACK, template: TEMPLATE, title: "Mới", editions: ["vi-VN"], sample: false }],
  "documents.open": () => [{ handle }],
  "documents.state": () => [{ session }],
  "documents.edit": () =>
    [...edits, { kind: "together" as const, edits }].map((edit) => ({ session, edit: edit as Edit })),
  "documents.draft": () => edits.map((edit) => ({ session, edit })),
  "documents.undo": () => [{ session }],
  "documents.redo": () => [{ session }],
  "documents.save": () => [{ session }],
  "documents.saveAs": () => [{ session, name: "Tên khác" }],
  "documents.copy": () => [{ session }],
  "documents.editAnyway": () => [{ session }],
  "documents.close": () => [{ session, discard: false }],
  "documents.recoveries": () => [{}],
  "documents.recover": () => [{ recovery: "a".repeat(22) }],
  "documents.discardRecovery": () => [{ recovery: "a".repeat(22) }],
  "pictures.add": () => [{ session, upload, name: "biển.png" }],
  "approvals.list": () => [{ session }],
  "approvals.decide": () => [
    {
      session,
      pieces: [{ ...piece(), proof }],
      decision: "request-changes",
      note: "Xin sửa",
      reasons: [{ code: "localise/C09", place: "", reason: "Đúng vậy" }],
    },
  ],
  "approvals.changes": () => [{ session, ...piece() }],
  "keys.mine": () => [{}],
  "keys.create": () => [{ name: "Minh", organisation: "Ban" }],
  "exports.choose": () => [{}],
  "exports.run": () => [{ session, pieces: [piece()], formats: ["png"], draft: true, target: null, ppi: 36 }],
  "exports.reveal": () => [{ target: handle }],
  "team.read": () => [{}],
  "team.preview": () => [{ upload }],
  "team.import": () => [{ upload }],
  "queue.read": () => [{}],
  "queue.choose": () => [{}],
  "queue.useOwn": () => [{}],
  "localise.export": () => [{ session, edition: "vi-VN", source: "en-VN", format: "xliff" }],
  "localise.import": () => [{ session, upload: table, edition: null, by: "Lan" }],
  "localise.suggest": () => [{ session, edition: "vi-VN", slot: "headline", source: "en-VN" }],
  "merge.preview": () => [{ session, other: { from: "upload", upload: copy, name: "x.manara" }, choices: {} }],
  "merge.approvals": () => [{ session, other: { from: "file", handle }, choices: { title: "ours" } }],
  "merge.apply": () => [{ session, other: { from: "disk" }, choices: {}, seen: "0".repeat(64) }],
  "registry.list": () => [{ pack: PACK }],
  "registry.confirm": () => [{ ...about(), on: null, reviewBy: null, owner: "Lan", note: "Đã gọi" }],
  "registry.withdraw": () => [{ ...about(), reason: "Số sai" }],
  "registry.release": () => [{ ...about(), reason: "Số đúng" }],
  "registry.find": () => [{ ...about(), folder: null }],
  "registry.chooseFolder": () => [{}],
};

const HOSTILE: readonly unknown[] = [
  HALF,
  `Đi ${HALF} an toàn`,
  "\udc00",
  "",
  "\0",
  "constructor",
  "__proto__",
  "../../etc/passwd",
  "x".repeat(30_000),
  "👍".repeat(1000),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  -0,
  0.5,
  2 ** 53,
  null,
  undefined,
  true,
  [],
  {},
  [HALF],
  { [HALF]: HALF },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  nested(5000),
  () => "a function",
  Symbol("a symbol"),
  10n,
];

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** The value with another one at a place, or one more beside it. */
function withAt(value: unknown, [first, ...rest]: Path, hostile: unknown): unknown {
  if (first === undefined) return hostile;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === first ? withAt(one, rest, hostile) : one));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [first]: withAt(members[first], rest, hostile) };
}

/** Everything that a call could leave behind; half-written files too. */
async function everything() {
  // What earlier calls left to be journalled is no work of this one.
  await studio.studio.journal();
  const disk: Record<string, string> = {};
  for (const entry of await readdir(place.root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.name.endsWith(".lock")) continue;
    const bytes = entry.isFile() ? await readFile(path) : null;
    disk[path] = bytes === null ? "a folder" : createHash("sha256").update(bytes).digest("hex");
  }
  const open = await ask("documents.state", { session });
  return { disk, open, settings: await good("settings.read", {}) };
}

/** What is open can be written, and read again as it is. */
async function canBeKept(): Promise<void> {
  const state = await good("documents.state", { session });
  const { asset } = await good("documents.copy", { session });
  const file = await studio.studio.readAsset(asset);
  const read = await readDocumentFile(zipArchives, file?.bytes ?? new Uint8Array());
  expect(read.document).toEqual(state.document);
}

describe("a hostile value in a call", () => {
  for (const name of Object.keys(CALLS) as CallName[]) {
    it(`changes nothing, or nothing that cannot be kept: ${name}`, { timeout: 120_000 }, async () => {
      const run = async (pick: number, place: number, hostile: unknown) => {
        if (!(await ask("documents.state", { session })).ok) await open();
        const inputs = GOOD[name]();
        const input = inputs[pick % inputs.length];
        const paths = pathsOf(input);
        const sent = withAt(input, paths[place % paths.length] ?? [], hostile);
        const before = await everything();
        const answer = await ask(name, sent);
        const faults = studio.faults.splice(0);
        expect(faults).toEqual([]);
        if (answer.ok) await good("documents.state", { session }).then(canBeKept, () => undefined);
        else {
          expect(answer.failure.code).not.toBe("manara/fault");
          expect(await everything()).toEqual(before);
        }
      };
      await fc.assert(fc.asyncProperty(anywhere, anywhere, fc.constantFrom(...HOSTILE), run), {
        numRuns: name === "documents.edit" ? 8 * RUNS : RUNS,
      });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });
  }

  it("names the text that holds half of a character", async () => {
    const answer = await ask("documents.edit", { session, edit: { kind: "set-title", title: `a${HALF}` } });
    expect(answer).toMatchObject({
      ok: false,
      failure: {
        code: "contract/ill-formed-text",
        message: "documents.edit › edit › title holds half of a character.",
      },
    });
  });
});
