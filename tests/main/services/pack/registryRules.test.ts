import { beforeEach, describe, expect, it } from "vitest";
import { confirmEntry, noteEntry } from "../../../../src/main/services/pack/confirmEntry.ts";
import { findEntry, listRegistry, type RegistryEntry } from "../../../../src/main/services/pack/registry.ts";
import {
  addNote,
  factValue,
  notesPath,
  packUpkeep,
  type RegistryNote,
  readNotes,
  upkeepOf,
} from "../../../../src/main/services/pack/registryNotes.ts";
import type { SigningKey } from "../../../../src/main/services/ports.ts";
import { canonicalText } from "../../../../src/shared/base/digest.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";

/** What counts as confirmed, case by case, in a registry of two helplines and a fact; `registry.test.ts` uses a real pack. */

const FOLDER = "/packs/sample";
const HELPLINES = `${FOLDER}/lines.json`;
const FACTS = `${FOLDER}/facts.json`;
const NOTES = "/notes/sample.json";
const TODAY = "2026-07-01";

const local = (text: string) => ({ en: text, vi: text, ar: text });
const LINE = {
  id: "VN-111",
  country: "VN",
  number: "+84111222",
  display: "+84 (111) 2.2-2",
  dial_from: "anywhere",
  cost: "",
  hours: "",
  languages: [],
  name: local("Child helpline"),
  name_status: local(""),
  operator: local(""),
  for: local(""),
  status: "published",
  evidence_date: null,
  sources: ["a", "b"],
  urls: [],
  email: null,
  website: null,
  use_in_templates: true,
  notes: "",
  last_checked: null,
};
const FACT = {
  id: "F1",
  text: { en: "One.", vi: "Một.", ar: "واحد." },
  source: "ILO 2021",
  year: 2021,
  status: "",
  source_key: "",
  note: "",
};

let machine: FakeMachine & { registryFolder: string };
let lan: SigningKey;
let eve: SigningKey;

const encode = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const write = (path: string, value: unknown) => machine.files.content.set(path, encode(value));
const textOf = (path: string) => new TextDecoder().decode(machine.files.content.get(path));
const linesFile = (...helplines: object[]) => ({
  version: 1,
  note: "",
  helplines,
  retired: [],
  misprints: [],
  lines: {},
  sources: { a: { title: "Ministry", url: "", status: "" } },
});
const factsFile = (...facts: object[]) => ({ version: 1, note: "", facts });

beforeEach(() => {
  machine = { ...fakeMachine(), registryFolder: "/notes" };
  machine.setNow(`${TODAY}T10:00:00Z`);
  lan = machine.keys.fromSeed("Lan", new Uint8Array(32).fill(7));
  eve = machine.keys.fromSeed("Eve", new Uint8Array(32).fill(8));
  write(`${FOLDER}/pack.json`, { id: "sample", data: { helplines: "lines.json", facts: "facts.json" }, more: 1 });
  write(HELPLINES, linesFile(LINE, { ...LINE, id: "VN-112", number: "112", display: "112", sources: [] }));
  write(FACTS, factsFile(FACT));
});

const entry = async (id = "VN-111"): Promise<RegistryEntry | undefined> =>
  (await listRegistry(machine, "sample")).find((one) => one.id === id);
const stateOf = async (id?: string) => (await entry(id))?.state;
const withLine = (more: object) => write(HELPLINES, linesFile({ ...LINE, ...more }));
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe("an entry nobody looked at", () => {
  it("says what is printed, whose it is, and where it comes from", async () => {
    const nobody = {
      owner: null,
      lastChecked: null,
      reviewBy: null,
      state: "never",
      confirmedBy: null,
      note: "",
      withdrawn: null,
    };
    const line = { kind: "helpline", name: LINE.name, country: "VN" };
    expect(await listRegistry(machine, "sample")).toEqual([
      { ...line, ...nobody, id: "VN-111", text: "+84 (111) 2.2-2", source: "Ministry; b" },
      { ...line, ...nobody, id: "VN-112", text: "112", source: "" },
      { kind: "fact", id: "F1", text: "One.", name: FACT.text, country: null, source: "ILO 2021", ...nobody },
    ]);
    expect(await listRegistry(machine, FOLDER)).toHaveLength(3);
  });
});

