import { readFileSync } from "node:fs";
import { dirname } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { circlesIn, FILES, type Import, INSIDE, loadsIn, OUTSIDE, roomOf, SCRIPTS, textOf } from "./imports.ts";
import { MAY_IMPORT, MAY_USE } from "./plan.ts";

/** Holds the house to its plan: who imports whom, which packages are used where, no circles, and rooms that stay small. */

/** The first permission of a room that lets it import this file. */
function permissionFor({ from, to }: Import): string | undefined {
  return MAY_IMPORT[roomOf(from)]?.find((one) => to === one || to.startsWith(`${one}/`));
}

function packageFor({ from, to }: Import): string | undefined {
  return MAY_USE[roomOf(from)]?.find((one) => to === one || to.startsWith(one.endsWith(":") ? one : `${one}/`));
}

/** Permissions of a table, as `room: permission`, that are not among the used ones. */
function unused(table: Readonly<Record<string, readonly string[]>>, used: ReadonlySet<string>): string[] {
  return Object.entries(table)
    .flatMap(([room, permissions]) => permissions.map((one) => `${room}: ${one}`))
    .filter((one) => !used.has(one));
}

/** In the order of the alphabet. */
function importersOf(file: string): string[] {
  return [...new Set(INSIDE.filter(({ to }) => to === file).map(({ from }) => from))].sort();
}

const acrossRooms = INSIDE.filter(({ from, to }) => roomOf(from) !== roomOf(to));

