import { canonicalText } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { PACK_SIGNATURE } from "../../../shared/pack/file/packSignature.ts";
import type { LoadedPack } from "../pack/packs.ts";
import { packUpkeep } from "../pack/registryNotes.ts";
import type { Machine } from "../ports.ts";
import { trustedTeam } from "../trust/teams.ts";
import { readTrusted } from "../trust/trustedKeys.ts";

/** Everything outside a document that its gate depends on, as it is on the disk → whether it is still what was judged by. */

/** Another text means other rules. Fails with `export/rules-changed` where the pack or its notes are not what was loaded. */
export async function readRules(machine: Machine, loaded: LoadedPack): Promise<string> {
  const { upkeep } = await packUpkeep(machine, loaded.pack);
  const known = canonicalText([...(loaded.upkeep ?? [])]);
  if (canonicalText([...upkeep]) !== known || !(await isPackAsLoaded(machine, loaded))) throw rulesChanged();
  const team = await trustedTeam(machine);
  return canonicalText({ team: team?.digest ?? null, trusted: await readTrusted(machine) });
}

/** Fails with `export/rules-changed`. @param before of `readRules`. */
export async function keepRules(machine: Machine, loaded: LoadedPack, before: string): Promise<void> {
  if ((await readRules(machine, loaded)) !== before) throw rulesChanged();
}

async function isPackAsLoaded({ files }: Machine, { folder, files: known }: LoadedPack): Promise<boolean> {
  if (folder === undefined) return true;
  const tree = new Map([...(await files.readTree(folder))].filter(([path]) => path !== PACK_SIGNATURE));
  const isSame = ([path, bytes]: [string, Uint8Array]) =>
    Buffer.compare(known.get(path) ?? new Uint8Array(), bytes) === 0;
  return tree.size === known.size && [...tree].every(isSame);
}

function rulesChanged(): StudioError {
  return new StudioError(
    "export/rules-changed",
    "content",
    "The team list, trusted keys, the registry or the pack changed meanwhile.",
    { hint: "Look at the pages again, then export. No file was written." },
  );
}
