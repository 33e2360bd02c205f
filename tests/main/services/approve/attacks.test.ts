import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { approvalsOf, gateFor } from "../../../../src/main/services/approve/gateFor.ts";
import type { OpenDocument } from "../../../../src/main/services/document/documents.ts";
import { factsOf, putRecord } from "../../../../src/main/services/export/recordInFile.ts";
import type { SigningKey } from "../../../../src/main/services/ports.ts";
import { machinePolicy, signTeam, trustTeam } from "../../../../src/main/services/trust/teams.ts";
import { readTrusted, trustKey, trustNoMore } from "../../../../src/main/services/trust/trustedKeys.ts";
import { reproduceExport } from "../../../../src/main/services/verify/reproduce.ts";
import { verifyDocument, verifyExport } from "../../../../src/main/services/verify/verify.ts";
import { type RecordedStatement, recordedText } from "../../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL, type Policy, teamPolicy } from "../../../../src/shared/approve/decide.ts";
import { textBytes } from "../../../../src/shared/base/digest.ts";
import type { Piece } from "../../../../src/shared/piece/piece.ts";
import { fakePack } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";
import { FONTS } from "../../../shared/render/samplePage.ts";
import { ask, inFolder, need } from "../../render/witness.ts";
import {
  exported,
  pageOf,
  pieceOf,
  type Signed,
  type SignedMachine,
  signed,
  teamFactsOf,
  trusted,
} from "./signedPieces.ts";

/** Every way we know to pass off pages that nobody approved: each is refused, and says its own reason. */

function codes(
  { machine, open }: Pick<Signed, "machine" | "open">,
  piece: Piece,
  policy: Policy = ONE_APPROVAL,
): readonly string[] | "open" {
  const gate = gateFor(machine, open.document, piece, policy);
  return gate.state === "open" ? "open" : gate.reasons.map(({ code }) => code);
}

function changes({ machine, open }: Signed, piece: Piece) {
  const gate = gateFor(machine, open.document, piece, ONE_APPROVAL);
  return gate.state === "open" ? [] : gate.reasons.flatMap((reason) => reason.changes ?? []);
}

const withApprovals = (open: OpenDocument, approvals: OpenDocument["document"]["approvals"]): OpenDocument => ({
  ...open,
  document: { ...open.document, approvals },
});

