import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SigningKey } from "../../../src/main/services/ports.ts";
import { signTeam } from "../../../src/main/services/trust/teams.ts";
import type { Role } from "../../../src/shared/approve/approval.ts";
import { textBytes } from "../../../src/shared/base/digest.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

/** A team's list comes into the studio, and says from then on who may decide. */

let place: TestPlace;
let opened: TestStudio;
let client: Client;

beforeEach(async () => {
  place = await testPlace();
  opened = await testStudio(place);
  client = opened.window("one");
  lead = place.machine.keys.generate("Thu Hà");
});
afterEach(async () => {
  await opened.studio.close();
  await place.remove();
});

let lead: SigningKey;

function listOf(number: number, mine: string | null, roles: readonly Role[], signer: SigningKey = lead): Uint8Array {
  const member = (name: string, key: string, all: readonly Role[]) => ({
    name,
    organisation: "",
    key,
    roles: [...all],
    editions: null,
  });
  const facts = {
    id: "july",
    name: "July",
    number,
    valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
    members: [member(signer.name, signer.key, ["lead"]), ...(mine === null ? [] : [member("Lan", mine, roles)])],
    revoked: [],
    rules: { stages: "one" as const, approvals: 1, authorMayRelease: true, reasons: false },
  };
  const { signed } = signTeam(place.machine, facts, null, signer);
  return textBytes(JSON.stringify(signed));
}

async function aPiece() {
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
  const { session } = await client.call("documents.create", { ...asked, title: "Poster" });
  const [piece] = (await client.call("approvals.list", { session })).filter(({ diagnostics }) =>
    diagnostics.every(({ severity }) => severity !== "error"),
  );
  if (piece === undefined) throw new Error("the sample has no sound piece");
  return { session, piece };
}

describe("a team's list", () => {
  it("is shown before anybody trusts it, and holds once somebody does", async () => {
    const { key } = await client.call("keys.create", { name: "Lan" });
    const upload = await client.put(listOf(2, key, ["officer"]));
    expect(await client.call("team.read", {})).toBeNull();
    const shown = await client.call("team.preview", { upload });
    expect(shown).toMatchObject({ name: "July", holds: true, mine: { name: "Lan", roles: ["officer"] } });
    expect(await client.call("team.read", {})).toBeNull();
    const kept = await client.call("team.import", { upload });
    expect(await client.call("team.read", {})).toEqual(kept);

    const older = await client.put(listOf(1, key, ["lead"]));
    await expect(client.call("team.preview", { upload: older })).rejects.toMatchObject({ code: "team/replayed" });
    await expect(client.call("team.import", { upload: older })).rejects.toMatchObject({ code: "team/replayed" });
    const foreign = await client.put(listOf(9, key, ["lead"], place.machine.keys.generate("Stranger")));
    await expect(client.call("team.import", { upload: foreign })).rejects.toMatchObject({ code: "team/not-a-lead" });
    expect(await client.call("team.read", {})).toEqual(kept);
  });

  it("is refused where it is none, or was changed on its way", async () => {
    const none = await client.put(textBytes("{}"));
    await expect(client.call("team.preview", { upload: none })).rejects.toMatchObject({ code: "team/not-a-team" });
    const text = new TextDecoder().decode(listOf(1, null, [])).replace("July", "Juli");
    const forged = await client.put(textBytes(text));
    await expect(client.call("team.preview", { upload: forged })).rejects.toMatchObject({ code: "team/bad-signature" });
    expect(await client.call("team.read", {})).toBeNull();
  });

  it("says beforehand what this person may not decide, and the studio keeps to it", async () => {
    const { session, piece } = await aPiece();
    expect(piece.refused).toEqual([]);
    await client.call("team.import", { upload: await client.put(listOf(1, null, [])) });
    const codes = async () => {
      const all = await client.call("approvals.list", { session });
      const same = all.find(({ edition }) => edition === piece.edition);
      return Object.fromEntries((same?.refused ?? []).map(({ decision, code }) => [decision, code]));
    };
    expect((await codes()).approve).toBe("keys/none");
    const { key } = await client.call("keys.create", { name: "Lan" });
    expect((await codes()).approve).toBe("approve/not-trusted");
    await client.call("team.import", { upload: await client.put(listOf(3, key, ["reviewer"])) });
    expect(await codes()).toEqual({ approve: "approve/wrong-role" });
    const { template, edition, proof } = piece;
    const decide = { session, pieces: [{ template, edition, proof }], note: "" };
    await expect(client.call("approvals.decide", { ...decide, decision: "approve" })).rejects.toMatchObject({
      code: "approve/wrong-role",
    });
    const after = await client.call("approvals.decide", { ...decide, decision: "review" });
    expect(after.find((one) => one.edition === edition)?.record).toMatchObject([
      { decision: "review", role: "reviewer", own: true, current: true },
    ]);
  });
});

describe("what changed since the approval", () => {
  it("is named word by word, and is nothing before there was an approval", async () => {
    const { session, piece } = await aPiece();
    const { template, edition, proof } = piece;
    expect(await client.call("approvals.changes", { session, template, edition })).toBeNull();
    await client.call("keys.create", { name: "Lan" });
    const decide = { session, pieces: [{ template, edition, proof }], note: "", decision: "approve" as const };
    await client.call("approvals.decide", decide);
    expect(await client.call("approvals.changes", { session, template, edition })).toEqual({
      blocks: [],
      otherwise: [],
    });
    const content = [{ kind: "paragraph" as const, content: [{ text: "Khác" }] }];
    await client.call("documents.edit", { session, edit: { kind: "set-slot", edition, slot: "headline", content } });
    const changes = await client.call("approvals.changes", { session, template, edition });
    const words = changes?.blocks.filter(({ kind }) => kind === "words") ?? [];
    expect(words.map(({ slot, wordsAfter }) => [slot, wordsAfter])).toEqual([["headline", "Khác"]]);
    expect(words[0]?.wordsBefore).not.toBe("");
  });
});
