import { preflight } from "../../../../src/main/preflight/preflight.ts";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { newDocument, type OpenDocument } from "../../../../src/main/services/document/documents.ts";
import { exportPieces } from "../../../../src/main/services/export/exports.ts";
import type { Machine, SigningKey } from "../../../../src/main/services/ports.ts";
import { signTeam } from "../../../../src/main/services/trust/teams.ts";
import { ONE_APPROVAL, type Policy } from "../../../../src/shared/approve/decide.ts";
import { makeProof } from "../../../../src/shared/approve/proof.ts";
import type { ReadTeam, TeamFacts } from "../../../../src/shared/approve/team.ts";
import type { ExportFormat } from "../../../../src/shared/export/manifest.ts";
import type { Piece } from "../../../../src/shared/piece/piece.ts";
import type { Page } from "../../../../src/shared/typeset/page/page.ts";
import { drawingExporter } from "../../../fakes/drawingExporter.ts";
import { type FakeMachine, fakeMachine, fakePack } from "../../../fakes/fakeMachine.ts";
import { EN, PACK, VI } from "../../../fakes/samplePack.ts";
import { FONTS, samplePage, setLine } from "../../../shared/render/samplePage.ts";

/** Real pages, real keys and real files in memory, for tests of who approved what. */

export type SignedMachine = FakeMachine & Machine;

export function signedMachine(): SignedMachine {
  return {
    ...fakeMachine(drawingExporter(FONTS)),
    preflight,
    teamFile: "/data/team.json",
    trustFile: "/data/trusted.json",
  };
}

export function pageOf(words: string, edition = "vi-VN", more: Partial<Page> = {}): Page {
  const bounds = { x: 0, y: 0, width: 10, height: 10 };
  const block = {
    role: "h1",
    frame: "f",
    slot: "headline",
    language: edition,
    list: null,
    text: words,
    bounds,
  } as const;
  const line = setLine({ text: words, font: "Alexandria-700", size: 12, x: 20, y: 40, language: edition });
  return samplePage([line], { template: "poster-a3", edition, direction: "ltr", blocks: [block], ...more });
}

export function pieceOf(
  pages: readonly Page[],
  engine = "0.0.0-test",
  pack = PACK,
  diagnostics: Piece["diagnostics"] = [],
): Piece {
  const edition = pages[0]?.edition === "en-VN" ? EN : VI;
  const proof = makeProof({ engine, pack, template: "poster-a3", edition: edition.tag, pages });
  return { template: "poster-a3", edition, pages, proof, diagnostics };
}

export interface Signed {
  readonly machine: SignedMachine;
  readonly lan: SigningKey;
  readonly piece: Piece;
  readonly open: OpenDocument;
}

/** One document with one piece that Lan approved. */
export function signed(words = "Call 111", diagnostics: Piece["diagnostics"] = []): Signed {
  const machine = signedMachine();
  const lan = machine.keys.generate("Lan");
  const piece = pieceOf([pageOf(words), pageOf("Back")], undefined, undefined, diagnostics);
  const empty = newDocument(machine, fakePack(), "poster-a3", "/doc.manara", null);
  return { machine, lan, piece, open: decideOnPieces(machine, empty, [piece], "approve", lan, "") };
}

/** The file alone, away from its manifest. */
export async function exported(
  { machine, lan, piece, open }: Signed,
  format: ExportFormat,
  { seal = true, policy = ONE_APPROVAL, draft = false }: { seal?: boolean; policy?: Policy; draft?: boolean } = {},
): Promise<Uint8Array> {
  const made = await exportPieces(machine, {
    loaded: { ...fakePack(), fonts: FONTS },
    jobs: [{ open, pieces: [piece] }],
    formats: [format],
    folder: `/out-${format}`,
    draft,
    policy,
    ppi: 72,
    ...(seal ? { sealWith: lan } : {}),
  });
  return machine.files.read(`/out-${format}/${made.files[0]?.path}`);
}

export function teamFactsOf(
  people: Readonly<Record<string, readonly [SigningKey, ...TeamFacts["members"][number]["roles"]]>>,
): TeamFacts {
  return {
    id: "campaign",
    name: "Campaign",
    number: 1,
    valid: { from: "2026-01-01T00:00:00Z", until: "2026-12-31T00:00:00Z" },
    members: Object.entries(people).map(([name, [{ key }, ...roles]]) => ({
      name,
      organisation: "Union",
      key,
      roles,
      editions: null,
    })),
    revoked: [],
    rules: { stages: "one", approvals: 1, authorMayRelease: true, reasons: false },
  };
}

/** A list that the lead signs, put where the machine trusts it. */
export function trusted(
  machine: SignedMachine,
  facts: TeamFacts,
  lead: SigningKey,
  previous: ReadTeam | null = null,
): ReadTeam {
  const team = signTeam(machine, facts, previous, lead);
  machine.files.content.set("/data/team.json", new TextEncoder().encode(JSON.stringify(team.signed)));
  return team;
}
