import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { TestContext } from "vitest";
import { need } from "./witness.ts";

/** veraPDF, which checks PDF/UA and PDF/A by their machine-readable rules; Maven fetches it once into the cache. */

const VERSION = "1.28.2";
const MAIN = "org.verapdf.apps.GreenfieldCliWrapper";
const FOLDER = resolve("node_modules/.cache", `verapdf-${VERSION}`);
const PROJECT = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>manara</groupId><artifactId>verapdf</artifactId><version>1</version><dependencies><dependency>
<groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>${VERSION}</version>
</dependency></dependencies></project>`;

export type Flavour = "ua1" | "2b";

/** Skips the test where veraPDF cannot be had. */
export function needVeraPdf(context: TestContext): void {
  need(context, "java");
  if (hasJars()) return;
  need(context, "mvn");
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "pom.xml"), PROJECT);
  const copy = ["-q", "-B", "dependency:copy-dependencies", `-DoutputDirectory=${join(FOLDER, "jars")}`];
  const { status, stdout } = spawnSync("mvn", copy, { cwd: FOLDER, encoding: "utf8", timeout: 120_000 });
  if (status !== 0 || !hasJars()) {
    context.skip(`veraPDF ${VERSION} could not be fetched: ${stdout?.trim().split("\n")[0] ?? "no answer"}`);
  }
}

function hasJars(): boolean {
  const jars = join(FOLDER, "jars");
  return existsSync(jars) && readdirSync(jars).some((name) => name.startsWith("greenfield-apps"));
}

/** File name → the rules it breaks, for example `7.3-1`; none for a file that conforms. One Java process for all. */
export function validate(flavour: Flavour, files: readonly string[]): Map<string, string[]> {
  const options = ["-f", flavour, "--format", "text", "-v", "--maxfailuresdisplayed", "1"];
  const java = ["-cp", join(FOLDER, "jars", "*"), MAIN, ...options, ...files];
  const { stdout, stderr } = spawnSync("java", java, { encoding: "utf8", maxBuffer: 1 << 28 });
  const broken = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of stdout.split("\n")) {
    const [, verdict, path = ""] = line.match(/^(PASS|FAIL) (.+\.pdf)/) ?? [];
    if (verdict) {
      current = verdict === "PASS" ? [] : ["unnamed"];
      broken.set(basename(path), current);
      continue;
    }
    const [, rule] = line.match(/^\s+FAIL (\S+)/) ?? [];
    if (!rule) continue;
    if (current[0] === "unnamed") current.pop();
    current.push(rule);
  }
  if (broken.size !== files.length)
    throw new Error(`veraPDF judged ${broken.size} of ${files.length} files: ${stderr}`);
  return broken;
}
