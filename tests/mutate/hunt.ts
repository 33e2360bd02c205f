import { join } from "node:path";
import { createVitest, type Vitest } from "vitest/node";
import config from "../../vitest.config.ts";
import type { Found, Hunted, Round } from "./faultyRunner.ts";
import { type Mutant, plantFaults } from "./plant.ts";
import type { Room } from "./rooms.ts";

/** A room → which of the faults planted in it its tests find. No file of the checkout is changed: Vite serves the planted ones. */

export interface Outcome {
  readonly mutants: readonly Mutant[];
  readonly survivors: readonly Mutant[];
  /** Faults that no test meets; among the survivors. */
  readonly unmet: ReadonlySet<string>;
  /** Faults that there was no time for; among the survivors. */
  readonly late: ReadonlySet<string>;
  /** Changes to sentences in English, which are left out. */
  readonly wordings: number;
}

/** A test that needs longer hangs, which is a way of finding a fault. */
const TIMEOUT = 5000;

/** @param until moment, in milliseconds, after which nothing new is begun. */
export async function huntFaults(root: string, room: Room, until: number): Promise<Outcome> {
  const { mutants, wordings, planted } = await plantFaults(root, room.sources);
  const vitest = await startVitest(root, planted);
  try {
    const alive = new Set(mutants.map(({ id }) => id));
    const runs = new Map<string, Found>();
    for (const file of room.tests) {
      const start = Date.now();
      runs.set(file, await runRound(vitest, root, file, { kind: "coverage" }));
      console.error(`  ${file}: ${Date.now() - start} ms without any fault`);
    }
    const failing = [...runs.values()].flatMap(({ failed }) => failed);
    if (failing.length > 0) throw new Error(`Fails without any fault: ${failing.join("; ")}`);

    for (const [file, { met }] of runs) {
      const hunted = Object.fromEntries(Object.entries(met).map(([test, hits]) => [test, among(hits, alive)]));
      if (Date.now() > until || !Object.values(hunted).some(({ length }) => length > 0)) continue;
      const round = await runRound(vitest, root, file, { kind: "hunt", met: hunted, until });
      for (const id of round.found) alive.delete(id);
      console.error(`  ${file}: ${alive.size} of ${mutants.length} left, ${round.inDoubt.length} in doubt`);
      for (const mutant of new Set(round.inDoubt)) {
        if (alive.has(mutant)) Object.assign(runs.get(file)?.loading ?? {}, { [mutant]: 1 });
      }
    }

    const late = new Set(Date.now() > until ? alive : []);
    for (const [file, { loading }] of runs) {
      for (const { mutant, hits } of among(loading, alive)) {
        if (Date.now() > until) late.add(mutant);
        else {
          const { failed } = await runRound(vitest, root, file, { kind: "fresh", mutant, hits });
          if (failed.length > 0) alive.delete(mutant);
        }
      }
    }
    const met = new Set(
      [...runs.values()].flatMap((run) => [run.loading, ...Object.values(run.met)].flatMap(Object.keys)),
    );
    const survivors = mutants.filter(({ id }) => alive.has(id));
    const unmet = new Set(survivors.map(({ id }) => id).filter((id) => !met.has(id)));
    return { mutants, survivors, unmet, late, wordings };
  } finally {
    await vitest.close();
  }
}

function among(hits: Readonly<Record<string, number>>, alive: ReadonlySet<string>): Hunted[] {
  return Object.entries(hits).flatMap(([mutant, count]) => (alive.has(mutant) ? [{ mutant, hits: count }] : []));
}

async function startVitest(root: string, planted: ReadonlyMap<string, string>): Promise<Vitest> {
  const { projects: _, ...test } = config.test ?? {};
  return createVitest(
    {
      ...test,
      config: false,
      root,
      watch: false,
      // Kept on disk, a planted file would turn up in ordinary runs, and a whole one here.
      fsModuleCache: false,
      include: ["tests/**/*.test.ts"],
      setupFiles: [join(root, "tests/mutate/stopAtFirst.ts")],
      runner: join(root, "tests/mutate/faultyRunner.ts"),
      // A thread starts sooner than a process, and faults met while loading need a new one each.
      pool: "threads",
      maxWorkers: 1,
      testTimeout: TIMEOUT,
      reporters: [{}],
    },
    {
      resolve: config.resolve ?? {},
      plugins: [{ name: "planted-faults", enforce: "pre", load: (id) => planted.get(id.split("?")[0] ?? "") ?? null }],
    },
  );
}

async function runRound(vitest: Vitest, root: string, file: string, round: Round): Promise<Found> {
  vitest.provide("round", round);
  const [name = "", group] = file.split("#");
  const path = join(root, name);
  const filter = group === undefined ? {} : { testNamePattern: new RegExp(group) };
  await vitest.runTestSpecifications([vitest.getRootProject().createSpecification(path, filter)]);
  const run = vitest.state.getFiles([path])[0];
  const found = run?.meta.faults;
  // A fault that keeps a file from loading is found.
  if (found === undefined || (round.kind === "fresh" && run?.result?.state === "fail"))
    return { met: {}, loading: {}, found: [], inDoubt: [], failed: [file] };
  return found;
}