describe("attacks on a document", () => {
  it("none: what was approved is open", () => {
    const one = signed();
    expect(codes(one, one.piece)).toBe("open");
  });

  it("content changed by one character", () => {
    const one = signed("Call 111");
    const piece = pieceOf([pageOf("Call 112"), pageOf("Back")]);
    expect(codes(one, piece)).toEqual(["approve/pages-changed"]);
    expect(changes(one, piece)).toEqual([{ what: "content", slots: ["headline"] }]);
  });

  it("a picture, the pack, a font or the engine changed", () => {
    const one = signed();
    const page = pageOf("Call 111");
    const back = pageOf("Back");
    const picture = { ...page, pictures: { ["b".repeat(64)]: { width: 1, height: 1 } } };
    const font = { ...page, fonts: { ...page.fonts, other: { digest: "c".repeat(64), family: "x", weight: 400 } } };
    const moved = { ...page, bleed: page.bleed + 0.001 };
    const what = (piece: Piece) => {
      expect(codes(one, piece)).toEqual(["approve/pages-changed"]);
      return changes(one, piece).map((change) => change.what);
    };
    expect(what(pieceOf([picture, back]))).toEqual(["pictures"]);
    expect(what(pieceOf([font, back]))).toEqual(["fonts"]);
    expect(what(pieceOf([page, back], "0.0.1"))).toEqual(["engine"]);
    expect(what(pieceOf([page, back], "0.0.0-test", { ...PACK, digest: "d".repeat(64) }))).toEqual(["pack"]);
    expect(what(pieceOf([moved, back]))).toEqual(["layout"]);
    expect(what(pieceOf([page]))).toEqual(["content"]);
  });

  it("an approval copied to another edition or another document", () => {
    const one = signed();
    expect(codes(one, pieceOf([pageOf("Call 111", "en-VN"), pageOf("Back", "en-VN")]))).toEqual([
      "approve/not-approved",
    ]);
    const other = { ...one.open, document: { ...one.open.document, id: "00000000-0000-4000-8000-00000000ffff" } };
    expect(codes({ ...one, open: other }, one.piece)).toEqual(["approve/not-approved"]);
  });

  it("a signature taken off, or a statement rewritten", () => {
    const one = signed();
    const [approval] = one.open.document.approvals;
    if (approval === undefined) throw new Error("there is one approval");
    const bare = withApprovals(one.open, [{ ...approval, signature: "A".repeat(86) }]);
    expect(codes({ ...one, open: bare }, one.piece)).toEqual(["approve/bad-signature"]);
    const renamed = withApprovals(one.open, [{ ...approval, statement: approval.statement.replace("Lan", "Lam") }]);
    expect(codes({ ...one, open: renamed }, one.piece)).toEqual(["approve/bad-signature"]);
    expect(codes({ ...one, open: withApprovals(one.open, []) }, one.piece)).toEqual(["approve/not-approved"]);
  });

  it("a decision taken out of the record, or moved in it", () => {
    const one = signed();
    const asked = decideOnPieces(one.machine, one.open, [one.piece], "request-changes", one.lan, "wrong number");
    const again = decideOnPieces(one.machine, asked, [one.piece], "approve", one.lan, "");
    const [first, second, third] = again.document.approvals;
    if (!first || !second || !third) throw new Error("there are three decisions");
    const open = (...kept: (typeof first)[]) => ({ ...one, open: withApprovals(one.open, kept) });
    expect(codes(open(first, second, third), one.piece)).toBe("open");
    expect(codes(open(first, third), one.piece)).toEqual(["approve/record-broken"]);
    expect(codes(open(second, third), one.piece)).toContain("approve/record-broken");
    expect(codes(open(first, third, second), one.piece)).toContain("approve/record-broken");
    const verdict = verifyDocument(one.machine, open(first, third).open, [one.piece], ONE_APPROVAL);
    expect(verdict).toMatchObject({ valid: false, codes: ["approve/record-broken"] });
    // Nothing is added to a record that is broken.
    expect(() => decideOnPieces(one.machine, open(first, third).open, [one.piece], "approve", one.lan, "")).toThrow(
      expect.objectContaining({ code: "approve/record-broken" }),
    );
  });

  it("a decision of the first version put behind the others", () => {
    const one = signed();
    const fake = (machine: SignedMachine, key: SigningKey) => {
      const { by, document, edition, template, proof, at, note } = JSON.parse(
        one.open.document.approvals[0]?.statement ?? "",
      ) as RecordedStatement;
      const statement = JSON.stringify({
        at,
        by: { key: by.key, name: by.name },
        decision: "approve",
        document,
        edition,
        manara: "approval",
        note,
        proof,
        template,
        version: 1,
      });
      return { statement, key: key.key, signature: machine.keys.sign(key, textBytes(statement)) };
    };
    const late = withApprovals(one.open, [...one.open.document.approvals, fake(one.machine, one.lan)]);
    expect(codes({ ...one, open: late }, one.piece)).toEqual(["approve/record-broken"]);
    // Documents from before there was a record keep their approvals.
    const early = withApprovals(one.open, [fake(one.machine, one.lan)]);
    expect(codes({ ...one, open: early }, one.piece)).toBe("open");
    expect(
      codes({ ...one, open: decideOnPieces(one.machine, early, [one.piece], "review", one.lan, "") }, one.piece),
    ).toBe("open");
  });

  it("a clock turned back, or ahead", () => {
    const one = signed();
    const machine = { ...one.machine, clock: { now: () => new Date("2026-01-01T00:00:00Z"), fixed: false } };
    expect(() => decideOnPieces(machine, one.open, [one.piece], "approve", one.lan, "")).toThrow(
      expect.objectContaining({ code: "approve/clock-behind" }),
    );
    // Seen from a machine on which that moment is still to come.
    expect(codes({ machine, open: one.open }, one.piece)).toEqual(["approve/from-the-future"]);
    const [first] = one.open.document.approvals;
    const { manara: _, version: __, ...facts } = JSON.parse(first?.statement ?? "") as RecordedStatement;
    const before = approvalsOf(one.machine, one.open.document)[0];
    if (!first || !before) throw new Error("there is one approval");
    const { previous } = {
      previous: decideOnPieces(one.machine, one.open, [one.piece], "approve", one.lan, "").document.approvals[1],
    };
    const chain = (JSON.parse(previous?.statement ?? "") as RecordedStatement).record;
    const statement = recordedText({ ...facts, at: "2025-12-31T00:00:00Z", record: chain });
    const backdated = { statement, key: one.lan.key, signature: one.machine.keys.sign(one.lan, textBytes(statement)) };
    expect(codes({ ...one, open: withApprovals(one.open, [first, backdated]) }, one.piece)).toEqual([
      "approve/clock-rolled-back",
    ]);
  });
});

