import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** A release is made in a repository of its own, with a history, as the project has one. */

let folder: string;
const at = (path: string) => join(folder, path);
const read = (path: string) => readFileSync(at(path), "utf8");

function git(...values: string[]): void {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  const { status, stderr } = spawnSync("git", [...who, ...values], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "A state of the project");
}

function release(...values: string[]) {
  const script = resolve("scripts", "release.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...values], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manara-release-"));
  mkdirSync(at("changes"));
  writeFileSync(at("package.json"), '{\n  "name": "manara",\n  "version": "0.9.1"\n}\n');
  const lock = { name: "manara", version: "0.9.1", packages: { "": { version: "0.9.1" }, zod: { version: "0.9.1" } } };
  writeFileSync(at("package-lock.json"), `${JSON.stringify(lock, null, 2)}\n`);
  writeFileSync(at("CHANGELOG.md"), "# Changelog\n\n## 0.9.1\n\n- Before.\n");
  writeFileSync(at("changes/README.md"), "How to write one.\n\n- Like this.\n");
  writeFileSync(at("changes/pages.md"), "Pages turn\nby key.\n");
  writeFileSync(at("changes/folds.md"), "Folds are shown.\n");
  git("init", "--quiet");
  commit();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a release", () => {
  it("makes a section of what lies in changes, and raises the version wherever it stands", () => {
    const { status, stdout } = release("0.10.0");
    expect(status).toBe(0);
    expect(stdout).toContain("2 points for 0.10.0");
    expect(read("CHANGELOG.md")).toBe(
      "# Changelog\n\n## 0.10.0\n\n- Folds are shown.\n- Pages turn by key.\n\n## 0.9.1\n\n- Before.\n",
    );
    expect(read("package.json")).toBe('{\n  "name": "manara",\n  "version": "0.10.0"\n}\n');
    expect(JSON.parse(read("package-lock.json"))).toEqual({
      name: "manara",
      version: "0.10.0",
      packages: { "": { version: "0.10.0" }, zod: { version: "0.9.1" } },
    });
    expect(["README.md", "pages.md", "folds.md"].map((name) => existsSync(at(`changes/${name}`)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("ends with the steps that are left, and a tag that git push --follow-tags takes along", () => {
    const { stdout } = release("0.10.0");
    const lines = stdout.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => /^(?:npm|git) /.test(line))).toEqual([
      "npm run test:update",
      "git diff",
      "npm test",
      'git commit --all --message "Manara 0.10.0"',
      'git tag --annotate v0.10.0 --message "Manara 0.10.0"',
      "git push --follow-tags",
    ]);
    expect(stdout).toContain("what was approved with 0.9.1 must be approved again");
  });

  it.each(["", "1", "0.9.1", "0.9.0", "0.8.9", "v0.10.0", "0.10.0-rc", "00.10.0"])(
    "refuses the version %j",
    (version) => {
      expect(release(version)).toMatchObject({ status: 2, stdout: "" });
      expect(read("CHANGELOG.md")).not.toContain("0.10.0");
    },
  );

  it("asks for a version where there is none", () => {
    expect(release()).toMatchObject({ status: 2, stderr: "Say which version: npm run release -- 1.2.3\n" });
  });

  it.each<readonly [string, () => void, RegExp]>([
    ["with changes that are not committed", () => writeFileSync(at("new.txt"), "new"), /not committed/],
    ["where the tag is taken", () => git("tag", "v0.10.0"), /a tag v0\.10\.0 already/],
    [
      "with nothing to tell",
      () => {
        rmSync(at("changes/pages.md"));
        rmSync(at("changes/folds.md"));
        commit();
      },
      /nothing in changes/,
    ],
    [
      "of a change file with a list",
      () => {
        writeFileSync(at("changes/pages.md"), "- Pages\n- Folds\n");
        commit();
      },
      /changes\/pages\.md must be one paragraph/,
    ],
    [
      "of an empty change file",
      () => {
        writeFileSync(at("changes/pages.md"), "\n");
        commit();
      },
      /changes\/pages\.md must be one paragraph/,
    ],
    [
      "into a changelog that begins in another way",
      () => {
        writeFileSync(at("CHANGELOG.md"), "# What changed\n");
        commit();
      },
      /CHANGELOG\.md does not begin/,
    ],
  ])("is refused %s, and nothing is written", (_, prepare, reason) => {
    prepare();
    const before = read("CHANGELOG.md");
    const { status, stderr } = release("0.10.0");
    expect([status, stderr]).toEqual([1, expect.stringMatching(reason)]);
    expect(read("CHANGELOG.md")).toBe(before);
    expect(read("package.json")).toContain("0.9.1");
  });
});
