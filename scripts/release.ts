import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run release -- <version>`: what lies in `changes` becomes a section of CHANGELOG.md, and the version is raised.
 * It refuses where the tree is not clean. Commits nothing: a person looks first.
 */

const FOLDER = "changes";
const HEAD = "# Changelog\n\n";

const [version, ...rest] = process.argv.slice(2);
if (version === undefined || rest.length > 0) refuse("Say which version: npm run release -- 1.2.3", 2);
const now = (readJson("package.json") as { version: string }).version;
if (!isLater(version, now)) refuse(`${version} is not a version after ${now}: three numbers with dots, higher.`, 2);
if (git("status", "--porcelain") !== "") refuse("There are changes that are not committed: commit or remove them.");
if (git("tag", "--list", `v${version}`) !== "") refuse(`There is a tag v${version} already.`);
const changelog = readFileSync("CHANGELOG.md", "utf8");
if (!changelog.startsWith(HEAD)) refuse('CHANGELOG.md does not begin with the line "# Changelog" and an empty one.');
if (changelog.includes(`\n## ${version}\n`)) refuse(`CHANGELOG.md has a section ${version} already.`);

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md") && name !== "README.md")
  .sort();
if (files.length === 0) refuse(`There is nothing in ${FOLDER} to tell people: see ${FOLDER}/README.md.`);
const points = files.map((name) => `- ${sentence(name)}`);

writeFileSync("CHANGELOG.md", `${HEAD}## ${version}\n\n${points.join("\n")}\n\n${changelog.slice(HEAD.length)}`);
raiseVersion(version);
for (const name of files) rmSync(join(FOLDER, name));
console.log(
  [
    `CHANGELOG.md has ${points.length} ${points.length === 1 ? "point" : "points"} for ${version}.`,
    "The version is part of every proof, so all proofs change now. In this order:",
    "  npm run test:update",
    "  git diff",
    "    # Pages and pictures are the same: only proofs and the approvals of former releases change.",
    `    # CHANGELOG.md says that what was approved with ${now} must be approved again, though the pages are identical.`,
    "  npm test",
    `  git commit --all --message "Manara ${version}"`,
    `  git tag --annotate v${version} --message "Manara ${version}"`,
    "  git push --follow-tags",
    "The tag makes the installers.",
  ].join("\n"),
);

/** The text of a change file on one line. */
function sentence(name: string): string {
  const text = readFileSync(join(FOLDER, name), "utf8").trim();
  if (text === "" || /\n\s*\n|^\s*[-#*]/m.test(text)) {
    refuse(`${FOLDER}/${name} must be one paragraph of plain sentences, without heading or list.`);
  }
  return text.replace(/\s+/g, " ");
}

function raiseVersion(to: string): void {
  writeJson("package.json", { ...readJson("package.json"), version: to });
  const lock = readJson("package-lock.json") as { version: string; packages: Record<string, { version: string }> };
  const own = { ...lock.packages[""], version: to };
  writeJson("package-lock.json", { ...lock, version: to, packages: { ...lock.packages, "": own } });
}

function isLater(wanted: string, current: string): boolean {
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(wanted)) return false;
  const [a, b] = [wanted, current].map((text) => text.split(".").map(Number));
  const at = a?.findIndex((number, index) => number !== b?.[index]) ?? -1;
  return at >= 0 && (a?.[at] ?? 0) > (b?.[at] ?? 0);
}

function git(...values: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", values, { encoding: "utf8" });
  if (status !== 0) refuse(`git ${values.join(" ")} failed: ${stderr.trim()}`);
  return stdout.trim();
}

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, "utf8"));
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** @param code 1 where the project is not ready, 2 where the command was given wrongly. */
function refuse(reason: string, code = 1): never {
  console.error(reason);
  process.exit(code);
}
