import { join } from "node:path";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { localiseCalls } from "../../../shared/contract/localiseCalls.ts";
import { contentOf, joinRuns, segmentsOf, sourceEdition } from "../../../shared/localise/units/units.ts";
import { listFiles } from "../../platform/fileFacts.ts";
import { exportWords, importWords } from "../../services/document/interchange.ts";
import { createMemoryShelf, type MemoryShelf } from "../../services/document/memory.ts";
import { safeName } from "../../services/document/safeName.ts";
import type { Assets } from "../assets/assets.ts";
import type { StudioHost } from "../base/ports.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** The calls about the words of an edition, answered. */

export interface LocaliseContext {
  readonly host: StudioHost;
  readonly assets: Assets;
  readonly sessions: Sessions;
}

/** Suggestions for one paragraph: nobody reads on after these. */
const MOST = 5;

export function localiseHandlers({
  host,
  assets,
  sessions,
}: LocaliseContext): Pick<Handlers, keyof typeof localiseCalls> {
  const { machine } = host;
  /** By the pack's digest: helplines show as the pack prints them. */
  const shelves = new Map<string, MemoryShelf>();

  return {
    "localise.export": async ({ session: id, edition, source, format }) => {
      const { document, loaded } = sessions.get(id);
      const asset = assets.keep(exportWords(document, loaded.pack, { edition, source, format }));
      const ending = format === "csv" ? "csv" : "xlf";
      return { asset, name: `${safeName(document.title)}.${edition}.${ending}` };
    },

    "localise.import": async ({ session: id, upload, edition, by }, { client }) => {
      const session = sessions.get(id);
      const bytes = await assets.take(upload);
      const at = momentOf(machine.clock.now());
      const { edit, ...report } = importWords(session.document, session.loaded.pack, bytes, edition, { by, at });
      if (edit !== null) session.edit(edit, client);
      const units = report.units.map((unit) => ({ ...unit, warnings: [...unit.warnings] }));
      return { ...report, units, absent: [...report.absent], revision: session.revision };
    },

    "localise.suggest": async ({ session: id, edition, slot, source: wish }) => {
      const { document, loaded } = sessions.get(id);
      const source = wish ?? sourceEdition(document);
      if (source === null || source === edition) {
        throw new StudioError("localise/no-source", "usage", "There is no other edition to translate from.", {
          hint: "Choose the edition that the others are translated from.",
        });
      }
      const { pack } = loaded;
      const shelf =
        shelves.get(pack.digest) ??
        createMemoryShelf(machine, pack, join(host.dataFolder, "memory", `${pack.id}.json`));
      shelves.set(pack.digest, shelf);
      const files = (await listFiles(host.folder)).map(({ path, name, size, modified }) => ({
        path,
        name,
        stamp: `${size} ${modified}`,
      }));
      const { memory, notices } = await shelf.read(files);
      const segments = segmentsOf(contentOf(document, source, slot)).map(({ content }, index) => ({
        segment: index + 1,
        source: joinRuns(content),
        matches: memory.suggest(content, source, edition, MOST).map(({ score, entry }) => ({
          score,
          source: [...entry.source.content],
          target: [...entry.target.content],
          by: entry.by,
          at: entry.at,
          from: entry.from,
        })),
      }));
      return { source, segments, notices: [...notices] };
    },
  };
}