describe("the files of a registry", () => {
  it.each([
    ["no JSON", HELPLINES, "{"],
    ["not what helplines are", HELPLINES, factsFile()],
    ["not what facts are", FACTS, linesFile()],
    ["not what a pack is", `${FOLDER}/pack.json`, { id: "sample", data: {} }],
    ["without the pack's id", `${FOLDER}/pack.json`, { data: { helplines: "lines.json", facts: "facts.json" } }],
  ])("are damaged where one is %s", async (_, path, content) => {
    write(path, content);
    await expect(listRegistry(machine, "sample")).rejects.toThrowError(code("registry/damaged"));
  });

  it("may begin with a byte order mark", async () => {
    write(HELPLINES, `\ufeff${textOf(HELPLINES)}`);
    expect(await stateOf()).toBe("never");
  });

  it("are no larger than two megabytes, notes no larger than sixteen", async () => {
    await noteEntry(machine, "sample", lan, { ...facts, what: "confirmed" });
    const limits = new Map<string, number>();
    const { files } = machine;
    const read: typeof files.read = (path, limit) => {
      limits.set(path, limit ?? 0);
      return files.read(path, limit);
    };
    await listRegistry({ ...machine, files: { ...files, read } }, "sample");
    const megabytes = (count: number) => count * 1024 * 1024;
    expect(Object.fromEntries(limits)).toEqual({
      [`${FOLDER}/pack.json`]: megabytes(2),
      [HELPLINES]: megabytes(2),
      [FACTS]: megabytes(2),
      [NOTES]: megabytes(16),
    });
  });
});

describe("how long a look holds", () => {
  const fact = (more: object) => write(FACTS, factsFile({ ...FACT, ...more }));

  it("is ninety days for a helpline and a year for a fact, the last day included", async () => {
    withLine({ last_checked: "2026-04-02" });
    expect(await stateOf()).toBe("confirmed");
    withLine({ last_checked: "2026-04-01" });
    expect(await stateOf()).toBe("due");
    fact({ last_checked: "2025-07-01" });
    expect(await stateOf("F1")).toBe("confirmed");
    fact({ last_checked: "2025-06-30" });
    expect(await stateOf("F1")).toBe("due");
  });

  it("is until the day that the entry names, however far", async () => {
    withLine({ last_checked: "2026-06-30", review_by: "2026-07-01" });
    expect(await stateOf()).toBe("due");
    withLine({ last_checked: "2020-01-01", review_by: "2026-07-02" });
    expect(await stateOf()).toBe("confirmed");
    withLine({ review_by: "2026-07-02" });
    expect(await stateOf()).toBe("never");
    expect(await entry()).toMatchObject({ reviewBy: "2026-07-02", lastChecked: null });
  });

  it("is nothing where the pack does not print the number", async () => {
    withLine({ last_checked: TODAY, use_in_templates: false });
    expect(await entry()).toMatchObject({ state: "withdrawn", withdrawn: null });
  });
});

