import { join } from "node:path";
import { type CancelSignal, stopIfCancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { approvalCalls } from "../../../shared/contract/approvalCalls.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { diagnosticsOf } from "../../../shared/piece/piece.ts";
import { safeName } from "../../services/document/safeName.ts";
import { exportPieces } from "../../services/export/exports.ts";
import { UNSEALED } from "../../services/export/fileSeals.ts";
import { readManifest } from "../../services/export/manifestFile.ts";
import type { Machine } from "../../services/ports.ts";
import { machinePolicy } from "../../services/trust/teams.ts";
import { sha256Of } from "../assets/assets.ts";
import { displayFolder } from "../base/displayPath.ts";
import type { Handles } from "../base/handles.ts";
import type { StudioHost } from "../base/ports.ts";
import type { SigningKeyStore } from "../base/signingKey.ts";
import { type ComposeSession, choosePieces } from "../sessions/compositions.ts";
import { noDialogs } from "../sessions/saving.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** The calls about exports, answered: the folder, the files, and how to cancel. */

export interface ExportContext {
  readonly host: StudioHost;
  readonly handles: Handles;
  readonly sessions: Sessions;
  readonly compose: ComposeSession;
  readonly signingKey: Pick<SigningKeyStore, "read">;
}

type Answered = Extract<keyof typeof approvalCalls, `exports.${string}`>;

/** Exported files that can be downloaded; of older ones only the folder remembers. */
const MOST_FILES = 2000;

export function exportHandlers({ host, handles, sessions, compose, signingKey }: ExportContext) {
  const { machine, dialogs } = host;
  const running = new Map<AbortController, Promise<unknown>>();
  /** SHA-256 → path. */
  const files = new Map<string, string>();

  const handlers: Pick<Handlers, Answered> = {
    "exports.choose": async (_, { client }) => {
      if (dialogs === null) throw noDialogs();
      const folder = await dialogs.chooseFolder(client);
      return folder === null ? null : { target: handles.give("folder", folder), folder: displayFolder(folder) };
    },

    "exports.run": async ({ session: id, pieces: wanted, formats, draft, target, ppi }, { signal, progress }) => {
      const session = sessions.get(id);
      const given = target === null ? null : handles.pathOf("folder", target);
      return cancellable(running, signal, async (called) => {
        const { open, pieces } = await compose(session, called);
        const chosen = choosePieces(pieces, wanted);
        const folder = given ?? (await ownFolder(machine, join(host.folder, "exports"), open.document, draft));
        // Somebody who exports need not be somebody who signs.
        const key = await signingKey.read().catch(() => null);
        const manifest = await exportPieces(machine, {
          loaded: session.loaded,
          jobs: [{ open, pieces: chosen }],
          formats: [...new Set(formats)],
          folder,
          draft,
          policy: await machinePolicy(machine),
          ...(key === null ? {} : { sealWith: key }),
          ppi,
          signal: called,
          onProgress: (done, total, what) => progress({ done, total, what }),
        });
        const exported = await Promise.all(
          manifest.files.map(async ({ path, template, edition, format, sha256 }) => {
            const full = join(folder, path);
            files.delete(sha256);
            files.set(sha256, full);
            const bytes = (await machine.files.read(full)).length;
            return { path, template, edition, format, bytes, asset: sha256 };
          }),
        );
        for (const oldest of files.keys()) {
          if (files.size <= MOST_FILES) break;
          files.delete(oldest);
        }
        return {
          target: handles.give("folder", folder),
          folder: displayFolder(folder),
          files: exported,
          diagnostics: [...diagnosticsOf(chosen), ...(draft || key !== null ? [] : [UNSEALED])],
        };
      });
    },

    "exports.reveal": async ({ target }) => {
      const folder = handles.pathOf("folder", target);
      if (dialogs === null) throw noDialogs();
      await dialogs.reveal(folder);
      return {};
    },
  };

  return {
    handlers,
    /** An exported file as it was made; null where somebody changed or removed it since. */
    async source(digest: string): Promise<Uint8Array | null> {
      const path = files.get(digest);
      if (path === undefined) return null;
      const bytes = await machine.files.read(path).catch(() => null);
      return bytes !== null && sha256Of(bytes) === digest ? bytes : null;
    },
    /** Calls off what is running, and waits until it is gone. */
    async stop(): Promise<void> {
      for (const controller of running.keys()) controller.abort();
      await Promise.allSettled(running.values());
    },
  };
}

/** Runs until its caller, or the end of the studio, calls it off. */
async function cancellable<Result>(
  running: Map<AbortController, Promise<unknown>>,
  signal: CancelSignal,
  action: (called: CancelSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  stopIfCancelled(signal);
  signal.addEventListener("abort", abort);
  const run = action(controller.signal);
  running.set(controller, run);
  try {
    return await run;
  } finally {
    running.delete(controller);
    signal.removeEventListener("abort", abort);
  }
}

/** Named after the document. Neither another document of that title nor drafts share a folder with its final files. */
async function ownFolder(
  machine: Machine,
  parent: string,
  document: CampaignDocument,
  draft: boolean,
): Promise<string> {
  const name = `${safeName(document.title)}${draft ? " (draft)" : ""}`;
  for (let count = 1; count <= 100; count += 1) {
    const folder = join(parent, count === 1 ? name : `${name} ${count}`);
    try {
      const earlier = await readManifest(machine, join(folder, "manifest.json"));
      if (earlier === null || earlier.files.every((file) => file.document === document.id)) return folder;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== "export/foreign-manifest") throw error;
    }
  }
  throw new StudioError("storage/exists", "usage", `A hundred folders in ${parent} are called "${name}".`, {
    hint: "Choose a folder for the exported files.",
  });
}
