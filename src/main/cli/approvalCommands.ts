import type { Command } from "commander";
import { type Decision, type FindingReason, findingReason, MOST_REASONS } from "../../shared/approve/approval.ts";
import type { Policy } from "../../shared/approve/decide.ts";
import { digestBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { decideOnPieces } from "../services/approve/approvals.ts";
import { keepPages } from "../services/approve/proofPages.ts";
import { refuseClockAhead } from "../services/approve/refuseClock.ts";
import { repairRecord } from "../services/approve/repairRecord.ts";
import { openDocument, saveDocument } from "../services/document/documents.ts";
import { readSuppliedProfile } from "../services/export/printProfile.ts";
import type { Machine } from "../services/ports.ts";
import { readJsonFile } from "../services/readJsonFile.ts";
import { withPack } from "../services/trust/packTrust.ts";
import { policyUnder } from "../services/trust/teams.ts";
import { readTrusted } from "../services/trust/trustedKeys.ts";
import { type Answered, answerOf, LEAST_DIGITS } from "../services/verify/answer.ts";
import { reproduceExport } from "../services/verify/reproduce.ts";
import type { Verdict, VerdictDecision } from "../services/verify/verdict.ts";
import { verifyDocument, verifyExport } from "../services/verify/verify.ts";
import { type CommandGroup, listOf } from "./commandGroup.ts";
import { openPieces } from "./openPieces.ts";
import { EXIT, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara submit`, `review`, `approve`, `request-changes`, `withdraw`, `repair` and `verify`. */

const SUMMARIES: readonly (readonly [Decision, string])[] = [
  ["submit", "sign that the pages are ready to be looked at"],
  ["review", "sign that the language of the pages is right"],
  ["approve", "sign the pages of a document as they are now"],
  ["request-changes", "sign that the pages must be changed"],
  ["withdraw", "take back an approval"],
];

export const TEAM_OPTION = "judge by this signed team list instead of the one that this computer trusts";

interface DecideOptions extends PassphraseOptions {
  readonly key: string;
  readonly edition?: string;
  readonly note: string;
  readonly reason?: readonly string[];
  readonly reasons?: string;
  readonly team?: string;
}

export function addApprovalCommands(program: Command, { add, act }: CommandGroup): void {
  for (const [decision, summary] of SUMMARIES) {
    const command = add(program, decision, summary)
      .argument("<document>")
      .requiredOption("--key <file>", "signing key, see manara keys new")
      .option("--edition <tags>", "only these editions, separated by commas")
      .option("--note <text>", "note that goes with the decision", "")
      .option("--team <file>", TEAM_OPTION);
    addPassphraseOption(command);
    if (decision === "approve") {
      command
        .option("--reason <code=why...>", "why warnings of this code can stay")
        .option("--reasons <file>", "JSON: a list of { code, place, reason }");
    }
    act<DecideOptions>(command, async ({ json, machine }, [path = ""], options) => {
      const key = await openKey(machine, options.key, options);
      const given = await reasonsOf(machine, options);
      const { open, loaded, pieces } = await openPieces(machine, path, listOf(options.edition));
      const policy = await withPack(machine, await policyUnder(machine, options.team), loaded);
      await refuseClockAhead(machine, open, policy);
      const decided = decideOnPieces(machine, open, pieces, decision, key, options.note, { policy, reasons: given });
      await saveDocument(machine, keepPages(machine, decided, pieces));
      const signed = pieces.map(({ template, edition, proof }) => ({
        template,
        edition: edition.tag,
        proof: proof.digest,
      }));
      const by = { name: key.name, key: key.key };
      printResult(json, { document: open.document.id, decision, by, signed }, [
        ...signed.map(
          (one) => `${decision} ${one.template} ${one.edition} by ${by.name}, proof ${one.proof.slice(0, 16)}`,
        ),
      ]);
      return EXIT.done;
    });
  }

  const repair = add(
    program,
    "repair",
    "take decisions that are not genuine, or from the future, off the end of a document's record",
  ).argument("<document>");
  act(repair, async ({ json, machine }, [path = ""]) => {
    const { open, removed } = repairRecord(machine, await openDocument(machine, path));
    await saveDocument(machine, open);
    const gone = removed.map(({ genuine, statement: { decision, template, edition, by, at } }) => ({
      decision,
      template,
      edition,
      by,
      at,
      genuine,
    }));
    printResult(json, { document: open.document.id, removed: gone }, [
      ...gone.map(
        (one) =>
          `taken out: ${one.decision} ${one.template} ${one.edition} by ${one.by.name} at ${one.at}${one.genuine ? "" : ", signature not genuine"}`,
      ),
      "Whoever meant one of these decides again.",
    ]);
    return EXIT.done;
  });

  const verify = add(program, "verify", "who approved a document or an exported file, and whether it was changed")
    .argument("<file>", "a .manara document, or a file that manara exported")
    .option("--edition <tags>", "of a document, only these editions, separated by commas")
    .option("--document <file>", "of an exported file: draw its pages again from this document and compare every byte")
    .option("--profile <file>", "of a print PDF made with a print shop's colour profile: that profile")
    .option("--team <file>", TEAM_OPTION)
    .option("--fingerprint <digits>", VERIFY_FINGERPRINT);
  act<VerifyOptions>(verify, async ({ json, machine }, [path = ""], options) => {
    const policy = await policyUnder(machine, options.team);
    const trusted = await readTrusted(machine);
    if (path.endsWith(".manara")) {
      const { open, loaded, pieces } = await openPieces(machine, path, listOf(options.edition));
      const verdict = verifyDocument(machine, open, pieces, await withPack(machine, policy, loaded), trusted);
      printResult(json, verdict, verdictLines(verdict));
      return verdict.valid ? EXIT.done : EXIT.content;
    }
    const told = options.fingerprint === undefined ? null : needDigits(options.fingerprint);
    const verdict = await fileVerdict(machine, path, policy, options);
    const answered = answerOf(verdict, digestBytes(await machine.files.read(path)), policy, trusted, told);
    printResult(json, { ...verdict, ...answered }, [...answerLines(answered), ...verdictLines(verdict)]);
    return answered.answer === "ours" ? EXIT.done : EXIT.content;
  });
}

interface VerifyOptions {
  readonly edition?: string;
  readonly document?: string;
  readonly profile?: string;
  readonly team?: string;
  readonly fingerprint?: string;
}

const VERIFY_FINGERPRINT =
  "of an exported file: at least 16 digits of it, or of the key that sealed it (manara keys show), as the campaign told you by phone or in person";

async function fileVerdict(machine: Machine, path: string, policy: Policy, options: VerifyOptions): Promise<Verdict> {
  if (options.document === undefined) return verifyExport(machine, path, policy);
  const { open, loaded, pieces } = await openPieces(machine, options.document, null);
  const profile = options.profile === undefined ? null : await readSuppliedProfile(machine, options.profile);
  return reproduceExport(machine, path, open, loaded, pieces, policy, profile);
}

function needDigits(told: string): string {
  if (/^[0-9a-f\s]*$/i.test(told) && told.replace(/\s/g, "").length >= LEAST_DIGITS) return told;
  throw new StudioError("cli/wrong-fingerprint", "usage", `"${told}" is no fingerprint.`, {
    hint: `Give at least ${LEAST_DIGITS} digits from 0 to 9 and a to f.`,
  });
}

const ANSWERS = {
  ours: "ours: unaltered, and signed by somebody who is known",
  altered: "altered, or never released: do not print it",
  "unknown-signer": "unknown signer: unaltered since somebody sealed it whom nobody here knows",
} as const;

function answerLines({ answer, fingerprint, fingerprintHolds, otherKeys }: Answered): string[] {
  return [
    ANSWERS[answer],
    ...otherKeys.map(
      ({ name, key, known }) =>
        `  WARNING: the name ${name} with another key (${key}) than the one that is known here (${known}): ask that person before you print.`,
    ),
    ...(fingerprintHolds === false ? ["  WARNING: the fingerprint is another one than you were told."] : []),
    ...(fingerprint === null ? [] : [`  fingerprint of the key that sealed it: ${fingerprint.slice(0, 32)}`]),
  ];
}

const DECIDED = {
  submit: "submitted",
  review: "language reviewed",
  approve: "approved",
  "request-changes": "changes asked for",
  withdraw: "withdrawn",
} as const;

function decisionLine({ decision, by, organisation, role, at }: VerdictDecision): string {
  const who = [by.name, organisation].filter((part) => part !== "").join(", ");
  return `  ${DECIDED[decision]} by ${who}${role === null ? "" : ` as ${role}`} (${by.key}) at ${at}`;
}

/** A name is what somebody typed: the key is what counts, and whether anybody here knows it. */
const TRUST_LINES = {
  team: "  trust: team. The team's list has the key.",
  known: "  trust: known. You said on this computer whose key it is.",
  unknown:
    "  trust: unknown. Nobody here has said whose key it is: compare it with the person, then manara keys trust <key> --name <person>.",
} as const;

function verdictLines({ valid, reasons, decisions, team, sealedBy, trust, sample }: Verdict): string[] {
  const seal =
    sealedBy === undefined ? [] : [`  unchanged since it was sealed by ${sealedBy?.name} (${sealedBy?.key})`];
  const said =
    sealedBy === null
      ? ["  Nobody sealed this file: anybody who knows its format could have changed it. Add --document to be sure."]
      : [...seal, TRUST_LINES[trust]];
  return [
    ...(sample === true ? ["  SAMPLE: the demo's key released it, which everybody has. It is not for print."] : []),
    valid ? "valid" : "not valid",
    ...(valid ? [...decisions.map(decisionLine), ...said] : []),
    ...(valid && team !== null ? [`  by the rules of ${team.name}, list ${team.number}`] : []),
    ...reasons.map((reason) => `  ${reason}`),
  ];
}

async function reasonsOf(machine: Machine, { reason = [], reasons }: DecideOptions): Promise<FindingReason[]> {
  const listed = reasons === undefined ? [] : await readJsonFile(machine, reasons, 1024 * 1024);
  const short = reason.map((one) => {
    const at = one.indexOf("=");
    return { code: one.slice(0, Math.max(0, at)), place: "", reason: one.slice(at + 1) };
  });
  const parsed = findingReason
    .array()
    .max(MOST_REASONS)
    .safeParse([...(Array.isArray(listed) ? listed : [null]), ...short]);
  if (parsed.success) return parsed.data;
  const isUnreadable = !Array.isArray(listed);
  throw new StudioError(
    "cli/wrong-reasons",
    isUnreadable ? "failure" : "usage",
    "The file of reasons is not in the expected form.",
    {
      hint: 'Write --reason "code=why", or a JSON list of { "code", "place", "reason" }; at most 60.',
    },
  );
}