describe("attacks on the team", () => {
  function team() {
    const one = signed();
    const { machine, lan } = one;
    const eve = machine.keys.generate("Eve");
    const facts = teamFactsOf({ Lan: [lan, "lead"], Eve: [eve, "reviewer"] });
    return { ...one, eve, facts, first: trusted(machine, facts, lan) };
  }
  const put = (machine: SignedMachine, path: string, value: unknown) =>
    machine.files.content.set(path, new TextEncoder().encode(JSON.stringify(value)));

  it("none: a lead of the trusted list opens the gate, and a newer list of a lead replaces the old one", async () => {
    const { machine, lan, facts, first, ...one } = team();
    expect(codes({ machine, open: one.open }, one.piece, await machinePolicy(machine))).toBe("open");
    const next = signTeam(machine, { ...facts, number: 2 }, first, lan);
    put(machine, "/next.json", next.signed);
    expect((await trustTeam(machine, "/next.json")).team.number).toBe(2);
    expect((await machinePolicy(machine)).team?.team.number).toBe(2);
  });

  it("a stranger approves, and a reviewer raises the own role", async () => {
    const { machine, eve, piece, open } = team();
    const policy = await machinePolicy(machine);
    const stranger = machine.keys.generate("Mallory");
    const untouched = withApprovals(open, []);
    expect(() => decideOnPieces(machine, untouched, [piece], "approve", stranger, "", { policy })).toThrow(
      expect.objectContaining({ code: "approve/not-trusted" }),
    );
    expect(() => decideOnPieces(machine, untouched, [piece], "approve", eve, "", { policy })).toThrow(
      expect.objectContaining({ code: "approve/wrong-role" }),
    );
    // Signed by a program that does not ask.
    const forced = decideOnPieces(machine, untouched, [piece], "approve", eve, "");
    expect(codes({ machine, open: forced }, piece, policy)).toEqual(["approve/wrong-role"]);
    const foreign = decideOnPieces(machine, untouched, [piece], "approve", stranger, "");
    expect(codes({ machine, open: foreign }, piece, policy)).toEqual(["approve/not-trusted"]);
  });

  it("a list replaced by one that its own author signed, an old one replayed, another team's", async () => {
    const { machine, eve, lan, facts, first } = team();
    const coup = signTeam(machine, teamFactsOf({ Eve: [eve, "lead"] }), null, eve);
    put(machine, "/coup.json", coup.signed);
    await expect(trustTeam(machine, "/coup.json")).rejects.toMatchObject({ code: "team/not-a-lead" });
    expect(() => signTeam(machine, { ...facts, number: 2 }, first, eve)).toThrow(
      expect.objectContaining({ code: "team/not-a-lead" }),
    );
    const second = signTeam(machine, { ...facts, number: 2 }, first, lan);
    put(machine, "/data/team.json", second.signed);
    put(machine, "/old.json", first.signed);
    await expect(trustTeam(machine, "/old.json")).rejects.toMatchObject({ code: "team/replayed" });
    const fork = signTeam(machine, { ...facts, name: "Fork", number: 3 }, null, lan);
    put(machine, "/fork.json", fork.signed);
    await expect(trustTeam(machine, "/fork.json")).rejects.toMatchObject({ code: "team/other-team" });
    put(machine, "/data/team.json", {
      ...second.signed,
      statement: second.signed.statement.replace("reviewer", "lead"),
    });
    // No gate opens where the list that guards it was tampered with.
    await expect(machinePolicy(machine)).rejects.toMatchObject({ code: "team/bad-signature" });
  });

  it("a revoked key, an expired list, an edition that is not the person's", async () => {
    const { machine, lan, piece, facts, open } = team();
    const revoked = { ...facts, revoked: [{ key: lan.key, at: "2026-01-02T00:00:00Z" }] };
    const other = machine.keys.generate("Omar");
    const withOmar = {
      ...revoked,
      members: [...facts.members, { ...teamFactsOf({ Omar: [other, "lead"] }).members[0] }] as typeof facts.members,
    };
    expect(codes({ machine, open }, piece, teamPolicy(signTeam(machine, withOmar, null, other)))).toEqual([
      "approve/key-revoked",
    ]);
    const later = { ...withOmar, revoked: [{ key: lan.key, at: "2026-02-01T00:00:00Z" }] };
    expect(codes({ machine, open }, piece, teamPolicy(signTeam(machine, later, null, other)))).toBe("open");
    const ended = { ...facts, valid: { from: "2025-01-01T00:00:00Z", until: "2026-01-01T00:00:00Z" } };
    expect(codes({ machine, open }, piece, teamPolicy(signTeam(machine, ended, null, lan)))).toEqual([
      "approve/team-expired",
    ]);
    const elsewhere = { ...facts, members: facts.members.map((one) => ({ ...one, editions: ["ar-EG"] })) };
    expect(codes({ machine, open }, piece, teamPolicy(signTeam(machine, elsewhere, null, lan)))).toEqual([
      "approve/wrong-edition",
    ]);
  });

  it("a reviewer writes a lead's role into a statement", () => {
    const { machine, lan, eve, piece, open, facts } = team();
    const policy = teamPolicy(signTeam(machine, facts, null, lan));
    const untouched = withApprovals(open, []);
    const honest = decideOnPieces(machine, untouched, [piece], "review", eve, "", { policy });
    expect(codes({ machine, open: honest }, piece, policy)).toEqual(["approve/not-approved"]);
    const {
      manara: _,
      version: __,
      ...said
    } = JSON.parse(honest.document.approvals[0]?.statement ?? "") as RecordedStatement;
    expect(said.role).toBe("reviewer");
    const statement = recordedText({ ...said, role: "lead", decision: "review" });
    const raised = { statement, key: eve.key, signature: machine.keys.sign(eve, textBytes(statement)) };
    expect(codes({ machine, open: withApprovals(open, [raised]) }, piece, policy)).toEqual(["approve/wrong-role"]);
  });

  it("an approval without the reasons that the team wants, made where nobody asked for them", () => {
    const warning = (place: string) => ({
      code: "localise/C03",
      severity: "warning" as const,
      place,
      message: "",
      hint: "",
    });
    const one = signed("Call 111", [warning("headline"), warning("body")]);
    const { machine, lan, open, piece } = one;
    const facts = teamFactsOf({ Lan: [lan, "lead"] });
    const strict = teamPolicy(signTeam(machine, { ...facts, rules: { ...facts.rules, reasons: true } }, null, lan));
    expect(codes(one, piece)).toBe("open");
    expect(codes(one, piece, strict)).toEqual(["approve/needs-reasons"]);
    const said = (place: string) => ({ code: "localise/C03", place, reason: "the ministry's own words" });
    const again = (...reasons: ReturnType<typeof said>[]) =>
      decideOnPieces(machine, open, [piece], "approve", lan, "", { reasons });
    expect(codes({ machine, open: again(said("headline")) }, piece, strict)).toEqual(["approve/needs-reasons"]);
    expect(codes({ machine, open: again(said("headline"), said("body")) }, piece, strict)).toBe("open");
    expect(codes({ machine, open: again(said("")) }, piece, strict)).toBe("open");
  });

  it("the author alone, and a release without a review", async () => {
    const { machine, lan, eve, piece, open, facts } = team();
    const strict = { ...facts, rules: { ...facts.rules, stages: "two" as const, authorMayRelease: false } };
    const policy = teamPolicy(signTeam(machine, strict, null, lan));
    expect(codes({ machine, open }, piece, policy)).toEqual(["approve/not-reviewed", "approve/author-alone"]);
    const submitted = decideOnPieces(machine, open, [piece], "submit", eve, "", { policy });
    expect(codes({ machine, open: submitted }, piece, policy)).toEqual(["approve/not-reviewed"]);
    const reviewed = decideOnPieces(machine, submitted, [piece], "review", eve, "", { policy });
    expect(codes({ machine, open: reviewed }, piece, policy)).toBe("open");
  });
});

