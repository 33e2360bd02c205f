import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** A failure that a person can meet in the window is said in that person's language. */

/** The command line speaks English, and what only it can meet needs no texts here. */
const ELSEWHERE = /^(?:batch|browser|cli|verify)\//;

interface Thrown {
  readonly file: string;
  readonly code: string;
}

/** Codes in calls of the error itself, and of functions in the same file that make one. */
function codesIn(file: string): readonly Thrown[] {
  const source = readFileSync(file, "utf8");
  const makers = [...source.matchAll(/function (\w+)\([^)]*\bcode: string[^)]*\): StudioError\b/g)].map(
    (match) => match[1] ?? "",
  );
  const calls = new RegExp(`\\b(?:${["new StudioError", ...makers].join("|")})\\(([^,]*),`, "g");
  return [...source.matchAll(calls)].flatMap((call) =>
    [...(call[1] ?? "").matchAll(/"([a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*)"/g)].map((match) => ({
      file,
      code: match[1] ?? "",
    })),
  );
}

const THROWN = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(join("main", "cli")))
  .flatMap((path) => codesIn(join("src", path)))
  .filter(({ code }) => !ELSEWHERE.test(code));

describe("problems", () => {
  it("finds the failures in the source", () => {
    const codes = THROWN.map(({ code }) => code);
    // One of a plain call, one of a call over several lines, one of a maker.
    expect(codes).toContain("keys/none");
    expect(codes).toContain("document/changed-on-disk");
    expect(codes).toContain("contract/too-many-calls");
  });

  it.each(["en", "vi", "ar"])("says every failure in %s", (language) => {
    const texts = JSON.parse(readFileSync(`src/renderer/i18n/${language}/problems.json`, "utf8"));
    const missing = THROWN.filter(({ code }) => {
      const text = texts[code.replace("/", "_")];
      return typeof text?.title !== "string" || typeof text.hint !== "string";
    });
    expect(missing).toEqual([]);
  });
});
