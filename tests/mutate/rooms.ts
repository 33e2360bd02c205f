/** The rooms whose mutants are tested: what is changed on purpose, and the tests that have to notice. */

export interface Room {
  /** Files in which faults are planted, from the root of the checkout. */
  readonly sources: readonly string[];
  /** Test files that must find them. Few and quick ones: each runs once for every fault that it meets. */
  readonly tests: readonly string[];
  /** Share of the faults that must be found, in per cent. */
  readonly goal: number;
}

export const ROOMS: Readonly<Record<string, Room>> = {
  gate: {
    sources: ["src/shared/approve/decide.ts", "src/shared/approve/record.ts"],
    tests: [
      "tests/shared/approve/decide.test.ts",
      "tests/shared/approve/record.test.ts",
      "tests/shared/approve/workflow.test.ts",
      "tests/main/services/approve/attacks.test.ts#attacks on a document",
    ],
    goal: 85,
  },
  approve: {
    sources: [
      "src/main/services/approve/approvals.ts",
      "src/main/services/approve/gateFor.ts",
      "src/main/services/approve/proofPages.ts",
      "src/main/services/approve/signOffNotices.ts",
    ],
    tests: [
      "tests/main/services/approve/approvals.test.ts",
      "tests/shared/approve/workflow.test.ts",
      "tests/main/services/approve/proofPages.test.ts",
      "tests/main/services/approve/attacks.test.ts#attacks on a document",
    ],
    goal: 85,
  },
  edits: {
    sources: ["src/shared/document/edits.ts", "src/shared/document/editHistory.ts", "src/shared/document/locks.ts"],
    tests: ["tests/shared/document/edits.test.ts", "tests/shared/document/locks.test.ts"],
    goal: 85,
  },
  merge: {
    sources: [
      "src/shared/document/mergeDocuments.ts",
      "src/shared/document/versionChooser.ts",
      "src/shared/document/compareCopies.ts",
      "src/shared/document/documentChanges.ts",
      "src/shared/document/mergeRemarks.ts",
      "src/shared/document/mergeReport.ts",
      "src/main/services/merge/merge.ts",
    ],
    // The properties last: each of them tries a hundred pairs of copies for every fault that is still there.
    tests: [
      "tests/shared/document/mergeRules.test.ts",
      "tests/shared/document/compareCopies.test.ts",
      "tests/shared/document/documentChanges.test.ts",
      "tests/shared/document/mergeRemarks.test.ts",
      "tests/shared/document/mergeReport.test.ts",
      "tests/main/services/merge/merge.test.ts",
      "tests/shared/document/mergeDocuments.test.ts",
    ],
    goal: 85,
  },
  lines: {
    sources: ["src/shared/typeset/text/breakLines.ts", "src/shared/typeset/text/breakOpportunities.ts"],
    tests: ["tests/shared/typeset/text/breakLines.test.ts", "tests/shared/typeset/text/breakOpportunities.test.ts"],
    goal: 75,
  },
  isolation: {
    sources: ["src/shared/typeset/text/isolate.ts"],
    tests: ["tests/shared/typeset/text/isolate.test.ts"],
    goal: 75,
  },
  literals: {
    sources: [
      "src/shared/literals/clusters.ts",
      "src/shared/literals/phones.ts",
      "src/shared/literals/passages.ts",
      "src/shared/literals/passageEnds.ts",
    ],
    tests: ["tests/shared/literals/scan.test.ts", "tests/shared/literals/kinds.test.ts"],
    goal: 75,
  },
  exchange: {
    sources: ["src/shared/localise/files/gatherUnit.ts"],
    tests: ["tests/shared/localise/files/gatherUnit.test.ts"],
    goal: 75,
  },
  registry: {
    sources: [
      "src/main/services/pack/confirmEntry.ts",
      "src/main/services/pack/registry.ts",
      "src/main/services/pack/registryNotes.ts",
    ],
    tests: ["tests/main/services/pack/registryRules.test.ts", "tests/main/services/pack/registry.test.ts"],
    goal: 75,
  },
  window: {
    sources: ["src/renderer/state/sessionStore.ts", "src/renderer/review/proof/useSeenPages.ts"],
    tests: ["tests/renderer/state/sessionInWindow.test.ts", "tests/renderer/review/proof/useSeenPages.test.ts"],
    goal: 75,
  },
  composer: {
    sources: ["src/renderer/typeset/typesetClient.ts", "src/renderer/typeset/windowAnswers.ts"],
    tests: ["tests/renderer/typeset/typesetClient.test.ts", "tests/renderer/typeset/windowAnswers.test.ts"],
    goal: 75,
  },
  recall: {
    sources: ["src/main/services/verify/recall.ts"],
    tests: ["tests/main/services/verify/recall.test.ts"],
    goal: 75,
  },
  sessions: {
    sources: [
      "src/main/studio/sessions/savedState.ts",
      "src/main/studio/sessions/session.ts",
      "src/main/studio/sessions/sessionPictures.ts",
    ],
    tests: ["tests/main/studio/sessions/session.test.ts"],
    goal: 75,
  },
};
