import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileMoments } from "../../../../src/main/platform/fileMoments.ts";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { faultsOf, gateFor } from "../../../../src/main/services/approve/gateFor.ts";
import { hurtDecisions } from "../../../../src/main/services/approve/hurtDecisions.ts";
import { refuseClockAhead } from "../../../../src/main/services/approve/refuseClock.ts";
import { repairRecord } from "../../../../src/main/services/approve/repairRecord.ts";
import { newDocument, type OpenDocument } from "../../../../src/main/services/document/documents.ts";
import type { SigningKey } from "../../../../src/main/services/ports.ts";
import { signTeam } from "../../../../src/main/services/trust/teams.ts";
import { ONE_APPROVAL, type Policy, teamPolicy } from "../../../../src/shared/approve/decide.ts";
import { fakePack } from "../../../fakes/fakeMachine.ts";
import { pageOf, pieceOf, signedMachine, teamFactsOf } from "./signedPieces.ts";

/** A moment that somebody wrote says what time it was only where somebody known has signed it. */

const MACHINE = signedMachine();
const LAN = MACHINE.keys.generate("Lan");
const OMAR = MACHINE.keys.generate("Omar");
const STRANGER = MACHINE.keys.generate("Lan");
const PIECE = pieceOf([pageOf("Call 111")]);
const NOW = "2026-01-02T03:04:05Z";
const at = (now: string) => ({ ...MACHINE, clock: { now: () => new Date(now), fixed: false } });
const decide = (open: OpenDocument, key: SigningKey, policy: Policy, now = NOW) =>
  decideOnPieces(at(now), open, [PIECE], "approve", key, "", { policy });
const fresh = () => newDocument(MACHINE, fakePack(), "poster-a3", "/doc.manara", null);
const team = teamPolicy(signTeam(MACHINE, teamFactsOf({ Lan: [LAN, "lead"], Omar: [OMAR, "lead"] }), null, LAN));
const nobodyKnown: Policy = { ...ONE_APPROVAL, known: [] };

/** A decision of 2099 under another signature. */
function forged(open: OpenDocument): OpenDocument {
  const { document } = decide(open, LAN, ONE_APPROVAL, "2099-01-01T00:00:00Z");
  const approvals = document.approvals.map((one, index) =>
    index === document.approvals.length - 1 ? { ...one, signature: "A".repeat(86) } : one,
  );
  return { ...open, document: { ...document, approvals } };
}
const byStranger = (open: OpenDocument) => decide(open, STRANGER, ONE_APPROVAL, "2099-01-01T00:00:00Z");
const gate = (open: OpenDocument, policy: Policy) => gateFor(at(NOW), open.document, PIECE, policy).state;

describe("a decision dated 2099", () => {
  it.each([
    ["that nobody signed, under a team's list", forged, team],
    ["that nobody signed, without a list", forged, nobodyKnown],
    ["by a stranger of a known name, under a team's list", byStranger, team],
    ["by a stranger of a known name, without a list", byStranger, { ...ONE_APPROVAL, known: [LAN.key, OMAR.key] }],
  ])("%s stops nobody, and the gate opens for what people sign after it", (_, hurt, policy) => {
    const before = decide(fresh(), OMAR, policy);
    const next = decide(hurt(before), LAN, policy);
    expect(faultsOf(at(NOW), next.document, policy)).toEqual([]);
    expect(gate(next, policy)).toBe("open");
    expect(gate(decide(next, OMAR, policy), policy)).toBe("open");
  });

  it.each([
    ["forged", forged, "signature is not genuine"],
    ["of a stranger", byStranger, "from the future"],
  ])("is named: %s", (_, hurt, why) => {
    const found = hurtDecisions(at(NOW), hurt(decide(fresh(), LAN, team)).document);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([["approve/hurt-decision", "warning"]]);
    expect(found[0]?.message).toContain("Lan");
    expect(found[0]?.message).toContain(why);
  });

  it("by a member, whose clock was wrong, stops the next one until it is taken out", () => {
    const before = decide(fresh(), OMAR, team);
    const hurt = decide(before, LAN, ONE_APPROVAL, "2099-01-01T00:00:00Z");
    expect(() => decide(hurt, OMAR, team)).toThrow(expect.objectContaining({ code: "approve/clock-behind" }));
    const { open, removed } = repairRecord(at(NOW), hurt);
    expect(open.document).toEqual({ ...hurt.document, approvals: before.document.approvals });
    expect(removed.map(({ statement }) => statement.by.name)).toEqual(["Lan"]);
    expect(gate(decide(open, LAN, team), team)).toBe("open");
  });

  it("still tells of a member's clock that was turned back", () => {
    const first = decide(fresh(), OMAR, team, "2026-01-02T12:00:00Z");
    const back = decideOnPieces(at(NOW), { ...first }, [PIECE], "approve", LAN, "", { policy: nobodyKnown });
    expect(faultsOf(at(NOW), back.document, team).map(({ code }) => code)).toEqual(["approve/clock-rolled-back"]);
    expect(gate(back, team)).toBe("closed");
  });
});

