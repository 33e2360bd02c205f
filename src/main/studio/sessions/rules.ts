import { dirname } from "node:path";
import { digestBytes } from "../../../shared/base/digest.ts";
import { otherTeamFile } from "../../services/trust/teams.ts";
import type { Emit } from "../base/events.ts";
import type { StudioHost } from "../base/ports.ts";
import type { Timers } from "../base/timers.ts";
import { createTurns } from "../base/turns.ts";
import type { PackShelf } from "../shelves/packShelf.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Team list, trusted keys, registry and packs as they are on the disk → open documents judged by them, and windows told. */

export interface Rules {
  /** The pack of an open document as it is now. Fails with the codes of `loadPack`. */
  freshen(session: Session): Promise<void>;
  /** Looks at everything, and tells the windows what is different. */
  look(): Promise<void>;
  stop(): void;
}

/** Milliseconds: several files of one change are one look. */
export const CALM_MS = 200;

export interface RulesContext {
  readonly host: StudioHost;
  readonly packs: PackShelf;
  readonly sessions: Pick<Sessions, "all">;
  readonly timers: Timers;
  readonly emit: Emit;
}

export function createRules({ host, packs, sessions, timers, emit }: RulesContext): Rules {
  const { machine, log } = host;
  const { teamFile = "", trustFile = "", registryFolder = "" } = machine;
  const inTurn = createTurns();
  let known: Promise<string> = stamp();
  let waiting: (() => void) | null = null;

  async function stamp(): Promise<string> {
    const paths = [teamFile, otherTeamFile(teamFile), trustFile];
    const all = paths.map((path) => machine.files.read(path).then(digestBytes, () => "none"));
    return (await Promise.all(all)).join(" ");
  }
  const freshen = async (session: Session): Promise<void> => {
    const { loaded } = await packs.get(session.document.pack.id);
    if (session.loaded === loaded) return;
    session.loaded = loaded;
    emit("registry.changed", { pack: loaded.pack.id, upkeep: [...(loaded.upkeep ?? [])] });
    emit("rules.changed", {});
  };
  const look = () =>
    inTurn(async () => {
      const before = await known;
      known = stamp();
      if ((await known) !== before) emit("rules.changed", {});
      // A pack that cannot be read closes the gate when somebody decides; the window keeps what it shows.
      for (const session of sessions.all()) await freshen(session).catch(log);
    });
  const soon = () => {
    waiting ??= timers.after(CALM_MS, () => {
      waiting = null;
      look().catch(log);
    });
  };
  const folders = [...new Set([dirname(teamFile), dirname(trustFile), registryFolder])];
  const stopWatching = host.watch?.({ folders, trees: [machine.packsFolder] }, soon);

  return {
    freshen,
    look,
    stop() {
      stopWatching?.();
      waiting?.();
    },
  };
}
