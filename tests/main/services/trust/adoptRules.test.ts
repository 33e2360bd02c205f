import { beforeEach, describe, expect, it } from "vitest";
import { nodeKeys } from "../../../../src/main/platform/nodeKeys.ts";
import { addNote, readNotes } from "../../../../src/main/services/pack/registryNotes.ts";
import { adoptRules } from "../../../../src/main/services/trust/adoptRules.ts";
import { keepTeam, signTeam, trustedTeam } from "../../../../src/main/services/trust/teams.ts";
import { readTrusted, TRUSTS_NOBODY, trustedBytes } from "../../../../src/main/services/trust/trustedKeys.ts";
import type { ReadTeam, TeamFacts } from "../../../../src/shared/approve/team.ts";
import { textBytes } from "../../../../src/shared/base/digest.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";

const lead = nodeKeys.generate("Lan");
const stranger = nodeKeys.generate("Minh");

let machine: FakeMachine & { teamFile: string; trustFile: string; registryFolder: string };
beforeEach(() => {
  const shared = { teamFile: "/data/team.json", trustFile: "/data/trusted.json", registryFolder: "/data/registry" };
  machine = Object.assign(fakeMachine(), shared);
});

function list(number: number, by = lead, previous: ReadTeam | null = null, approvals = 1): ReadTeam {
  const facts: TeamFacts = {
    id: `of-${by.name.toLowerCase()}`,
    name: "July",
    number,
    valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
    members: [{ name: by.name, organisation: "", key: by.key, roles: ["lead"], editions: null }],
    revoked: [],
    rules: { stages: "one", approvals, authorMayRelease: true, reasons: false },
  };
  return signTeam(machine, facts, previous, by);
}
const keep = (path: string, { signed }: ReadTeam) => machine.files.write(path, textBytes(JSON.stringify(signed)));
const older = (name: string) => `/old/studio/${name}`;
const adopt = () => adoptRules(machine, "/old/studio");

describe("the team's list of an older folder", () => {
  it("is the list for every host from now on, where there was none", async () => {
    await keep(older("team.json"), list(1));
    await adopt();
    expect((await trustedTeam(machine))?.digest).toBe(list(1).digest);
  });

  it("gives way to a newer one, and takes the place of an older one", async () => {
    const [first, second] = [list(1), list(2, lead, list(1), 2)];
    for (const [mine, theirs] of [
      [first, second],
      [second, first],
    ] as const) {
      await keep(machine.teamFile, mine);
      await keep(older("team.json"), theirs);
      await adopt();
      expect((await trustedTeam(machine))?.digest).toBe(second.digest);
      await machine.files.remove(older("adopted"));
    }
  });

  it.each([
    ["of somebody else", async () => keep(older("team.json"), list(9, stranger))],
    ["that is damaged", async () => machine.files.write(older("team.json"), textBytes("{"))],
  ])("%s closes every gate until a person chooses one of both", async (_, write) => {
    await keep(machine.teamFile, list(1));
    await write();
    await adopt();
    await expect(trustedTeam(machine)).rejects.toMatchObject({ code: "team/two-lists" });
    const unasked = list(1, nodeKeys.generate("Hanan"));
    await expect(keepTeam(machine, unasked, "x")).rejects.toMatchObject({ code: "team/not-a-lead" });
    await keepTeam(machine, list(1), "x");
    expect((await trustedTeam(machine))?.digest).toBe(list(1).digest);
    await adopt();
    expect((await trustedTeam(machine))?.digest).toBe(list(1).digest);
  });
});

describe("trusted keys of an older folder", () => {
  const entry = ({ name, key }: typeof lead) => ({ name, key, at: "2026-01-01T00:00:00Z" });

  it("count where the shared folder says nothing, and only those of both where it does", async () => {
    const theirs = { ...TRUSTS_NOBODY, people: [entry(lead)], publishers: [entry(lead), entry(stranger)] };
    await machine.files.write(older("trusted.json"), trustedBytes(theirs));
    await adopt();
    expect(await readTrusted(machine)).toMatchObject(theirs);
    await machine.files.remove(older("adopted"));
    await machine.files.write(machine.trustFile, trustedBytes({ ...TRUSTS_NOBODY, publishers: [entry(lead)] }));
    await adopt();
    expect(await readTrusted(machine)).toMatchObject({ ...TRUSTS_NOBODY, publishers: [entry(lead)] });
    // Once is enough: whom a person trusts afterwards stays trusted.
    await machine.files.write(machine.trustFile, trustedBytes(theirs));
    await adopt();
    expect(await readTrusted(machine)).toMatchObject(theirs);
  });

  it("let nobody in where one of the two lists is damaged", async () => {
    await machine.files.write(machine.trustFile, trustedBytes({ ...TRUSTS_NOBODY, people: [entry(lead)] }));
    await machine.files.write(older("trusted.json"), textBytes("{"));
    await adopt();
    expect(await readTrusted(machine)).toMatchObject(TRUSTS_NOBODY);
  });
});

describe("withdrawals of an older folder", () => {
  const note = async (registryFolder: string, what: "withdrawn" | "released" | "confirmed", id: string, at: string) => {
    machine.setNow(at);
    const facts = { pack: "safe-migration", kind: "helpline" as const, value: "111", on: at.slice(0, 10) };
    const words = { reviewBy: null, owner: null, note: what };
    await addNote({ ...machine, registryFolder }, lead, { ...facts, ...words, what, id });
  };
  const standing = async () => {
    const last = new Map((await readNotes(machine, "safe-migration")).map((one) => [one.id, one.what]));
    return Object.fromEntries(last);
  };

  it("stand, also where the shared folder says otherwise or later", async () => {
    const theirs = older("registry");
    await note(theirs, "withdrawn", "VN-111", "2026-01-02T00:00:00Z");
    await note(machine.registryFolder, "withdrawn", "VN-111", "2026-01-03T00:00:00Z");
    await note(machine.registryFolder, "released", "VN-111", "2026-01-04T00:00:00Z");
    await note(machine.registryFolder, "withdrawn", "VN-112", "2026-01-05T00:00:00Z");
    await note(theirs, "confirmed", "VN-113", "2026-01-06T00:00:00Z");
    await note(theirs, "withdrawn", "VN-114", "2026-01-06T00:00:00Z");
    await note(theirs, "released", "VN-114", "2026-01-07T00:00:00Z");
    await adopt();
    const expected = { "VN-111": "withdrawn", "VN-112": "withdrawn", "VN-113": "confirmed", "VN-114": "released" };
    expect(await standing()).toEqual(expected);
    await machine.files.remove(older("adopted"));
    await adopt();
    expect(await standing()).toEqual(expected);
  });
});
