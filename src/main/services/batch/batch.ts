import { join } from "node:path";
import type { Policy } from "../../../shared/approve/decide.ts";
import { cancelled } from "../../../shared/base/cancel.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { diagnosticsOf } from "../../../shared/piece/piece.ts";
import { composeDocument } from "../document/composeDocument.ts";
import { chooseEditions, type OpenDocument } from "../document/documents.ts";
import { type ExportRequest, exportPieces } from "../export/exports.ts";
import { readManifest } from "../export/manifestFile.ts";
import type { Machine, PageExporter } from "../ports.ts";
import { withPack } from "../trust/packTrust.ts";
import { variantDocument, variantPath } from "./batchDocument.ts";
import type { Variant } from "./batchRows.ts";
import { keptFiles } from "./keptFiles.ts";

/**
 * One document, a table of variants → for each a document of its own and its files. What was approved are the pages
 * of one variant and no other: final files are made only of variants whose own document somebody approved.
 */

type Shared = Pick<ExportRequest, "loaded" | "formats" | "draft" | "policy" | "ppi" | "profile" | "sealWith">;

export interface BatchRequest extends Shared {
  readonly base: OpenDocument;
  readonly variants: readonly Variant[];
  /** BCP 47 tags, or null for all that the document has. */
  readonly editions: readonly string[] | null;
  readonly folder: string;
  /** Processes that draw. */
  readonly jobs: number;
  /** Leaves alone what an earlier run made, where it is exactly what this one would make. */
  readonly resume: boolean;
  readonly onRow?: (done: number, total: number, row: BatchRow) => void;
}

/** The stable shape that `manara batch --json` prints. */
export interface BatchRow {
  readonly name: string;
  /** Of the table, from 2. */
  readonly row: number;
  /** `kept`: an earlier run had made exactly these files. */
  readonly state: "exported" | "kept" | "failed";
  readonly document: string;
  /** Relative to the folder, forward slashes. */
  readonly files: readonly string[];
  /** Errors in the content, which a draft may have. */
  readonly errors: readonly Diagnostic[];
  readonly warnings: number;
  /** Of a row that failed: files of an earlier run that lie in its folder still, and may say what is no longer right. */
  readonly earlier?: readonly string[];
  /** Why it failed; what was found is in `diagnostics`. */
  readonly problem?: Pick<StudioError, "code" | "kind" | "message" | "hint" | "diagnostics">;
}

/**
 * In the order of the table. A row that fails leaves the files of its folder as they were and stops no other.
 * Fails with `document/unknown-edition` before anything is written.
 */
export async function runBatch(machine: Machine, request: BatchRequest): Promise<BatchRow[]> {
  const { base, loaded, variants, editions, jobs } = request;
  chooseEditions(base.document, loaded.pack, editions);
  const policy = await withPack(machine, request.policy, loaded);
  const exporter = machine.startExporter(loaded.fonts, jobs);
  const made: BatchRow[] = [];
  let done = 0;
  const waiting = variants.entries();
  const work = async () => {
    for (const [index, variant] of waiting) {
      const row = await makeRow({ ...machine, startExporter: () => turns(exporter) }, request, policy, variant);
      made[index] = row;
      done += 1;
      request.onRow?.(done, variants.length, row);
    }
  };
  try {
    // One more than draw: its pages are being set meanwhile.
    await Promise.all(Array.from({ length: jobs + 1 }, work));
    return made;
  } finally {
    exporter.close();
  }
}

async function makeRow(machine: Machine, request: BatchRequest, policy: Policy, variant: Variant): Promise<BatchRow> {
  const { base, loaded, resume } = request;
  const { name, row } = variant;
  const folder = join(request.folder, name);
  const facts = { name, row, document: variantPath(request.folder, name) };
  let errors: readonly Diagnostic[] = [];
  let warnings = 0;
  try {
    const open = await variantDocument(machine, base, loaded, variant, request.folder);
    const chosen = chooseEditions(open.document, loaded.pack, request.editions);
    const editions = chosen.map(({ tag }) => tag);
    const pieces = await composeDocument(machine, loaded, open.document, { editions });
    const found = diagnosticsOf(pieces);
    errors = found.filter(({ severity }) => severity === "error");
    warnings = found.filter(({ severity }) => severity === "warning").length;
    const path = (file: string) => `${name}/${file}`;
    const kept = resume ? await keptFiles(machine, open, pieces, policy, { ...request, folder }) : null;
    if (kept !== null) return { ...facts, state: "kept", files: kept.map(path), errors, warnings };
    const { onRow: _, ...shared } = request;
    const { files } = await exportPieces(machine, { ...shared, jobs: [{ open, pieces }], folder });
    return { ...facts, state: "exported", files: files.map((file) => path(file.path)), errors, warnings };
  } catch (error) {
    const { code, kind, message, hint, diagnostics } = error instanceof StudioError ? error : fault(error);
    const problem = { code, kind, message, hint, diagnostics };
    const left = await readManifest(machine, join(folder, "manifest.json")).catch(() => null);
    const earlier = (left?.files ?? []).map((file) => `${name}/${file.path}`);
    return { ...facts, state: "failed", files: [], errors, warnings, problem, earlier };
  }
}

/** One row's share of the exporters: its pieces one after another, so that rows take turns; closing ends this row alone. */
function turns(exporter: PageExporter): PageExporter {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  return {
    render(job, options) {
      const drawn = last.then(() => {
        if (closed) throw cancelled();
        return exporter.render(job, options);
      });
      last = drawn.catch(() => undefined);
      return drawn;
    },
    close() {
      closed = true;
    },
  };
}

/** A fault of ours in one row is no reason to leave the others out. */
function fault(error: unknown): StudioError {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new StudioError("manara/fault", "failure", message, { hint: "This is a fault in Manara: please report it." });
}
