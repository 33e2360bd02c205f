import { join } from "node:path";
import { approvalDigest } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import { type CancelSignal, cancelled, stopIfCancelled } from "../../../shared/base/cancel.ts";
import { plainDiagnostic } from "../../../shared/base/diagnostics.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { fromPoints } from "../../../shared/base/units.ts";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type Manifest,
  type ManifestDiagnostic,
  type ManifestEntry,
} from "../../../shared/export/manifest.ts";
import { watermarkPages } from "../../../shared/piece/piece.ts";
import { keepRules, readRules } from "../approve/rulesOnDisk.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine, PageExporter, RenderedFile, RenderJob, SigningKey } from "../ports.ts";
import { withPack } from "../trust/packTrust.ts";
import { announce, deliver, settleAnnounced, settleFolder } from "./deliver.ts";
import { isSample, recordRoom, type Sealing, sealFile } from "./fileSeals.ts";
import { readManifest } from "./manifestFile.ts";
import { type ExportJob, keepFinals, type Passed, passGate } from "./passGate.ts";
import { passPreflight } from "./passPreflight.ts";
import { type PrintProfile, type SuppliedProfile, stageProfile } from "./printProfile.ts";

/**
 * Approved pieces → files and a manifest in a folder, all or none of them. Pages that nobody approved are never written
 * as final files.
 */

export interface ExportRequest {
  readonly loaded: LoadedPack;
  readonly jobs: readonly ExportJob[];
  readonly formats: readonly ExportFormat[];
  readonly folder: string;
  /** Watermarked, and no approval is asked for. */
  readonly draft: boolean;
  readonly policy: Policy;
  /** Pixels per inch of raster files of print templates. */
  readonly ppi: number;
  /** For print PDFs; Manara's own where there is none. */
  readonly profile?: SuppliedProfile;
  /** Of the person who exports: seals every final file, so that no byte of it can change unnoticed. */
  readonly sealWith?: SigningKey;
  readonly onProgress?: (done: number, total: number, path: string) => void;
  /** Once raised, the export fails with `contract/cancelled`, and the folder is as it was. */
  readonly signal?: CancelSignal;
}

export const DEFAULT_PPI = 150;

/** Fails with `export/unknown-format`. */
export function parseFormats(names: readonly string[]): ExportFormat[] {
  return [...new Set(names)].map((name) => {
    const format = EXPORT_FORMATS.find((known) => known === name);
    if (format !== undefined) return format;
    throw new StudioError("export/unknown-format", "usage", `There is no format "${name}".`, {
      hint: `Choose among: ${EXPORT_FORMATS.join(", ")}.`,
    });
  });
}

/**
 * Before anything is drawn it fails with `export/has-errors`, `export/not-approved`, `export/foreign-manifest` or
 * `export/would-replace-final`; with `export/rules-changed` where what the gate depends on is another in the end; later with the codes of the renderers and of `Files`, and the folder is as it was.
 */
export async function exportPieces(machine: Machine, request: ExportRequest): Promise<Manifest> {
  const rules = request.draft ? null : await readRules(machine, request.loaded);
  // Here, so that no host can forget to ask about the pack.
  const policy = request.draft ? request.policy : await withPack(machine, request.policy, request.loaded);
  const passed = passGate(machine, { ...request, policy });
  await settleLeft(machine, request.folder);
  const manifestPath = join(request.folder, "manifest.json");
  const earlier = await readManifest(machine, manifestPath);
  if (request.draft) keepFinals(earlier, passed, request.folder, request.formats);
  stopIfCancelled(request.signal);
  const exporter = machine.startExporter(request.loaded.fonts);
  const { exportsFolder: notes } = machine;
  // A full disk where words are kept is no reason against an export to another one.
  const forget = notes === undefined ? null : await announce(machine.files, notes, request.folder).catch(() => null);
  const staging = await machine.files.makeStaging(request.folder);
  let keepStaging = false;
  const callOff = () => exporter.close();
  request.signal?.addEventListener("abort", callOff);
  try {
    const profile = request.profile === undefined ? null : await stageProfile(machine, request.profile, staging);
    const entries = await drawAll(machine, request, passed, exporter, staging, profile);
    const made: Manifest = {
      engine: machine.engine,
      document: request.jobs.map(({ open }) => open.document.id).join(" "),
      files: entries,
      diagnostics: passed.flatMap(({ piece }) =>
        piece.diagnostics.map((one): ManifestDiagnostic => ({ ...plainDiagnostic(one), template: piece.template })),
      ),
      approvals: passed.flatMap(({ approvals }) => approvals.map(({ signed }) => signed)),
    };
    // From here on it is quicker to finish than to take back.
    stopIfCancelled(request.signal);
    // Drawing takes its time: a number may have been withdrawn, or a key revoked.
    if (rules !== null) await keepRules(machine, request.loaded, rules);
    return await deliver(machine.files, staging, request.folder, made);
  } catch (error) {
    keepStaging = error instanceof StudioError && error.code === "export/not-restored";
    throw request.signal?.aborted && !keepStaging ? cancelled() : error;
  } finally {
    request.signal?.removeEventListener("abort", callOff);
    exporter.close();
    if (!keepStaging) await machine.files.remove(staging);
    if (!keepStaging) await forget?.();
  }
}

