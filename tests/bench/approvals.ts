import { performance } from "node:perf_hooks";
import { nodeKeys } from "../../src/main/platform/nodeKeys.ts";
import { decideOnPieces } from "../../src/main/services/approve/approvals.ts";
import { newDocument } from "../../src/main/services/document/documents.ts";
import { verifyDocument } from "../../src/main/services/verify/verify.ts";
import { ONE_APPROVAL } from "../../src/shared/approve/decide.ts";
import { makeProof } from "../../src/shared/approve/proof.ts";
import type { Piece } from "../../src/shared/piece/piece.ts";
import { fakeMachine, fakePack, plainPage } from "../fakes/fakeMachine.ts";
import { PACK, VI } from "../fakes/samplePack.ts";
import { type Figure, figure } from "./figure.ts";

/** A document with 24 editions of one piece: signed, and verified by somebody who sees it for the first time. */

const EDITIONS = 24;

export function benchApprovals(): Record<string, Figure> {
  const machine = fakeMachine();
  const key = nodeKeys.generate("Lan");
  const pieces = Array.from({ length: EDITIONS }, (_, at): Piece => {
    const tag = `${String.fromCharCode(97 + at)}a-VN`;
    const pages = [plainPage(tag, `Call 111, ${at}`)];
    const proof = makeProof({ engine: machine.engine, pack: PACK, template: "poster-a3", edition: tag, pages });
    return { template: "poster-a3", edition: { ...VI, tag }, pages, proof, diagnostics: [] };
  });
  const empty = newDocument(machine, fakePack(), "poster-a3", "/doc.manara", null);
  const times = Array.from({ length: 40 }, () => {
    const start = performance.now();
    const signed = decideOnPieces(machine, empty, pieces, "approve", key, "");
    // A copy, so that nothing that was read while signing is remembered.
    const document = { ...signed.document, approvals: [...signed.document.approvals] };
    const verdict = verifyDocument(machine, { ...signed, document }, pieces, ONE_APPROVAL);
    if (!verdict.valid) throw new Error(verdict.reasons.join());
    return performance.now() - start;
  });
  return { "sign and verify 24 editions": figure(times.slice(10)) };
}
