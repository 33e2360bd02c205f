import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "manara-localise-"));
const at = (name: string) => join(folder, name);
const CLI = "src/main/cli/index.ts";
const environment = { ...process.env, SOURCE_DATE_EPOCH: "1767225600" };

function manara(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    env: environment,
  });
  return { status, stdout, stderr };
}
const json = (text: string) => JSON.parse(text) as Record<string, never>;

beforeAll(() => {
  const english = { headline: "Ask before you go", items: ["One", "Two"], cta: "Call 111 now" };
  writeFileSync(at("content.json"), JSON.stringify({ editions: { "en-VN": english } }));
  execFileSync(
    process.execPath,
    [CLI, "new", "safe-migration/poster-fake-job-signs", "-o", at("a.manara"), "--from", at("content.json")],
    {
      env: environment,
    },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("manara localise", () => {
  it("sends words out, takes them in with one entry in the history, and tells what became of them", () => {
    expect(
      manara("localise", "export", at("a.manara"), "--edition", "vi-VN", "--format", "xliff", "-o", at("a.xlf")).status,
    ).toBe(0);
    const file = readFileSync(at("a.xlf"), "utf8");
    const target = file
      .replace("<source>Ask before you go</source>", "$&<target>Hỏi trước khi đi</target>")
      .replace(/<source>Call .*<\/source>/, "$&<target>Gọi ngay</target>");
    writeFileSync(at("a.vi.xlf"), target);
    const { status, stdout } = manara("localise", "import", at("a.manara"), at("a.vi.xlf"), "--by", "Lan", "--json");
    expect(status).toBe(1);
    expect(json(stdout)).toMatchObject({
      edition: "vi-VN",
      source: "en-VN",
      units: expect.arrayContaining([
        expect.objectContaining({ slot: "headline", outcome: "taken" }),
        expect.objectContaining({ slot: "cta", outcome: "skipped", reason: "lost" }),
        expect.objectContaining({ slot: "items", outcome: "empty" }),
      ]),
    });
    const shown = json(manara("show", at("a.manara"), "--json").stdout) as { history?: { what: string }[] };
    expect(shown.history?.filter(({ what }) => what === "edited")).toHaveLength(1);
    const state = json(
      manara("localise", "status", at("a.manara"), "--edition", "vi-VN", "--source", "en-VN", "--json").stdout,
    );
    expect(state).toMatchObject({ units: { headline: { state: "draft", by: "Lan" }, cta: { state: "missing" } } });
    // The same file again changes nothing, so neither does the document.
    const before = readFileSync(at("a.manara"));
    manara("localise", "import", at("a.manara"), at("a.vi.xlf"), "--by", "Lan");
    expect(readFileSync(at("a.manara")).equals(before)).toBe(true);
  });

  it("refuses what cannot be meant", () => {
    const wrong = (code: string, ...args: string[]) => {
      const { status, stdout } = manara("localise", ...args, "--json");
      expect([status, (json(stdout) as { error?: { code: string } }).error?.code]).toEqual([2, code]);
    };
    const out = ["-o", at("no.xlf")];
    wrong("cli/wrong-format", "export", at("a.manara"), "--edition", "vi-VN", "--format", "po", ...out);
    wrong(
      "localise/same-edition",
      "export",
      at("a.manara"),
      "--edition",
      "en-VN",
      "--source",
      "en-VN",
      "--format",
      "csv",
      ...out,
    );
    wrong("document/unknown-edition", "export", at("a.manara"), "--edition", "fr-FR", "--format", "csv", ...out);
    wrong("cli/wrong-number", "pseudo", at("a.manara"), "--expand", "99", "-o", at("no.manara"));
    wrong("localise/wrong-edition", "import", at("a.manara"), at("a.xlf"), "--edition", "ar-EG");
  });

  it("makes a document of made-up words, and a memory out and in", () => {
    expect(manara("localise", "pseudo", at("a.manara"), "--rtl", "-o", at("pseudo.manara")).status).toBe(0);
    expect(json(manara("show", at("pseudo.manara"), "--json").stdout)).toMatchObject({
      editions: { "ar-EG": expect.anything() },
    });
    const { status, stdout } = manara("localise", "memory", "export", folder, "-o", at("all.tmx"), "--json");
    expect([status, json(stdout)]).toEqual([0, { path: at("all.tmx"), entries: 0, notices: [] }]);
    const taken = manara("localise", "memory", "import", at("store"), at("all.tmx"), "--json");
    expect([taken.status, json(taken.stdout)]).toEqual([0, { path: at("store/all.tmx"), entries: 0, skipped: 0 }]);
  });
});
