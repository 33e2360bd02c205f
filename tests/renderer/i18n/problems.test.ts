import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thrownCodes } from "./thrownCodes.ts";

/** A failure that a person can meet in the window is said in that person's language. */

/** The command line speaks English, and what only it can meet needs no texts here. */
const ELSEWHERE = /^(?:batch|browser|cli|verify)\//;

/** The rest that no window can meet: a print shop's own profile is given to the command line alone. */
const NEVER_SHOWN = new Set([
  ...["empty", "too-large", "not-icc", "version", "not-cmyk", "not-output"].map((what) => `render/profile-${what}`),
  // Findings of a pack, as `parsePack` gathers them.
  "pack/newer-version",
  "pack/no-version",
]);

/** Files that hand on the code of a failure, of a ruling or of a finding that was made elsewhere. */
const HANDED_ON = [
  "main/preflight/preflightApart.ts",
  "main/services/approve/approvals.ts",
  "main/services/document/documents.ts",
  "main/services/document/pictures.ts",
  "main/services/export/exporterPool.ts",
  "main/services/trust/teams.ts",
  "main/studio/handlers/teamHandlers.ts",
  "renderer/queue/QueueBroken.tsx",
  "renderer/typeset/typesetClient.ts",
  "shared/contract/wire.ts",
];

const FILES = new Map(
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts") && !path.startsWith(join("main", "cli")))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join("src", path), "utf8")]),
);
const THROWN = thrownCodes(FILES).filter(
  ({ code }) => code === null || !(ELSEWHERE.test(code) || NEVER_SHOWN.has(code)),
);

const codesIn = (text: string) => thrownCodes(new Map([["a.ts", text]])).map(({ code }) => code);

describe("problems", () => {
  it.each([
    ['throw new StudioError("a/one", "usage", "");', ["a/one"]],
    ['throw new StudioError(late ? "a/one" : "a/two-2", "usage", "");', ["a/one", "a/two-2"]],
    ['const CODE = "a/utf8"; throw new StudioError(CODE, "usage", "");', ["a/utf8"]],
    [
      'const CODES = { one: "a/one", two: "a/two" } as const; throw new StudioError(CODES.two, "usage", "");',
      ["a/two"],
    ],
    [
      'const CODES = { one: "a/one", two: "a/two" }; throw new StudioError(CODES[kind], "usage", "");',
      ["a/one", "a/two"],
    ],
    ['const fail = (code: string) => new StudioError(code, "usage", ""); throw fail("a/one");', ["a/one"]],
    [
      'function fail(why: string, code = "") { return new StudioError("a/" + code, "usage", why); } fail("", "one");',
      ["a/one"],
    ],
    [
      'class A { fail(code: string) { throw new StudioError(code, "usage", ""); } b() { this.fail("a/one"); } }',
      ["a/one"],
    ],
    ['throw new StudioError(other.code, "usage", "");', [null]],
  ])("are found in %s", (text, codes) => {
    expect(codesIn(text)).toEqual(codes);
  });

  it("are found in a code that is put together", () => {
    expect(codesIn(["const fail = (code) => new StudioError(`a/$", "{code}`, '', ''); fail('one');"].join(""))).toEqual(
      ["a/one"],
    );
  });

  it("are found where another file makes them", () => {
    const maker = 'export const fail = (code: string) => new StudioError(code, "usage", "");';
    const caller = 'import { fail } from "./a.ts"; throw fail("b/one");';
    expect(
      thrownCodes(
        new Map([
          ["a.ts", maker],
          ["b.ts", caller],
        ]),
      ),
    ).toEqual([{ file: "b.ts", code: "b/one" }]);
  });

  it("are found in the source", () => {
    const codes = THROWN.map(({ code }) => code);
    expect(codes).toContain("keys/none");
    expect(codes).toContain("document/changed-on-disk");
    expect(codes).toContain("contract/too-many-calls");
  });

  it("have codes that can be read in the source, but where a failure is handed on", () => {
    const unread = [...new Set(THROWN.filter(({ code }) => code === null).map(({ file }) => file))].sort();
    expect(unread).toEqual(HANDED_ON);
  });

  it.each(["en", "vi", "ar"])("are said in %s", (language) => {
    const texts = JSON.parse(readFileSync(`src/renderer/i18n/${language}/problems.json`, "utf8"));
    const missing = THROWN.filter(({ code }) => {
      if (code === null) return false;
      const text = texts[code.replace("/", "_")];
      return typeof text?.title !== "string" || typeof text.hint !== "string";
    });
    expect(missing).toEqual([]);
  });
});
