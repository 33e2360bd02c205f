import { it, type TestContext } from "vitest";

/** The steps of a journey: each says which earlier ones it cannot do without, and is skipped where one of those failed. */

export interface Step {
  readonly name: string;
  /** Known when it has run. */
  readonly passed: () => boolean;
}

/** Whether a test was skipped because of another one: `tests/run.ts` says why. */
declare module "vitest" {
  interface TaskMeta {
    skippedBecause?: string;
  }
}

/**
 * A test that other tests build upon.
 * @param needs what must have passed before it; what no step needs can fail alone.
 */
export function step(name: string, needs: readonly Step[], run: (context: TestContext) => unknown): Step {
  let passed = false;
  it(name, async (context) => {
    requirePassed(context, needs);
    await run(context);
    passed = true;
  });
  return { name, passed: () => passed };
}

function requirePassed({ task, skip }: TestContext, needs: readonly Step[]): void {
  const missing = needs.find((one) => !one.passed());
  if (missing === undefined) return;
  task.meta.skippedBecause = `it needs “${missing.name}”`;
  skip(task.meta.skippedBecause);
}
