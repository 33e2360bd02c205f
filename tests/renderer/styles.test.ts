import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { describe, expect, it } from "vitest";

/** Style sheets and the components beside them: no class that nothing wears, and none that nobody wrote. */

const FILES = readdirSync("src/renderer", { recursive: true, encoding: "utf8" })
  .map((path) => join("src/renderer", path.replaceAll("\\", "/")))
  .filter((path) => /\.(tsx?|module\.css)$/.test(path));
const SOURCES = new Map(FILES.map((path) => [path, readFileSync(path, "utf8")]));

/** Classes that a sheet gives a look; those of a library's own elements are not ours. */
function classesIn(css: string): ReadonlySet<string> {
  const ours = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/:global\([^)]*\)/g, "");
  const selectors = [...ours.matchAll(/([^{};]+)\{/g)].map(([, selector = ""]) => selector);
  return new Set(selectors.flatMap((one) => [...one.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = ""]) => name)));
}

interface Wearing {
  /** Classes that components name. */
  readonly worn: ReadonlySet<string>;
  /** Some component takes a class by a name that it computes. */
  readonly isComputed: boolean;
}

function wearingOf(sheet: string, sources: ReadonlyMap<string, string>): Wearing {
  const worn = new Set<string>();
  let isComputed = false;
  for (const [path, source] of sources) {
    for (const [, name = "", to = ""] of source.matchAll(/import (\w+) from "(\.[^"]+\.module\.css)"/g)) {
      if (normalize(join(dirname(path), to)) !== sheet) continue;
      for (const [, one = ""] of source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))) worn.add(one);
      isComputed ||= new RegExp(`\\b${name}\\[`).test(source);
    }
  }
  return { worn, isComputed };
}

const SCRIPTS = new Map([...SOURCES].filter(([path]) => !path.endsWith(".css")));
const WORDS = new Set(
  [...SCRIPTS.values()].flatMap((text) => [...text.matchAll(/"([\w-]+)"|\b(\w+):/g)].map((one) => one[1] ?? one[2])),
);

function faultsOf(sheet: string, css: string, sources: ReadonlyMap<string, string>): readonly string[] {
  const known = classesIn(css);
  const { worn, isComputed } = wearingOf(sheet, sources);
  const unknown = [...worn].filter((name) => !known.has(name)).map((name) => `${sheet}: nobody wrote .${name}`);
  // A computed name is at least a word of the source: the tone of a tag, the state of a unit.
  const idle = [...known].filter((name) => !worn.has(name) && !(isComputed && WORDS.has(name)));
  return [...unknown, ...idle.map((name) => `${sheet}: nothing wears .${name}`)];
}

describe("style sheets of the window", () => {
  it("notice a class that nothing wears, and one that nobody wrote", () => {
    const sources = new Map([
      ["src/renderer/a/A.tsx", 'import styles from "./A.module.css";\nstyles.one; styles.two;'],
    ]);
    expect(
      faultsOf("src/renderer/a/A.module.css", ".one { top: 0.5px }\n.one .three:hover { top: 0 }", sources),
    ).toEqual(["src/renderer/a/A.module.css: nobody wrote .two", "src/renderer/a/A.module.css: nothing wears .three"]);
  });

  it("have no class that nothing wears, and none that nobody wrote", () => {
    const sheets = [...SOURCES].filter(([path]) => path.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(40);
    expect(sheets.flatMap(([path, css]) => faultsOf(path, css, SCRIPTS))).toEqual([]);
  });
});