describe("repair", () => {
  it("takes out nothing that counts", () => {
    const whole = decide(decide(fresh(), LAN, team), OMAR, team);
    expect(() => repairRecord(at(NOW), whole)).toThrow(expect.objectContaining({ code: "approve/nothing-to-repair" }));
    const followed = decide(forged(whole), LAN, team);
    expect(() => repairRecord(at(NOW), followed)).toThrow(
      expect.objectContaining({ code: "approve/nothing-to-repair" }),
    );
    expect(repairRecord(at(NOW), forged(byStranger(whole))).open.document.approvals).toEqual(whole.document.approvals);
  });
});

describe("a clock that runs ahead", () => {
  const saved = (open: OpenDocument): OpenDocument => ({ ...open, revision: "0".repeat(64) });
  const look = (now: string, moments: { modified: string | null; system: string | null }, open = saved(fresh())) => {
    const date = (moment: string | null) => (moment === null ? null : new Date(moment));
    const fileMomentsOf = async () => ({ modified: date(moments.modified), system: date(moments.system) });
    return refuseClockAhead({ ...at(now), fileMoments: fileMomentsOf }, open, team);
  };
  const ahead = { code: "approve/clock-ahead" };

  it("is told by the clock of the file system", async () => {
    await expect(look(NOW, { modified: null, system: "2026-01-02T02:54:04Z" })).rejects.toMatchObject(ahead);
    await expect(look(NOW, { modified: null, system: "2026-01-02T02:54:06Z" })).resolves.toBeUndefined();
  });

  it("is told by a document that lay untouched for years, unless somebody known decided lately", async () => {
    const moments = { modified: "2026-01-01T00:00:00Z", system: null };
    await expect(look("2099-01-01T00:00:00Z", moments)).rejects.toMatchObject(ahead);
    await expect(look("2026-12-01T00:00:00Z", moments)).resolves.toBeUndefined();
    const lately = saved(decide(fresh(), LAN, ONE_APPROVAL, "2098-12-01T00:00:00Z"));
    await expect(look("2099-01-01T00:00:00Z", moments, lately)).resolves.toBeUndefined();
    const strangely = saved(decide(fresh(), STRANGER, ONE_APPROVAL, "2098-12-01T00:00:00Z"));
    await expect(look("2099-01-01T00:00:00Z", moments, strangely)).rejects.toMatchObject(ahead);
  });

  it("is no question for a document that has no file, and for a moment that somebody gave", async () => {
    const early = async () => ({ modified: null, system: new Date(0) });
    await expect(refuseClockAhead({ ...at(NOW), fileMoments: early }, fresh(), team)).resolves.toBeUndefined();
    const given = { ...MACHINE, fileMoments: early };
    await expect(refuseClockAhead(given, saved(fresh()), team)).resolves.toBeUndefined();
  });

  it("is held against real files, and nothing is left behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "manara-clock-"));
    try {
      const path = join(folder, "a.manara");
      await writeFile(path, "x");
      await utimes(path, new Date("2020-01-01T00:00:00Z"), new Date("2020-01-01T00:00:00Z"));
      const { modified, system } = await fileMoments(path);
      expect(modified).toEqual(new Date("2020-01-01T00:00:00Z"));
      expect(system?.getTime()).toBeGreaterThan(Date.parse("2020-01-01T00:00:00Z"));
      expect(await readdir(folder)).toEqual(["a.manara"]);
      expect(await fileMoments(join(folder, "missing", "b.manara"))).toEqual({ modified: null, system: null });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
