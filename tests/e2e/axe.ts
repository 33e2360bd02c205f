import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** A window → what axe finds wrong with it, one line for each element. */

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

interface Result {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger: the page's own policy lets no foreign script in, and stays as it is.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    // React Aria keeps the name of a dialog that has gone in its own announcer for some seconds.
    `axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  )) as Result;
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => KNOWN[id]?.test(html) !== true)
      .map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 300)} — ${failureSummary}`),
  );
}

/** What axe cannot know, by its rule. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  // A frame is as large as it prints (WCAG 2.5.8: essential), and zooming enlarges it.
  "target-size": /data-frame=/,
  // What stands under an option's label is its description, which is read after its name.
  "label-content-name-mismatch": /role="option"[^>]* aria-describedby=/,
  // The palette's list scrolls with the arrow keys of its search field, which holds the focus.
  "scrollable-region-focusable": /role="menu"/,
};
