import { describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { judgePack, type VouchedPack } from "../../../src/shared/approve/packTrust.ts";
import { type ReadTeam, readTeam, type Team, teamText } from "../../../src/shared/approve/team.ts";
import { textBytes } from "../../../src/shared/base/digest.ts";

const LEAD = nodeKeys.generate("Lan");
const REVIEWER = nodeKeys.generate("Eve");
const PRESS = nodeKeys.generate("Press office");
const STRANGER = nodeKeys.generate("Mallory");

const UNSIGNED: VouchedPack = { id: "sample", release: "1", digest: "a".repeat(64), signedBy: null };
const by = ({ name, key }: typeof PRESS, at = "2026-01-02T00:00:00Z"): VouchedPack => ({
  ...UNSIGNED,
  signedBy: { name, key, at },
});
const NOTHING = { publishers: [], packs: [] };

function team(more: Partial<Pick<Team, "packs" | "revoked">> = {}): ReadTeam {
  const member = ({ name, key }: typeof LEAD, role: "lead" | "reviewer") => ({
    name,
    organisation: "",
    key,
    roles: [role],
    editions: null,
  });
  const statement = teamText({
    id: "july",
    name: "July",
    number: 1,
    valid: { from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z" },
    members: [member(LEAD, "lead"), member(REVIEWER, "reviewer")],
    revoked: [],
    rules: { stages: "one", approvals: 1, authorMayRelease: true, reasons: false },
    previous: null,
    at: "2026-01-01T00:00:00Z",
    by: { name: LEAD.name, key: LEAD.key },
    ...more,
  });
  const signature = nodeKeys.sign(LEAD, textBytes(statement));
  const read = readTeam({ statement, key: LEAD.key, signature }, nodeKeys.verify);
  if (read === null) throw new Error("what was just signed can be read");
  return read;
}

describe("judgePack", () => {
  it("trusts what came with the program, whatever a list says", () => {
    expect(judgePack(UNSIGNED, true, undefined, NOTHING)).toBe("own");
    expect(judgePack(UNSIGNED, true, team(), NOTHING)).toBe("own");
  });

  it("without a team, goes by what a person trusts here", () => {
    const judge = (pack: VouchedPack, known = NOTHING as { publishers: string[]; packs: string[] }) =>
      judgePack(pack, false, undefined, known);
    expect(judge(UNSIGNED)).toBe("unknown");
    expect(judge(by(PRESS))).toBe("unknown");
    expect(judge(by(PRESS), { publishers: [PRESS.key], packs: [] })).toBe("known");
    expect(judge(by(STRANGER), { publishers: [PRESS.key], packs: [] })).toBe("unknown");
    expect(judge(UNSIGNED, { publishers: [PRESS.key], packs: [UNSIGNED.digest] })).toBe("known");
    expect(judge({ ...UNSIGNED, digest: "b".repeat(64) }, { publishers: [], packs: [UNSIGNED.digest] })).toBe(
      "unknown",
    );
  });

  it("with a team, goes by its list alone", () => {
    const mine = { publishers: [STRANGER.key], packs: [UNSIGNED.digest] };
    expect(judgePack(UNSIGNED, false, team(), mine)).toBe("unknown");
    expect(judgePack(by(STRANGER), false, team(), mine)).toBe("unknown");
    expect(judgePack(by(LEAD), false, team(), mine)).toBe("team");
    expect(judgePack(by(REVIEWER), false, team(), mine)).toBe("unknown");
    const publishers = [{ name: PRESS.name, key: PRESS.key }];
    expect(judgePack(by(PRESS), false, team({ packs: { publishers, unsigned: false } }), mine)).toBe("team");
    expect(judgePack(UNSIGNED, false, team({ packs: { publishers, unsigned: false } }), mine)).toBe("unknown");
    expect(judgePack(UNSIGNED, false, team({ packs: { publishers: [], unsigned: true } }), mine)).toBe("team");
    // To let in what nobody signed is not to let in what anybody signed.
    expect(judgePack(by(STRANGER), false, team({ packs: { publishers: [], unsigned: true } }), mine)).toBe("unknown");
  });

  it("takes no pack from a key that was revoked by then", () => {
    const packs = { publishers: [{ name: PRESS.name, key: PRESS.key }], unsigned: false };
    const revoked = [{ key: PRESS.key, at: "2026-01-02T00:00:00Z" }];
    expect(judgePack(by(PRESS, "2026-01-02T00:00:00Z"), false, team({ packs, revoked }), NOTHING)).toBe("unknown");
    expect(judgePack(by(PRESS, "2026-01-01T23:59:59Z"), false, team({ packs, revoked }), NOTHING)).toBe("team");
  });
});
