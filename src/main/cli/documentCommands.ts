import type { Command } from "commander";
import { hasErrors } from "../../shared/base/diagnostics.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { packChanges } from "../../shared/document/packChanges.ts";
import { slotStatuses } from "../../shared/document/slotStatuses.ts";
import { diagnosticsOf } from "../../shared/piece/piece.ts";
import { approvalsOf } from "../services/approve/gateFor.ts";
import { hurtDecisions } from "../services/approve/hurtDecisions.ts";
import { signOffNotices } from "../services/approve/signOffNotices.ts";
import { parseContent } from "../services/document/content.ts";
import { newDocument, saveDocument } from "../services/document/documents.ts";
import { loadPack } from "../services/pack/packs.ts";
import { gatePolicy } from "../services/trust/packTrust.ts";
import { describeRecord, recordLines } from "../services/verify/describeRecord.ts";
import { type CommandGroup, listOf } from "./commandGroup.ts";
import { openPieces, openWithPack } from "./openPieces.ts";
import { diagnosticLines, EXIT, printResult } from "./report.ts";

/** `manara new`, `show` and `check`. */

export function addDocumentCommands(program: Command, { add, act }: CommandGroup): void {
  const create = add(program, "new", "a new document from a template")
    .argument("<template>", "pack and template, for example safe-migration/poster-fake-job-signs")
    .requiredOption("-o, --output <file>", "the document to write, for example poster.manara")
    .option("--from <file>", "content.json with plain text for each edition and slot")
    .option("--title <text>", "title of the document");
  act<{ output: string; from?: string; title?: string }>(create, async ({ json, machine }, [name = ""], options) => {
    const { pack, template } = splitTemplate(name);
    const loaded = await loadPack(machine, pack);
    const content =
      options.from === undefined ? null : parseContent(await machine.files.read(options.from), options.from);
    const made = newDocument(machine, loaded, template, options.output, content, options.title);
    await saveDocument(machine, made);
    const { id, title, editions } = made.document;
    const tags = Object.keys(editions);
    const filled = tags.length === 0 ? "no editions yet" : tags.join(", ");
    printResult(json, { path: options.output, document: id, title, editions: tags }, [
      `${options.output}  ${title}: ${filled}`,
    ]);
    return EXIT.done;
  });

  const show = add(program, "show", "editions, status of each slot, approvals")
    .argument("<document>")
    .option("--history", "every signed decision in order, and whether their record is complete");
  act<{ history?: true }>(show, async ({ json, machine }, [path = ""], options) => {
    const { open, loaded } = await openWithPack(machine, path);
    const { document } = open;
    const editions = Object.fromEntries(
      Object.keys(document.editions).map((tag) => [tag, { slots: slotStatuses(document, loaded.pack, tag) }]),
    );
    const approvals = approvalsOf(machine, document).map(({ statement, genuine }) => ({
      edition: statement.edition,
      template: statement.template,
      decision: statement.decision,
      by: statement.by,
      at: statement.at,
      note: statement.note,
      proof: statement.proof,
      genuine,
    }));
    const { id, title, pack, family, templates, created, history } = document;
    const diagnostics = packChanges(document, loaded.pack);
    const record = describeRecord(machine, document);
    if (options.history) {
      printResult(json, { id, title, ...record, history }, recordLines(record));
      return record.faults.length === 0 ? EXIT.done : EXIT.content;
    }
    const shown = { id, title, pack, family, templates, created, editions, approvals, history, diagnostics };
    printResult(json, shown, [
      `${title}  ${id}`,
      `made with ${pack.id} ${pack.release} for ${templates.join(", ")}`,
      ...Object.entries(editions).flatMap(([tag, { slots }]) => [
        tag,
        ...Object.entries(slots).map(([slot, status]) => `    ${status.padEnd(8)}${slot}`),
      ]),
      ...approvals.map(
        (one) =>
          `${one.decision} ${one.template} ${one.edition} by ${one.by.name} at ${one.at}${one.genuine ? "" : ", signature not genuine"}`,
      ),
      ...diagnosticLines(diagnostics),
    ]);
    return EXIT.done;
  });

  const check = add(program, "check", "every problem in the content, with place and hint")
    .argument("<document>")
    .option("--edition <tags>", "only these editions, separated by commas");
  act<{ edition?: string }>(check, async ({ json, machine }, [path = ""], options) => {
    const { open, loaded, pieces } = await openPieces(machine, path, listOf(options.edition));
    const policy = await gatePolicy(machine, loaded);
    const diagnostics = [
      ...diagnosticsOf(pieces),
      ...signOffNotices(machine, open.document, loaded.pack, pieces, policy),
      ...hurtDecisions(machine, open.document),
    ];
    printResult(
      json,
      { diagnostics },
      diagnostics.length === 0 ? ["Nothing to report."] : diagnosticLines(diagnostics),
    );
    return hasErrors(diagnostics) ? EXIT.content : EXIT.done;
  });
}

function splitTemplate(name: string): { pack: string; template: string } {
  const at = name.lastIndexOf("/");
  if (at > 0 && at < name.length - 1) return { pack: name.slice(0, at), template: name.slice(at + 1) };
  throw new StudioError("cli/wrong-template", "usage", `"${name}" does not name a pack and a template.`, {
    hint: 'Write <pack>/<template>; "manara pack list" and "manara pack show <pack>" list them.',
  });
}