describe("a confirmation in the pack's file", () => {
  const said = {
    manara: "confirmation",
    version: 1,
    kind: "helpline",
    id: "VN-111",
    value: LINE.number,
    on: "2026-06-30",
    note: "Called.",
  };
  const confirmed = (more: object = {}, { by = lan, key = lan.key }: { by?: SigningKey; key?: string } = {}) => {
    const statement = canonicalText({ ...said, by: { name: "Lan", key: lan.key }, ...more });
    const signature = machine.keys.sign(by, new TextEncoder().encode(statement));
    withLine({ last_checked: "2026-06-30", owner: "Desk", confirmation: { statement, key, signature } });
  };

  it("is genuine where the person signed it of this entry on this day", async () => {
    confirmed();
    expect(await entry()).toMatchObject({
      state: "confirmed",
      owner: "Desk",
      lastChecked: "2026-06-30",
      confirmedBy: { name: "Lan", key: lan.key, genuine: true },
      note: "Called.",
    });
  });

  it.each<[string, object]>([
    ["of another kind", { kind: "fact" }],
    ["of another entry", { id: "VN-112" }],
    ["of another day", { on: "2026-06-29" }],
    ["that names another key", { by: { name: "Lan", key: "ed25519:other" } }],
  ])("is not where it is signed %s, but says who wrote it", async (_, more) => {
    confirmed(more);
    expect(await entry()).toMatchObject({
      state: "changed",
      confirmedBy: { name: "Lan", key: lan.key, genuine: false },
      note: "Called.",
    });
  });

  it.each<[string, object]>([
    ["of something else", { manara: "registry-note" }],
    ["of another version", { version: 2 }],
    ["of an unknown kind", { kind: "picture" }],
    ["with a day that is none", { on: "yesterday" }],
    ["with a number for a name", { by: { name: 1, key: "" } }],
    ["with more than it may say", { more: true }],
    ["with more about the person than it may say", { by: { name: "Lan", key: "", more: true } }],
  ])("cannot be read where it is a statement %s", async (_, more) => {
    confirmed(more);
    expect(await entry()).toMatchObject({
      state: "changed",
      confirmedBy: { name: "", key: lan.key, genuine: false },
      note: "",
    });
  });

  it("is not genuine where another key signed it, or stands beside it", async () => {
    confirmed({}, { by: eve });
    expect((await entry())?.confirmedBy?.genuine).toBe(false);
    confirmed({}, { by: eve, key: eve.key });
    expect((await entry())?.confirmedBy).toEqual({ name: "Lan", key: eve.key, genuine: false });
  });

  it("does not hold for another number, though it is genuine", async () => {
    confirmed({ value: "112" });
    expect(await entry()).toMatchObject({ state: "changed", confirmedBy: { genuine: true } });
  });

  it("that is no JSON says nothing", async () => {
    withLine({ confirmation: { statement: "{}}", key: lan.key, signature: "A".repeat(86) } });
    expect(await entry()).toMatchObject({ state: "changed", confirmedBy: { name: "", genuine: false }, note: "" });
  });
});

describe("writing a confirmation into the pack", () => {
  const plain = { id: "VN-111", on: null, reviewBy: null, owner: null, note: "" };
  const confirm = (more: Partial<typeof plain> | object = {}) =>
    confirmEntry(machine, "sample", lan, { ...plain, ...more });
  type Written = Record<string, unknown> & { confirmation: { statement: string; key: string; signature: string } };
  const written = (path = HELPLINES) => {
    const { helplines, facts: known } = JSON.parse(textOf(path)) as Record<string, Written[]>;
    return (helplines ?? known)?.[0];
  };

  it("adds the day and the signed words, and nothing that was not said", async () => {
    expect(await confirm()).toEqual({ path: HELPLINES, kind: "helpline", id: "VN-111", on: TODAY });
    const { confirmation, ...rest } = written() ?? { confirmation: null };
    expect(rest).toEqual({ ...LINE, last_checked: TODAY });
    expect(confirmation).toMatchObject({ key: lan.key });
    expect(JSON.parse(confirmation?.statement ?? "")).toEqual({
      manara: "confirmation",
      version: 1,
      kind: "helpline",
      id: "VN-111",
      value: LINE.number,
      on: TODAY,
      by: { name: "Lan", key: lan.key },
      note: "",
    });
    expect(await entry()).toMatchObject({ state: "confirmed", confirmedBy: { genuine: true } });
  });

  it("adds the next look and who keeps it where somebody said so", async () => {
    await confirm({ on: "2026-06-01", reviewBy: "2026-06-02", owner: "Desk", note: "e\u0301" });
    expect(written()).toMatchObject({ last_checked: "2026-06-01", review_by: "2026-06-02", owner: "Desk" });
    expect((await entry())?.note).toBe("\u00e9");
  });

  it("goes to the file that holds the entry", async () => {
    expect(await confirm({ id: "F1" })).toMatchObject({ path: FACTS, kind: "fact" });
    expect(written(FACTS)).toMatchObject({ last_checked: TODAY });
    expect(await stateOf("F1")).toBe("confirmed");
    expect(await stateOf("VN-111")).toBe("never");
  });

  it("does not get in the way of somebody who changes the pack", async () => {
    const both = machine.files.withLock(`${FOLDER}/pack.json`, () => confirm());
    await expect(both).rejects.toThrowError(code("storage/busy"));
  });

  it.each([
    ['"2026-07-02" lies in the future.', { on: "2026-07-02" }],
    ['"1.7.2026" is no date.', { on: "1.7.2026" }],
    ['"soon" is no date.', { reviewBy: "soon" }],
    ['"2026-07-01" is not after the confirmation.', { reviewBy: TODAY }],
    ['"2026-05-01" is not after the confirmation.', { on: "2026-06-01", reviewBy: "2026-05-01" }],
  ])("fails with %s", async (message, more) => {
    const before = textOf(HELPLINES);
    await expect(confirm(more)).rejects.toMatchObject({ code: "registry/wrong-date", message });
    await expect(noteEntry(machine, "sample", lan, { ...facts, what: "confirmed", ...more })).rejects.toMatchObject({
      code: "registry/wrong-date",
      message,
    });
    expect(textOf(HELPLINES)).toBe(before);
    expect(machine.files.content.has(NOTES)).toBe(false);
  });
});