/** What earlier exports left undone, here and wherever a dead process left word of; a folder that is gone is no hindrance. */
async function settleLeft(machine: Machine, folder: string): Promise<void> {
  if (machine.exportsFolder !== undefined) await settleAnnounced(machine.files, machine.exportsFolder);
  await settleFolder(machine.files, folder);
}

async function drawAll(
  machine: Machine,
  request: ExportRequest,
  passed: readonly Passed[],
  exporter: PageExporter,
  staging: string,
  profile: PrintProfile | null,
): Promise<ManifestEntry[]> {
  let done = 0;
  const created = momentOf(machine.clock.now());
  const drawOne = async (one: Passed): Promise<ManifestEntry[]> => {
    const { open, piece } = one;
    const sealing = request.draft ? null : sealingOf(one, request.sealWith ?? null, created);
    const used = new Set(piece.pages.flatMap((page) => Object.keys(page.pictures)));
    const job: RenderJob = {
      title: open.document.title,
      edition: piece.edition.tag,
      pages: request.draft ? watermarkPages(piece, request.loaded) : piece.pages,
      proof: piece.proof.digest,
      formats: request.formats,
      ppi: request.ppi,
      date: new Date(created),
      engine: machine.engine,
      pictures: new Map([...open.pictures].filter(([digest]) => used.has(digest))),
      ...(isSample(one.approvals) ? { sample: true } : {}),
      ...(profile === null ? {} : { profile: profile.path }),
      ...(sealing === null ? {} : { record: recordRoom(sealing) }),
    };
    const files = await exporter.render(job, request.signal === undefined ? {} : { signal: request.signal });
    const entries: ManifestEntry[] = [];
    for (const drawn of files) {
      stopIfCancelled(request.signal);
      const file = sealing === null ? drawn : sealFile(machine, sealing, drawn);
      if (!request.draft && file.format === "print-pdf") {
        await passPreflight(machine, piece, file, request.loaded, profile);
      }
      const entry = entryOf(one, file, request.draft, created, profile);
      await machine.files.write(join(staging, entry.path), file.bytes);
      entries.push(entry);
    }
    done += 1;
    request.onProgress?.(done, passed.length, `${piece.template}/${piece.edition.tag}`);
    return entries;
  };
  // After one failure the rest is called off and waited for, so that nothing is written once the staging folder is gone.
  const drawing = passed.map((one) =>
    drawOne(one).catch((error: unknown) => {
      exporter.close();
      throw error;
    }),
  );
  const drawn = await Promise.allSettled(drawing);
  const failed = drawn.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return drawn.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}

function sealingOf({ open, piece, approvals, support }: Passed, key: SigningKey | null, at: string): Sealing {
  return { document: open.document.id, piece, approvals: [...approvals, ...support], key, at };
}

function entryOf(
  { open, piece, approvals }: Passed,
  file: RenderedFile,
  draft: boolean,
  created: string,
  profile: PrintProfile | null,
): ManifestEntry {
  const [page] = piece.pages;
  const mm = (points: number) => Math.round(fromPoints(points, "mm") * 100) / 100;
  const [approval] = approvals;
  return {
    path: `${piece.template}/${piece.edition.tag}/${piece.template}${isSample(approvals) ? ".sample" : ""}${file.suffix}`,
    document: open.document.id,
    template: piece.template,
    edition: piece.edition.tag,
    format: file.format,
    pages: file.pages,
    trimMm: [mm(page?.width ?? 0), mm(page?.height ?? 0)],
    bleedMm: file.format === "print-pdf" ? mm(page?.bleed ?? 0) : 0,
    pixels: file.pixels === null ? null : [file.pixels[0], file.pixels[1]],
    sha256: digestBytes(file.bytes),
    proof: piece.proof.digest,
    ...(profile !== null && file.format === "print-pdf" ? { profile: profile.digest } : {}),
    approval: approval === undefined ? null : approvalDigest(approval.signed),
    draft,
    created,
  };
}
