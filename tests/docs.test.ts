import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** What the documents name is there: files, folders, links to other documents, and npm scripts. */

const DOCUMENTS = globSync(["*.md", "docs/*.md", "changes/*.md", ".github/*.md"]);
const PLACE =
  /^(?:src|tests|docs|scripts|templates|bin|changes|gallery|resources|dist|\.ci|\.github|\.devcontainer)\/[\w./*{},-]*$/;

const textOf = (path: string) => readFileSync(path, "utf8").replace(/<!--.*?-->/gs, "");
const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");

describe.each(DOCUMENTS)("%s", (path) => {
  const text = textOf(path);

  it("names files and folders that are there", () => {
    // What is built is not there before a build.
    const places = quoted(text).filter((word) => PLACE.test(word) && !word.startsWith("dist/"));
    const missing = places.filter((place) => options(place).some((one) => globSync(one).length === 0));
    expect(missing).toEqual([]);
  });

  it("links to documents and pictures that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });

  it("names npm scripts that are there", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/\bnpm run ([a-z:]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** Each of the names in braces must be there, not only one of them. */
function options(place: string): string[] {
  const braces = /\{([^}]*)\}/.exec(place);
  if (braces === null) return [place];
  return (braces[1] ?? "").split(",").flatMap((name) => options(place.replace(braces[0], name)));
}