describe("attacks on an exported file", () => {
  const verify = async (one: Signed, bytes: Uint8Array, policy = ONE_APPROVAL) => {
    one.machine.files.content.set("/alone/file", bytes);
    return verifyExport(one.machine, "/alone/file", policy);
  };

  it.for(["print-pdf", "digital-pdf", "png", "jpeg", "webp"] as const)(
    "none: %s alone says who approved it",
    async (format) => {
      const one = signed();
      const bytes = await exported(one, format);
      expect(await verify(one, bytes)).toMatchObject({
        valid: true,
        reasons: [],
        edition: "vi-VN",
        document: one.open.document.id,
        proof: one.piece.proof.digest,
        approvedBy: { name: "Lan", key: one.lan.key },
        sealedBy: { name: "Lan", key: one.lan.key },
      });
      // Readers of pictures still take it.
      if (!format.endsWith("pdf")) expect((await sharp(bytes).stats()).channels.length).toBeGreaterThan(0);
    },
  );

  it.for(["print-pdf", "digital-pdf", "png", "jpeg", "webp"] as const)("any byte of %s changed", async (format) => {
    const one = signed();
    const bytes = await exported(one, format);
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const valid = await verify(one, changed).then(
        (verdict) => verdict.valid,
        // Not a file of ours any more.
        () => false,
      );
      if (valid) throw new Error(`byte ${at} of ${bytes.length} changed unnoticed`);
    }
    expect((await verify(one, bytes)).valid).toBe(true);
  });

  it("an approval pasted in from another file", async () => {
    const one = signed();
    const other = { ...one, piece: pieceOf([pageOf("Pay 500 now"), pageOf("Back")]) };
    const [good, bad] = [
      await exported(one, "digital-pdf"),
      await exported(
        { ...other, open: decideOnPieces(one.machine, one.open, [other.piece], "approve", one.lan, "") },
        "digital-pdf",
      ),
    ];
    const record = factsOf(good)?.record ?? "";
    const bare = Buffer.from(bad)
      .toString("latin1")
      .replace(/(<manara:record>)([^<]*)/, (_, tag: string, room: string) => tag + " ".repeat(room.length));
    const pasted = putRecord(Buffer.from(bare, "latin1"), record);
    expect((await verify(one, pasted)).codes).toEqual(["verify/other-file", "verify/changed"]);
    const swapped = putRecord(await exported(one, "png"), record);
    expect((await verify(one, swapped)).codes).toContain("verify/other-file");
  });

  it("the approval taken out, or torn", async () => {
    const one = signed();
    for (const format of ["digital-pdf", "png"] as const) {
      const text = Buffer.from(await exported(one, format)).toString("latin1");
      const blank = text.replace(
        /(<manara:record>)([^<]*)/,
        (_, tag: string, room: string) => tag + " ".repeat(room.length),
      );
      const verdict = await verify(one, Buffer.from(blank, "latin1"));
      expect(verdict).toMatchObject({
        valid: false,
        codes: [format === "png" ? "verify/record-damaged" : "verify/no-record"],
      });
      const torn = text.replace(/(<manara:record>)..../, "$1####");
      expect((await verify(one, Buffer.from(torn, "latin1"))).codes).toEqual(["verify/record-damaged"]);
    }
  });

  it("an edit with a new digest, and with the seal's signature kept or taken off", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const record = JSON.parse(factsOf(bytes)?.record ?? "") as { seal: { statement: string; signature: string } };
    const pixels = await sharp(bytes).negate().png().toBuffer();
    const seal = JSON.parse(record.seal.statement) as { file: string; by: unknown };
    const write = (by: unknown, signature: string) => {
      const statement = JSON.stringify({ ...seal, by, file: factsOf(pixels)?.digest });
      return putRecord(pixels, JSON.stringify({ ...record, seal: { statement, signature } }));
    };
    expect((await verify(one, write(seal.by, record.seal.signature))).codes).toEqual(["verify/bad-seal"]);
    const facts = teamFactsOf({ Lan: [one.lan, "lead"] });
    const policy = teamPolicy(trusted(one.machine, facts, one.lan));
    expect((await verify(one, write(null, ""), policy)).codes).toEqual(["verify/not-sealed"]);
    expect((await verify(one, bytes, policy)).valid).toBe(true);
    // Without a team there is nobody to miss the seal; the verdict says that nobody sealed the file.
    expect(await verify(one, write(null, ""))).toMatchObject({ valid: true, sealedBy: null });
  });

  it("a picture encoded again, or made smaller", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const again = await sharp(bytes).png({ compressionLevel: 1 }).toBuffer();
    expect((await verify(one, again)).codes).toEqual(["verify/no-record"]);
    const kept = putRecord(again, factsOf(bytes)?.record ?? "");
    expect((await verify(one, kept)).codes).toEqual(["verify/changed"]);
    const small = putRecord(await sharp(bytes).resize(50).png().toBuffer(), factsOf(bytes)?.record ?? "");
    expect((await verify(one, small)).codes).toEqual(["verify/pixels-changed", "verify/changed"]);
  });

  it("a PDF written again by qpdf, with a page less, and with other properties", async (context) => {
    need(context, "qpdf");
    const one = signed();
    const bytes = await exported(one, "digital-pdf");
    const rewritten = await inFolder((folder) => {
      const [before, after, less] = [join(folder, "a.pdf"), join(folder, "b.pdf"), join(folder, "c.pdf")];
      writeFileSync(before, bytes);
      ask("qpdf", before, after);
      ask("qpdf", before, "--pages", ".", "1", "--", less);
      return { again: readFileSync(after), less: readFileSync(less) };
    });
    expect((await verify(one, rewritten.again)).codes).toEqual(["verify/changed"]);
    expect((await verify(one, rewritten.less)).codes).toEqual(["verify/pages-changed", "verify/changed"]);
    const renamed = Buffer.from(
      Buffer.from(bytes)
        .toString("latin1")
        .replace(/<dc:title>(.*?)x-default">./, '<dc:title>$1x-default">X'),
      "latin1",
    );
    expect((await verify(one, renamed)).codes).toEqual(["verify/properties-changed", "verify/changed"]);
  });

  it("a JPEG or a WebP encoded again, with its properties kept or put back", async () => {
    const one = signed();
    for (const format of ["jpeg", "webp"] as const) {
      const bytes = await exported(one, format);
      const record = factsOf(bytes)?.record ?? "";
      const again = await sharp(bytes)[format]({ quality: 100 }).toBuffer();
      expect((await verify(one, again)).codes).toEqual(["verify/no-record"]);
      expect((await verify(one, putRecord(again, record))).codes).toEqual(["verify/changed"]);
      const kept = await sharp(bytes).keepMetadata()[format]({ quality: 100 }).toBuffer();
      const { valid, codes: why } = await verify(one, kept);
      expect(valid).toBe(false);
      expect(["verify/changed", "verify/record-damaged"]).toContain(why[0]);
    }
  });

  it("the seal of another format of the same pages", async () => {
    const one = signed();
    const record = factsOf(await exported(one, "png"))?.record ?? "";
    for (const format of ["jpeg", "webp"] as const) {
      expect((await verify(one, putRecord(await exported(one, format), record))).codes).toEqual(["verify/changed"]);
    }
  });

  it.for(["print-pdf", "digital-pdf", "png", "jpeg", "webp"] as const)("bytes put behind a %s", async (format) => {
    const one = signed();
    const longer = Buffer.concat([await exported(one, format), Buffer.from("\n%more\n")]);
    expect((await verify(one, longer)).valid).toBe(false);
  });

  it.for([
    ["its pages in another order", ["--pages", ".", "2,1", "--"], ["verify/changed"]],
    ["a page twice", ["--pages", ".", "1,2,2", "--"], ["verify/pages-changed", "verify/changed"]],
    ["linearised for the web", ["--linearize"], ["verify/changed"]],
    ["packed into object streams", ["--object-streams=generate"], ["verify/changed"]],
    ["unpacked", ["--qdf"], ["verify/changed"]],
    ["a page turned", ["--rotate=+90:1"], ["verify/changed"]],
    ["a file attached", ["--add-attachment", "a.pdf", "--"], ["verify/changed"]],
    ["another file's words laid over it", ["--overlay", "other.pdf", "--"], ["verify/changed"]],
    ["locked with a password", ["--encrypt", "", "owner", "256", "--"], ["verify/no-record"]],
  ] as const)("a PDF from qpdf: %s", async ([, how, why], context) => {
    need(context, "qpdf");
    const one = signed();
    const bytes = await exported(one, "digital-pdf");
    const other = await exported({ ...one, ...signed("Pay 500") }, "digital-pdf");
    const changed = await inFolder((folder) => {
      const at = (name: string) => join(folder, name);
      writeFileSync(at("a.pdf"), bytes);
      writeFileSync(at("other.pdf"), other);
      const named = how.map((part) => (part.endsWith(".pdf") ? at(part) : part));
      ask("qpdf", at("a.pdf"), ...named, at("b.pdf"));
      return readFileSync(at("b.pdf"));
    });
    expect((await verify(one, changed)).codes).toEqual(why);
  });

  it("a record that was cut off at its end shows against an exported file", async () => {
    const one = signed();
    const asked = decideOnPieces(one.machine, one.open, [one.piece], "request-changes", one.lan, "wrong number");
    const open = decideOnPieces(one.machine, asked, [one.piece], "approve", one.lan, "");
    const bytes = await exported({ ...one, open }, "png");
    one.machine.files.content.set("/alone/file", bytes);
    const judge = (document: OpenDocument) =>
      reproduceExport(one.machine, "/alone/file", document, { ...fakePack(), fonts: FONTS }, [one.piece], ONE_APPROVAL);
    expect(await judge(open)).toMatchObject({ valid: true, codes: [] });
    // The request for changes and the approval after it are gone; the first approval still opens the gate.
    expect(codes({ machine: one.machine, open: one.open }, one.piece)).toBe("open");
    expect(await judge(one.open)).toMatchObject({ valid: false, codes: ["approve/record-broken"] });
  });

  it("pages with warnings that an approval gives no reasons for, as far as the file tells", async () => {
    const warning = { code: "localise/C03", severity: "warning" as const, place: "headline", message: "", hint: "" };
    const one = signed("Call 111", [warning]);
    const facts = teamFactsOf({ Lan: [one.lan, "lead"] });
    const strict = { ...facts, rules: { ...facts.rules, reasons: true } };
    const policy = teamPolicy(trusted(one.machine, strict, one.lan));
    const lax = teamPolicy(signTeam(one.machine, facts, null, one.lan));
    for (const format of ["print-pdf", "png"] as const) {
      const bytes = await exported(one, format);
      expect((await verify(one, bytes, lax)).codes).toEqual([]);
      expect((await verify(one, bytes, policy)).codes).toEqual(["approve/needs-reasons"]);
      const reasons = [{ code: "localise/C03", place: "headline", reason: "the ministry's own words" }];
      const open = decideOnPieces(one.machine, one.open, [one.piece], "approve", one.lan, "", { reasons });
      expect((await verify(one, await exported({ ...one, open }, format), policy)).codes).toEqual([]);
    }
  });

  it("a name that is somebody else's: the verdict tells whether anybody knows the key", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    expect(await verify(one, bytes)).toMatchObject({ valid: true, trust: "unknown", approvedBy: { name: "Lan" } });
    const mallory = one.machine.keys.generate("Lan");
    const fake = {
      ...one,
      lan: mallory,
      open: decideOnPieces(one.machine, withApprovals(one.open, []), [one.piece], "approve", mallory, ""),
    };
    await trustKey(one.machine, "people", one.lan);
    expect(await verify(one, bytes)).toMatchObject({ valid: true, trust: "known" });
    expect(await verify(one, await exported(fake, "png"))).toMatchObject({ valid: true, trust: "unknown" });
    // Her approval under another's seal is no better than the seal.
    const resealed = await exported({ ...one, lan: mallory }, "png");
    expect(await verify(one, resealed)).toMatchObject({
      valid: true,
      trust: "unknown",
      approvedBy: { key: one.lan.key },
    });
    const unsealed = await exported(one, "png", { seal: false });
    expect(await verify(one, unsealed)).toMatchObject({ valid: true, trust: "unknown", sealedBy: null });
    const policy = teamPolicy(trusted(one.machine, teamFactsOf({ Lan: [one.lan, "lead"] }), one.lan));
    expect(await verify(one, bytes, policy)).toMatchObject({ valid: true, trust: "team" });
    const known = await readTrusted(one.machine);
    expect(verifyDocument(one.machine, one.open, [one.piece], ONE_APPROVAL, known).trust).toBe("known");
    expect(verifyDocument(one.machine, fake.open, [one.piece], ONE_APPROVAL, known).trust).toBe("unknown");
    await trustNoMore(one.machine, one.lan.key);
    expect((await verify(one, bytes)).trust).toBe("unknown");
    // No gate and no verdict goes by a list that somebody tampered with.
    one.machine.files.content.set("/data/trusted.json", textBytes("{"));
    await expect(verify(one, bytes)).rejects.toMatchObject({ code: "keys/trusted-damaged" });
  });

  it("a key that was revoked before it approved", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const omar = one.machine.keys.generate("Omar");
    const facts = {
      ...teamFactsOf({ Lan: [one.lan, "lead"], Omar: [omar, "lead"] }),
      revoked: [{ key: one.lan.key, at: "2026-01-01T00:00:00Z" }],
    };
    const policy = teamPolicy(signTeam(one.machine, facts, null, omar));
    expect((await verify(one, bytes, policy)).codes).toEqual(["approve/key-revoked", "approve/key-revoked"]);
  });

  it("a draft passed off as final", async () => {
    const one = signed();
    const [page] = one.piece.pages;
    const job = {
      title: "t",
      edition: "vi-VN",
      pages: page ? [page] : [],
      proof: one.piece.proof.digest,
      formats: ["png" as const],
      ppi: 72,
      date: new Date(0),
      engine: "0",
      pictures: new Map(),
    };
    const [file] = await one.machine.startExporter([]).render(job);
    expect((await verify(one, file?.bytes ?? new Uint8Array())).codes).toEqual(["verify/no-record"]);
  });
});