const facts = { kind: "helpline", id: "VN-111", on: null, reviewBy: null, owner: null, note: "Called." } as const;

describe("an entry by its name", () => {
  const of = (id: string, kind: "helpline" | "fact", text: string) => ({ id, kind, text });
  const entries = [of("f1", "fact", "112"), of("F1", "fact", "Two."), of("VN-111", "helpline", "+84 (111) 2.2-2")];
  const found = (name: string) => entries.indexOf(findEntry(entries, name) as (typeof entries)[number]);

  it("is the very id, else the id in any capitals, else the digits of a helpline", () => {
    expect([found("f1"), found("F1"), found("vn-111"), found("+84111222"), found("+84 111-22.2")]).toEqual([
      0, 1, 2, 2, 2,
    ]);
    for (const unknown of ["112", "Two.", "", "111222"]) {
      expect(() => found(unknown)).toThrowError(code("registry/unknown-entry"));
    }
  });
});

describe("notes beside the pack", () => {
  const note = (more: Partial<Omit<RegistryNote, "kind" | "id">> & { id?: string; kind?: RegistryNote["kind"] }) =>
    noteEntry(machine, "sample", lan, { ...facts, what: "confirmed", ...more });
  const statements = () =>
    (JSON.parse(textOf(NOTES)) as { notes: { statement: string }[] }).notes.map(
      ({ statement }) => JSON.parse(statement) as RegistryNote,
    );

  it("are a file of signed statements, each with its moment", async () => {
    await note({ reviewBy: "2026-08-01", owner: " e\u0301 ", note: " e\u0301 " });
    await note({ what: "released", on: "2026-06-01" });
    const same = {
      manara: "registry-note",
      version: 1,
      pack: "sample",
      kind: "helpline",
      id: "VN-111",
      value: LINE.number,
      by: { name: "Lan", key: lan.key },
      at: `${TODAY}T10:00:00Z`,
    };
    expect(statements()).toEqual([
      { ...same, what: "confirmed", on: TODAY, reviewBy: "2026-08-01", owner: "\u00e9", note: "\u00e9" },
      { ...same, what: "released", on: "2026-06-01", reviewBy: null, owner: null, note: "Called." },
    ]);
    expect(await readNotes(machine, "sample")).toEqual(statements());
    const file = textOf(NOTES);
    expect(file).toBe(`${JSON.stringify(JSON.parse(file), null, 2)}\n`);
    expect(JSON.parse(file)).toMatchObject({ manara: "registry-notes", version: 1, notes: [{ key: lan.key }, {}] });
  });

  it("are about the fact's own words and a picture's digest", async () => {
    await note({ kind: "fact", id: "F1" });
    await note({ kind: "picture", id: "d".repeat(64) });
    expect(statements().map(({ value }) => value)).toEqual([factValue(FACT), "d".repeat(64)]);
    expect(factValue(FACT)).toBe(canonicalText({ text: FACT.text, source: "ILO 2021", year: 2021 }));
  });

  it.each<[string, object]>([
    ["an id that the pack lacks", { id: "VN-999" }],
    ["an id of another kind", { kind: "fact" }],
  ])("are not about %s", async (_, more) => {
    await expect(note(more)).rejects.toThrowError(code("registry/unknown-entry"));
  });

  it("need a reason where something is withdrawn, and not for its return", async () => {
    await expect(note({ what: "withdrawn", note: " \n" })).rejects.toThrowError(code("registry/needs-reason"));
    await note({ what: "released", note: "" });
    await note({ what: "withdrawn", note: "Wrong." });
    expect(await entry()).toMatchObject({
      state: "withdrawn",
      withdrawn: { reason: "Wrong.", by: "Lan", on: TODAY },
    });
  });

  it("confirm on top of what the pack says, or leave it where it is newer", async () => {
    withLine({ last_checked: "2026-06-10", owner: "Desk", review_by: "2026-07-20" });
    await note({ on: "2026-06-09" });
    expect(await entry()).toMatchObject({ lastChecked: "2026-06-10", confirmedBy: null, note: "" });
    await note({ on: "2026-06-10" });
    const kept = { state: "confirmed", owner: "Desk", lastChecked: "2026-06-10", reviewBy: "2026-07-20" };
    expect(await entry()).toMatchObject({ ...kept, note: "Called.", confirmedBy: { name: "Lan", genuine: true } });
    await note({ on: "2026-06-20", reviewBy: "2026-07-10", owner: "Mai" });
    expect(await entry()).toMatchObject({ owner: "Mai", lastChecked: "2026-06-20", reviewBy: "2026-07-10" });
  });

  it("answer a day that had come by then", async () => {
    withLine({ review_by: "2026-06-10" });
    await note({ on: "2026-06-10" });
    expect(await entry()).toMatchObject({ state: "confirmed", reviewBy: null });
    withLine({ review_by: "2026-06-11" });
    expect(await entry()).toMatchObject({ state: "due", reviewBy: "2026-06-11" });
  });

  it("of another number than the pack has say that it changed, unless somebody confirmed this one", async () => {
    await note({});
    withLine({ number: "+84999" });
    expect(await entry()).toMatchObject({ state: "changed", lastChecked: null, confirmedBy: null });
    await note({});
    expect(await stateOf()).toBe("confirmed");
    withLine({});
    expect(await entry()).toMatchObject({ state: "confirmed" });
  });

  it("of an older number do not outweigh what somebody signed of this one in the pack itself", async () => {
    const number = (value: string) =>
      write(HELPLINES, textOf(HELPLINES).replace(/"number":\s*"[^"]*"/, `"number":"${value}"`));
    number("+84999");
    await note({});
    number(LINE.number);
    expect(await stateOf()).toBe("changed");
    await confirmEntry(machine, "sample", lan, { id: "VN-111", on: null, reviewBy: null, owner: null, note: "" });
    expect(await stateOf()).toBe("confirmed");
  });

  it("of a fact are no notes of a helpline with the same id", async () => {
    write(FACTS, factsFile({ ...FACT, id: "VN-111" }));
    await note({ kind: "fact", what: "withdrawn" });
    const states = (await listRegistry(machine, "sample")).map(({ kind, id, state }) => [kind, id, state]);
    expect(states).toEqual([
      ["helpline", "VN-111", "never"],
      ["helpline", "VN-112", "never"],
      ["fact", "VN-111", "withdrawn"],
    ]);
  });

  it("of a release confirm nothing, and of a withdrawal neither", async () => {
    await note({ what: "released" });
    expect(await entry()).toMatchObject({ state: "never", lastChecked: null });
    await note({ what: "withdrawn" });
    expect(await entry()).toMatchObject({ state: "withdrawn", lastChecked: null });
  });

  it("of another pack, with another key or of an unknown kind do not count; a withdrawal that nobody signed does", async () => {
    const by = { name: "Lan", key: lan.key };
    const genuine = {
      ...{ manara: "registry-note", version: 1, pack: "sample", what: "confirmed", kind: "helpline", id: "VN-111" },
      ...{ value: LINE.number, on: TODAY, reviewBy: null, owner: null, note: "", by, at: `${TODAY}T00:00:00Z` },
    };
    const counts = async (more: object, key = lan.key, signer = lan) => {
      const statement = canonicalText({ ...genuine, ...more });
      const signature = machine.keys.sign(signer, new TextEncoder().encode(statement));
      write(NOTES, { manara: "registry-notes", version: 1, notes: [{ statement, key, signature }] });
      return (await readNotes(machine, "sample")).length === 1;
    };
    expect(await counts({})).toBe(true);
    for (const what of ["withdrawn", "released"]) expect(await counts({ what })).toBe(true);
    for (const kind of ["fact", "picture"]) expect(await counts({ kind })).toBe(true);
    expect(await counts({ owner: "x".repeat(200), note: "x".repeat(1000), reviewBy: "2026-08-01" })).toBe(true);
    for (const wrong of [
      { manara: "confirmation" },
      { version: 2 },
      { pack: "other" },
      { what: "seen" },
      { kind: "person" },
      { on: "today" },
      { reviewBy: "soon" },
      { owner: "x".repeat(201) },
      { note: "x".repeat(1001) },
      { by: { ...by, more: 1 } },
      { at: TODAY },
      { at: `${TODAY}T00:00:00+02:00` },
      { more: 1 },
    ]) {
      expect([wrong, await counts(wrong)]).toEqual([wrong, false]);
      if (!("what" in wrong)) expect([wrong, await counts({ what: "withdrawn", ...wrong })]).toEqual([wrong, false]);
    }
    expect(await counts({}, lan.key, eve)).toBe(false);
    expect(await counts({}, eve.key, eve)).toBe(false);
    expect(await counts({ what: "released" }, eve.key, eve)).toBe(false);
    expect(await counts({ what: "withdrawn" }, eve.key, eve)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["no JSON", "{"],
    ["something else", { manara: "notes", version: 1, notes: [] }],
    ["of another version", { manara: "registry-notes", version: 2, notes: [] }],
    ["with more in it", { manara: "registry-notes", version: 1, notes: [], more: 1 }],
    ["without its notes", { manara: "registry-notes", version: 1 }],
    ["with half a note", { manara: "registry-notes", version: 1, notes: [{ statement: "" }] }],
    [
      "with more in a note",
      { manara: "registry-notes", version: 1, notes: [{ statement: "", key: "", signature: "", more: 1 }] },
    ],
    [
      "with a statement beyond all measure",
      { manara: "registry-notes", version: 1, notes: [{ statement: "x".repeat(10_001), key: "", signature: "" }] },
    ],
    [
      "with a signature beyond all measure",
      { manara: "registry-notes", version: 1, notes: [{ statement: "", key: "", signature: "x".repeat(201) }] },
    ],
  ])("are damaged where the file is %s, which is told and never written over", async (_, content) => {
    write(NOTES, content);
    const before = textOf(NOTES);
    await expect(listRegistry(machine, "sample")).rejects.toThrowError(code("registry/damaged-notes"));
    await expect(note({})).rejects.toThrowError(code("registry/damaged-notes"));
    expect(textOf(NOTES)).toBe(before);
    const { upkeep, diagnostics } = await packUpkeep(machine, PACK);
    expect(upkeep).toEqual([]);
    expect(diagnostics).toEqual([
      {
        code: "registry/damaged-notes",
        severity: "warning",
        place: "sample",
        message: expect.stringContaining(NOTES),
        hint: expect.stringMatching(/./),
        values: { id: "sample" },
      },
    ]);
  });

  it("have a place for packs with a safe id, on a machine that has one", async () => {
    expect(notesPath(machine, "safe-2")).toBe("/notes/safe-2.json");
    for (const id of ["/packs/x", "../x", "x/", "X", ""]) expect(notesPath(machine, id)).toBeNull();
    expect(notesPath({}, "sample")).toBeNull();
    const { registryFolder: _, ...without } = machine;
    expect(await readNotes(without, "sample")).toEqual([]);
    expect(await readNotes(machine, "sample")).toEqual([]);
    const added = addNote(without, lan, { ...noted, pack: "sample" });
    await expect(added).rejects.toThrowError(code("registry/no-place"));
  });

  it("wait for nobody: two at once do not write over each other", async () => {
    const both = machine.files.withLock(NOTES, () => note({}));
    await expect(both).rejects.toThrowError(code("storage/busy"));
  });

  it("are twenty thousand at most", async () => {
    const one = { statement: "", key: "", signature: "" };
    const full = (count: number) =>
      write(NOTES, { manara: "registry-notes", version: 1, notes: Array.from({ length: count }, () => one) });
    full(19_999);
    await note({});
    expect((await readNotes(machine, "sample")).length).toBe(1);
    await expect(note({})).rejects.toThrowError(code("registry/too-many"));
    full(20_001);
    await expect(note({})).rejects.toThrowError(code("registry/damaged-notes"));
  });
});

const noted = {
  what: "confirmed",
  kind: "helpline",
  id: "VN-111",
  value: "111",
  on: TODAY,
  reviewBy: null,
  owner: null,
  note: "Called.",
} as const;

describe("what notes say of a pack now", () => {
  const of = (more: Partial<RegistryNote>): RegistryNote => ({
    manara: "registry-note",
    version: 1,
    pack: "sample",
    by: { name: "Lan", key: lan.key },
    at: `${TODAY}T00:00:00Z`,
    ...noted,
    ...more,
  });
  const now = (...notes: RegistryNote[]) => upkeepOf(notes, (kind, id) => (kind === "helpline" ? id.slice(3) : null));

  it("is the last confirmation of what stands there now, and the last word on its withdrawal", () => {
    const entry = { kind: "helpline", id: "VN-111" };
    const confirmed = { on: TODAY, reviewBy: "2026-08-01" };
    const withdrawn = { reason: "Wrong.", by: "Lan", on: "2026-06-30" };
    const withdraw = of({ what: "withdrawn", note: "Wrong.", on: "2026-06-30" });
    expect(now(of({ on: "2026-06-01" }), of({ reviewBy: "2026-08-01" }))).toEqual([
      { ...entry, confirmed, withdrawn: null },
    ]);
    expect(now(withdraw, of({ reviewBy: "2026-08-01" }))).toEqual([{ ...entry, confirmed, withdrawn }]);
    expect(now(of({ reviewBy: "2026-08-01" }), withdraw, of({ what: "released" }))).toEqual([
      { ...entry, confirmed, withdrawn: null },
    ]);
    expect(now(of({ value: "112" }))).toEqual([]);
    expect(now(of({ kind: "fact", value: "" }))).toEqual([]);
  });

  it("is kept apart for each entry and kind", () => {
    const withdraw = of({ what: "withdrawn" });
    const all = now(withdraw, { ...withdraw, kind: "fact" }, { ...withdraw, id: "VN-112" });
    expect(all.map(({ kind, id }) => [kind, id])).toEqual([
      ["helpline", "VN-111"],
      ["fact", "VN-111"],
      ["helpline", "VN-112"],
    ]);
  });

  it("compares with the pack's number and the fact's words; a picture is its digest", async () => {
    const [fact] = PACK.facts;
    const digest = "d".repeat(64);
    const add = (more: Partial<typeof noted> | object) => addNote(machine, lan, { ...noted, pack: "sample", ...more });
    await add({});
    await add({ id: "VN-999" });
    await add({ id: "EG-122", value: "123" });
    await add({ kind: "fact", id: "F1", value: fact === undefined ? "" : factValue(fact) });
    await add({ kind: "fact", id: "F2", value: fact === undefined ? "" : factValue(fact) });
    await add({ kind: "picture", id: digest, value: digest });
    const confirmed = { on: TODAY, reviewBy: null };
    expect(await packUpkeep(machine, PACK)).toEqual({
      diagnostics: [],
      upkeep: [
        { kind: "helpline", id: "VN-111", confirmed, withdrawn: null },
        { kind: "fact", id: "F1", confirmed, withdrawn: null },
        { kind: "picture", id: digest, confirmed, withdrawn: null },
      ],
    });
  });

  it("is no warning where the fault is ours", async () => {
    const files = {
      ...machine.files,
      exists: () => Promise.reject(new TypeError("ours")),
    };
    await expect(packUpkeep({ ...machine, files }, PACK)).rejects.toThrowError(TypeError);
  });
});
