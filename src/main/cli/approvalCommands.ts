import type { Command } from "commander";
import type { Decision } from "../../shared/approve/approval.ts";
import { ONE_APPROVAL } from "../../shared/approve/decide.ts";
import { decideOnPieces } from "../services/approvals.ts";
import { saveDocument } from "../services/documents.ts";
import { readKeyFile } from "../services/keyFiles.ts";
import { readSuppliedProfile } from "../services/printProfile.ts";
import { reproduceExport } from "../services/reproduce.ts";
import { type Verdict, verifyDocument, verifyExport } from "../services/verify.ts";
import { listOf, type Registry } from "./command.ts";
import { openPieces } from "./openPieces.ts";
import { EXIT, printResult } from "./report.ts";

/** `manara approve`, `request-changes`, `withdraw` and `verify`. */

const DECISIONS: readonly (readonly [Decision, string])[] = [
  ["approve", "sign the pages of a document as they are now"],
  ["request-changes", "sign that the pages must change first"],
  ["withdraw", "take back an approval"],
];

export function addApprovalCommands(program: Command, { add, act }: Registry): void {
  for (const [decision, summary] of DECISIONS) {
    const command = add(program, decision, summary)
      .argument("<document>")
      .requiredOption("--key <file>", "signing key, see manara keys new")
      .option("--edition <tags>", "only these editions, separated by commas")
      .option("--note <text>", "said with the decision", "");
    act<{ key: string; edition?: string; note: string }>(command, async ({ json, machine }, [path = ""], options) => {
      const key = await readKeyFile(machine, options.key);
      const { open, pieces } = await openPieces(machine, path, listOf(options.edition));
      await saveDocument(machine, decideOnPieces(machine, open, pieces, decision, key, options.note));
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

  const verify = add(program, "verify", "who approved a document or an exported file, and is it unaltered")
    .argument("<file>", "a .manara document, or a file that manara exported")
    .option("--edition <tags>", "of a document, only these editions, separated by commas")
    .option("--document <file>", "of an exported file: draw its pages again from this document and compare every byte")
    .option("--profile <file>", "of a print PDF made with a print shop's colour profile: that profile");
  act<{ edition?: string; document?: string; profile?: string }>(
    verify,
    async ({ json, machine }, [path = ""], options) => {
      let verdict: Verdict;
      if (path.endsWith(".manara")) {
        const { open, pieces } = await openPieces(machine, path, listOf(options.edition));
        verdict = verifyDocument(machine, open, pieces, ONE_APPROVAL);
      } else if (options.document !== undefined) {
        const { open, loaded, pieces } = await openPieces(machine, options.document, null);
        const profile = options.profile === undefined ? null : await readSuppliedProfile(machine, options.profile);
        verdict = await reproduceExport(machine, path, open, loaded, pieces, ONE_APPROVAL, profile);
      } else verdict = await verifyExport(machine, path);
      const { valid, reasons, approvedBy, approvedAt } = verdict;
      printResult(json, verdict, [
        valid ? `valid: approved by ${approvedBy?.name} (${approvedBy?.key}) at ${approvedAt}` : "not valid",
        ...reasons.map((reason) => `  ${reason}`),
      ]);
      return valid ? EXIT.done : EXIT.content;
    },
  );
}