describe("architecture", () => {
  it("finds the source", () => {
    expect(SCRIPTS.length).toBeGreaterThan(300);
    expect(INSIDE.length).toBeGreaterThan(1000);
  });

  it.each([
    ['import { a } from "./x.ts";', "a.ts"],
    ['import {\n  // the template\'s own\n  a,\n} from "./x.ts";', "a.ts"],
    ['import "./x.ts"; import type { B } from "./x.ts";', "a.ts"],
    ['export * as a from /* here */ "./x.ts";', "a.ts"],
    ['const a = await import(/* late */ "./x.ts");', "a.ts"],
    ["const a = await import(`./x.ts`);", "a.ts"],
    ['const a = await import("./x.ts", { with: { type: "json" } });', "a.ts"],
    ['let a: import("./x.ts").A;', "a.ts"],
    ["new Worker(new URL(`./x.ts`, import.meta.url));", "a.ts"],
    ['import.meta.resolve("./x.ts");', "a.ts"],
    ['import.meta.glob("./x.ts");', "a.ts"],
    ['.a { composes: b from "./x.ts"; }', "a.css"],
    ['@import "./x.ts";', "a.css"],
  ])("sees what %s loads", (text, path) => {
    expect(new Set(loadsIn(path, text))).toEqual(new Set(["./x.ts"]));
  });

  it("loads nothing whose name is worked out", () => {
    expect(loadsIn("a.ts", "await import(name)")).toEqual(["?"]);
    expect(OUTSIDE.filter(({ to }) => to === "?")).toEqual([]);
  });

  it("has no room that the plan does not name, and the plan none that is not there", () => {
    expect([...new Set(SCRIPTS.map(roomOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it("imports only what the plan allows", () => {
    expect(acrossRooms.filter((one) => permissionFor(one) === undefined)).toEqual([]);
  });

  it("uses only the packages that the plan allows", () => {
    expect(OUTSIDE.filter((one) => packageFor(one) === undefined)).toEqual([]);
  });

  it("has no permission that nothing uses", () => {
    const rooms = new Set(acrossRooms.map((one) => `${roomOf(one.from)}: ${permissionFor(one)}`));
    const packages = new Set(OUTSIDE.map((one) => `${roomOf(one.from)}: ${packageFor(one)}`));
    expect([...unused(MAY_IMPORT, rooms), ...unused(MAY_USE, packages)]).toEqual([]);
  });

  it("has no circles between files", () => {
    expect(circlesIn(INSIDE)).toEqual([]);
  });

  it("sees a circle where there is one", () => {
    const circle = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "c", to: "b" },
    ];
    expect(circlesIn(circle)).toEqual(["b → c → b"]);
    expect(circlesIn(circle.slice(0, 2))).toEqual([]);
  });

  it("has no circles between folders", () => {
    const arrows = INSIDE.map(({ from, to }) => ({ from: dirname(from), to: dirname(to) }));
    expect(circlesIn(arrows.filter(({ from, to }) => from !== to))).toEqual([]);
  });

  it("gathers in one place what is wrong with a document, so that the window and the gate find the same", () => {
    expect(importersOf("shared/typeset/composePages.ts")).toEqual(["shared/piece/composer.ts"]);
    expect(importersOf("shared/localise/checks/checkContent.ts")).toEqual(["shared/localise/checks/checkEdition.ts"]);
    // What is wrong with the words of one slot, so that nobody calls them right, has nothing to do with pages.
    expect(importersOf("shared/localise/checks/checkEdition.ts")).toEqual([
      "shared/localise/checks/slotErrors.ts",
      "shared/piece/composer.ts",
    ]);
  });

  it("calls no check of content by hand: each is in the one list that the composer asks", () => {
    const wing = "shared/localise/checks";
    const checks = SCRIPTS.filter((path) => path.startsWith(`${wing}/check`));
    expect(checks.length).toBeGreaterThan(15);
    const others: Readonly<Record<string, readonly string[]>> = {
      // What a person does about a finding, and what is wrong with the words of one slot.
      [`${wing}/applyFix.ts`]: ["renderer/checks/useMend.ts"],
      [`${wing}/slotErrors.ts`]: [
        "main/services/document/documents.ts",
        "main/studio/handlers/documentHandlers.ts",
        "renderer/localise/rows/useUnitActions.ts",
        "shared/localise/files/takeIn.ts",
      ],
      [`${wing}/numbersToDial.ts`]: [`${wing}/checkHelplines.ts`],
      "shared/localise/words/safeReplacement.ts": [`${wing}/checkLanguage.ts`],
      // The doors that the test above holds.
      [`${wing}/checkContent.ts`]: importersOf(`${wing}/checkContent.ts`),
      [`${wing}/checkEdition.ts`]: importersOf(`${wing}/checkEdition.ts`),
      // What the checks read, and how words and sentences are counted.
      [`${wing}/checkText.ts`]: [
        ...checks.filter((path) => !/check(?:Text|Edition)\.ts$/.test(path)),
        `${wing}/numbersToDial.ts`,
      ],
      [`${wing}/checkReading.ts`]: ["Content", "Pictures"].map((name) => `${wing}/check${name}.ts`),
    };
    const files = SCRIPTS.filter((path) => path.startsWith(`${wing}/`));
    const found = Object.fromEntries(files.map((path) => [path, importersOf(path)]));
    const allowed = Object.fromEntries(files.map((path) => [path, others[path] ?? [`${wing}/checkContent.ts`]]));
    expect(found).toEqual(allowed);
  });

  it("looks at the machine's clock in shared code nowhere, and in the window only for what somebody says now", () => {
    const looks = SCRIPTS.filter((path) => /^(shared|renderer)\//.test(path)).filter((path) =>
      /\bnew Date\(\)|\bDate\.now\b/.test(textOf(path)),
    );
    // When words are written and remarks are made; what day it is comes from the studio.
    expect(looks.sort()).toEqual([
      "renderer/editor/useWriting.ts",
      "renderer/localise/rows/useUnitActions.ts",
      "renderer/remarks/useSay.ts",
      "renderer/review/remarks/usePieceRemarks.ts",
    ]);
  });

  it("has a reason in docs/dependencies.md for every package", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    const reasons = readFileSync("docs/dependencies.md", "utf8");
    const silent = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !reasons.includes(`\`${name}\``) && !reasons.includes(`\`${name.replace(/\/.*/, "/*")}\``),
    );
    expect(silent).toEqual([]);
  });

  it("says what each file is for in its first lines", () => {
    expect(SCRIPTS.filter((path) => !/\/\*\*/.test(textOf(path).slice(0, 2500)))).toEqual([]);
  });

  it("has no folder in which a newcomer has to search", () => {
    const files = new Map<string, number>();
    for (const path of SCRIPTS) files.set(dirname(path), (files.get(dirname(path)) ?? 0) + 1);
    expect([...files].filter(([, count]) => count > 25)).toEqual([]);
  });

  it("has no file with two ideas, unless its first comment says why it is one", () => {
    const long = FILES.filter((path) => textOf(path).split("\n").length > 251);
    const firstComment = (path: string) => /\/\*\*.*?\*\//s.exec(textOf(path))?.[0] ?? "";
    expect(long.filter((path) => !firstComment(path).includes("One file because"))).toEqual([]);
  });

  it("has no scrap of a file: fewer than 15 lines are types that others share, a component, or an entry", () => {
    const short = SCRIPTS.filter((path) => path.endsWith(".ts") && textOf(path).split("\n").length < 15);
    expect(short.filter((path) => !isEntry(path) && hasValues(path))).toEqual([]);
  });
});

/** A program's first module. */
function isEntry(path: string): boolean {
  return !INSIDE.some(({ to }) => to === path);
}

/** Whether the file exports more than types. */
function hasValues(path: string): boolean {
  return /^export (?!type\b|interface\b)/m.test(textOf(path));
}
