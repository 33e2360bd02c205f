import { type RunnerTask, type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";

/**
 * One test file and a round → which faults its tests found, without loading any module again.
 *
 * A round of "coverage" notes which faults each test meets. A round of "hunt" repeats each test once for each such
 * fault, with that one switched on, and once more with none: where the last one fails, a fault has left something
 * behind in memory, and what the test found is in doubt. A round of "fresh" switches one fault on before anything
 * is loaded, for faults that are met while loading.
 */

export type Round =
  | { readonly kind: "coverage" }
  | { readonly kind: "hunt"; readonly met: Readonly<Record<string, readonly Hunted[]>>; readonly until: number }
  | { readonly kind: "fresh"; readonly mutant: string; readonly hits: number };

export interface Hunted {
  readonly mutant: string;
  /** How often the test met it when nothing was wrong. */
  readonly hits: number;
}

export interface Found {
  /** Test → fault → how often it was met. */
  met: Record<string, Record<string, number>>;
  /** Faults met while loading, or in what all tests share. */
  loading: Record<string, number>;
  found: string[];
  inDoubt: string[];
  /** Tests that fail without any fault. */
  failed: string[];
}

declare module "vitest" {
  interface ProvidedContext {
    round: Round;
  }
  interface TaskMeta {
    faults?: Found;
  }
}

/** What the planted code reads and writes; its names are given by the instrumenter. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

/** A fault that is met so many times more often than without it goes round in circles. */
const CIRCLES = 3;
const MORE_HITS = 100;

const scope = globalThis as unknown as { __stryker__?: Switches };
scope.__stryker__ ??= {};
const switches = scope.__stryker__;

function nameOf(task: RunnerTask): string {
  return task.suite === undefined ? task.name : `${nameOf(task.suite)} > ${task.name}`;
}

// biome-ignore lint/style/noDefaultExport: Vitest takes a runner as a default export
export default class FaultyRunner extends TestRunner {
  readonly #round: Round = this.injectValue("round") as Round;
  readonly #found: Found = { met: {}, loading: {}, found: [], inDoubt: [], failed: [] };
  #hunted: readonly Hunted[] = [];
  #caught: string[] = [];

  onBeforeCollect(): void {
    if (this.#round.kind === "fresh") this.#switchOn({ mutant: this.#round.mutant, hits: this.#round.hits });
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    if (this.#round.kind !== "hunt") return;
    this.#hunted = (this.#round.met[nameOf(test)] ?? []).filter(({ mutant }) => !this.#found.found.includes(mutant));
    this.#caught = [];
    if (this.#hunted.length === 0 || Date.now() > this.#round.until) test.mode = "skip";
    else test.repeats = this.#hunted.length;
  }

  override onBeforeTryTask(test: RunnerTestCase, options: { retry: number; repeats: number }): void {
    super.onBeforeTryTask(test, options);
    if (this.#round.kind === "coverage") switches.currentTestId = nameOf(test);
    if (this.#round.kind === "hunt") this.#switchOn(this.#hunted[options.repeats]);
  }

  override async onAfterRetryTask(test: RunnerTestCase, options: { retry: number; repeats: number }): Promise<void> {
    await super.onAfterRetryTask(test, options);
    switches.currentTestId = undefined;
    if (this.#round.kind !== "hunt") return;
    switches.activeMutant = undefined;
    const hasFailed = test.result?.state === "fail";
    const hunted = this.#hunted[options.repeats];
    if (hasFailed && hunted !== undefined) this.#caught.push(hunted.mutant);
    if (hunted === undefined) this.#found[hasFailed ? "inDoubt" : "found"].push(...this.#caught);
    if (test.result !== undefined) Object.assign(test.result, { state: "pass", errors: undefined, attempts: [] });
  }

  override async onAfterRunTask(test: RunnerTestCase): Promise<void> {
    await super.onAfterRunTask(test);
    if (this.#round.kind !== "hunt" && test.result?.state === "fail") this.#found.failed.push(nameOf(test));
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    if ("filepath" in suite) {
      this.#found.met = switches.mutantCoverage?.perTest ?? {};
      this.#found.loading = switches.mutantCoverage?.static ?? {};
      suite.meta.faults = this.#found;
    }
    await super.onAfterRunSuite(suite);
  }

  #switchOn(hunted: Hunted | undefined): void {
    switches.activeMutant = hunted?.mutant;
    switches.hitCount = 0;
    switches.hitLimit = (hunted?.hits ?? 0) * CIRCLES + MORE_HITS;
  }
}
