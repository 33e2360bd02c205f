import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import {
  type ReadApproval,
  type RecordedStatement,
  readApproval,
  recordedText,
  type SignedApproval,
  statementText,
} from "../../../src/shared/approve/approval.ts";
import { makeProof } from "../../../src/shared/approve/proof.ts";
import { textBytes } from "../../../src/shared/base/digest.ts";
import { plainPage } from "../../fakes/fakeMachine.ts";

/** Decisions with real signatures, of the first version and of the one that has a record. */

export type Key = ReturnType<typeof nodeKeys.generate>;

const DOCUMENT = "00000000-0000-4000-8000-000000000001";
const PROOF = makeProof({
  engine: "1.0.0",
  pack: { id: "sample", release: "1", digest: "a".repeat(64) },
  template: "poster-a3",
  edition: "vi-VN",
  pages: [plainPage("vi-VN", "111")],
});

/** @param second of 2026-01-01, from 0 to 59. */
export function momentAt(second: number): string {
  return `2026-01-01T00:00:${String(second).padStart(2, "0")}Z`;
}

export function signRecorded(key: Key, second: number, facts: Partial<RecordedStatement> = {}): SignedApproval {
  return seal(
    key,
    recordedText({
      document: DOCUMENT,
      edition: "vi-VN",
      template: "poster-a3",
      proof: PROOF.digest,
      parts: PROOF.parts,
      decision: "approve",
      by: { name: key.name, organisation: "", key: key.key },
      role: null,
      team: null,
      changed: null,
      reasons: [],
      record: { count: 0, previous: null },
      at: momentAt(second),
      note: "",
      ...facts,
    }),
  );
}

export function signFirstVersion(key: Key, second: number): SignedApproval {
  return seal(
    key,
    statementText({
      document: DOCUMENT,
      edition: "vi-VN",
      template: "poster-a3",
      proof: PROOF.digest,
      decision: "approve",
      by: { name: key.name, key: key.key },
      at: momentAt(second),
      note: "",
    }),
  );
}

export function read(signed: SignedApproval): ReadApproval {
  const one = readApproval(signed, nodeKeys.verify);
  if (one === null) throw new Error("what was just signed can be read");
  return one;
}

function seal(key: Key, statement: string): SignedApproval {
  return { statement, key: key.key, signature: nodeKeys.sign(key, textBytes(statement)) };
}
