import { execFile, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../fakes/fakeMachine.ts";
import { rawZip } from "../../fakes/rawZip.ts";

/** The command line from outside: what it prints, how it exits, what it leaves behind. */

const TEMPLATE = "safe-migration/card-helpline";
const EPOCH = "1780000000";
let home = "";

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function manara(...args: string[]): Promise<Outcome> {
  return manaraWith({ SOURCE_DATE_EPOCH: EPOCH }, ...args);
}

function manaraWith(environment: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const at = (...parts: string[]) => join(home, ...parts);
const json = (outcome: Outcome) => JSON.parse(outcome.out);

function sampleContent(): { editions: Record<string, Record<string, string | string[]>> } {
  const folder = "templates/safe-migration/content/card-helpline";
  const editions = readdirSync(folder).map((name) => [
    name.slice(0, 5),
    JSON.parse(readFileSync(join(folder, name), "utf8")),
  ]);
  return { editions: Object.fromEntries(editions) };
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-cli-"));
  writeFileSync(at("content.json"), JSON.stringify(sampleContent()));
  expect((await manara("keys", "new", "--name", "Lan", "-o", at("lan.key"))).code).toBe(0);
  expect(await manara("new", TEMPLATE, "-o", at("card.manara"), "--from", at("content.json"))).toMatchObject({
    code: 0,
  });
  expect(await manara("new", TEMPLATE, "-o", at("approved.manara"), "--from", at("content.json"))).toMatchObject({
    code: 0,
  });
  expect(await manara("approve", at("approved.manara"), "--key", at("lan.key"))).toMatchObject({ code: 0 });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe.concurrent("wrong use exits with 2", () => {
  it.each<[string, string[]]>([
    ["an unknown command", ["fly"]],
    ["an unknown option", ["pack", "list", "--fast", "--json"]],
    ["a missing argument", ["show"]],
    ["one argument too many", ["pack", "list", "x"]],
    ["a missing option", ["export", "card.manara", "--format", "png"]],
    ["a missing file", ["show", "/nowhere/card.manara"]],
    ["an unknown pack", ["pack", "show", "nowhere"]],
    ["an unknown template", ["new", "safe-migration/nothing", "-o", "/tmp/never.manara"]],
    ["a template without its pack", ["new", "poster", "-o", "/tmp/never.manara"]],
    ["a missing content file", ["new", TEMPLATE, "-o", "/tmp/never.manara", "--from", "/nowhere.json"]],
    ["a missing key", ["approve", "$card", "--key", "/nowhere.key"]],
    ["an unknown edition", ["check", "$card", "--edition", "fr-FR"]],
    ["an unknown format", ["export", "$card", "--format", "gif", "-o", "$out"]],
    ["a wrong resolution", ["proof", "$card", "-o", "$out", "--ppi", "9000"]],
  ])("%s", async (_, args) => {
    const named = args.map((arg) => arg.replace("$card", at("card.manara")).replace("$out", at("never")));
    const { code, out, err } = await manara(...named);
    expect(err).toMatch(/^error/);
    expect(out === "" || JSON.parse(out).error.kind === "usage").toBe(true);
    expect(code).toBe(2);
    expect(existsSync(at("never"))).toBe(false);
    expect(existsSync("/tmp/never.manara")).toBe(false);
  });

  it("a clock that is no number", async () => {
    expect((await manaraWith({ SOURCE_DATE_EPOCH: "yesterday" }, "pack", "list")).code).toBe(2);
  });

  it("a new document in place of another file", async () => {
    const before = readFileSync(at("card.manara"));
    expect((await manara("new", TEMPLATE, "-o", at("card.manara"))).code).toBe(2);
    expect(readFileSync(at("card.manara"))).toEqual(before);
  });
});

describe.concurrent("help and lists exit with 0", () => {
  it.each([[["--help"]], [["export", "--help"]], [["pack", "list"]]])("%j", async (args) => {
    expect((await manara(...args)).code).toBe(0);
  });

  it("shows a pack in the agreed shape", async () => {
    const shown = json(await manara("pack", "show", "safe-migration", "--json"));
    const template = shown.templates.find((one: { id: string }) => one.id === "poster-fake-job-signs");
    expect(template.formatMm).toEqual([297, 420]);
    expect(template.slots[0]).toMatchObject({ id: "eyebrow", role: "eyebrow", required: false, lines: 1 });
    const post = shown.templates.find((one: { id: string }) => one.id === "post-5-questions");
    expect(post.formatPx).toEqual([1080, 1080]);
    expect(post).not.toHaveProperty("formatMm");
  });
});

describe.concurrent("content that is wrong exits with 1", () => {
  it.each<[string, unknown, string]>([
    ["an unknown slot", { editions: { "vi-VN": { hedline: "x" } } }, "hedline"],
    ["an unknown edition", { editions: { "fr-FR": { headline: "x" } } }, "fr-FR"],
  ])("%s", async (name, content, named) => {
    writeFileSync(at(`${name}.json`), JSON.stringify(content));
    const outcome = await manara("new", TEMPLATE, "-o", at(`${name}.manara`), "--from", at(`${name}.json`), "--json");
    expect(outcome.code).toBe(1);
    expect(JSON.stringify(json(outcome).diagnostics)).toContain(named);
    expect(outcome.err).toContain(named);
    expect(existsSync(at(`${name}.manara`))).toBe(false);
  });

  it("a required slot left empty is found by check, stops approval and export", async () => {
    const content = sampleContent();
    delete content.editions["vi-VN"]?.["front-headline"];
    writeFileSync(at("gap.json"), JSON.stringify(content));
    expect((await manara("new", TEMPLATE, "-o", at("gap.manara"), "--from", at("gap.json"))).code).toBe(0);
    const check = await manara("check", at("gap.manara"), "--json");
    expect(check.code).toBe(1);
    const errors = json(check).diagnostics.filter((one: { severity: string }) => one.severity === "error");
    expect(JSON.stringify(errors)).toContain("front-headline");
    expect(errors[0]).toMatchObject({ edition: "vi-VN", code: expect.any(String), hint: expect.any(String) });
    expect((await manara("approve", at("gap.manara"), "--key", at("lan.key"))).code).toBe(1);
    expect((await manara("export", at("gap.manara"), "--format", "png", "-o", at("gap"))).code).toBe(1);
    expect(existsSync(at("gap"))).toBe(false);
    expect((await manara("check", at("gap.manara"), "--edition", "en-VN")).code).toBe(0);
  });

  it("pages that nobody approved do not leave as final files", async () => {
    const outcome = await manara("export", at("card.manara"), "--format", "png", "-o", at("final"), "--json");
    expect(outcome.code).toBe(1);
    expect(json(outcome).error.code).toBe("export/not-approved");
    expect(existsSync(at("final"))).toBe(false);
  });
});

describe.concurrent("documents that are damaged exit with 3", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const document = (name: string, data: Uint8Array) => rawZip([{ name, data, deflate: true }]);
  it.each<[string, Uint8Array, string]>([
    ["something else", bytes("hello"), "document/not-a-zip"],
    ["half a file", document("document.json", bytes("x".repeat(500))).subarray(0, 60), "document/damaged"],
    ["a zip bomb", document("document.json", new Uint8Array(30_000_000)), "document/zip-bomb"],
    ["a path outside", document("../../evil.json", bytes("{}")), "document/path-outside"],
    ["wrong JSON", document("document.json", bytes("[]x")), "document/wrong-json"],
    ["a newer version", document("document.json", bytes('{"version":42}')), "document/newer-version"],
  ])("%s", async (name, data, expected) => {
    writeFileSync(at(`${name}.manara`), data);
    for (const args of [["show"], ["export", "--format", "png", "-o", at("never")]]) {
      const [command = "", ...rest] = args;
      const outcome = await manara(command, at(`${name}.manara`), ...rest, "--json");
      expect([outcome.code, json(outcome).error.code]).toEqual([3, expected]);
      expect(outcome.err).toContain(at(`${name}.manara`));
    }
    expect(existsSync(at("never"))).toBe(false);
  });
});

describe.concurrent("other files that cannot be read as what they should be exit with 3, too", () => {
  it.each<[string, () => readonly string[], string]>([
    ["no JSON", () => ["new", TEMPLATE, "-o", at("unread.manara"), "--from"], "content/not-json"],
    ["[1]", () => ["new", TEMPLATE, "-o", at("unread.manara"), "--from"], "content/wrong-shape"],
    ['{"vi-VN":{}}', () => ["new", TEMPLATE, "-o", at("unread.manara"), "--from"], "content/wrong-shape"],
    ["<xliff", () => ["localise", "import", at("card.manara")], "localise/not-xml"],
    [
      'name\n"Hue',
      () => ["batch", at("card.manara"), "--format", "png", "-o", at("unread"), "--data"],
      "batch/not-a-table",
    ],
    ["7", () => ["approve", at("card.manara"), "--key", at("lan.key"), "--reasons"], "cli/wrong-reasons"],
    [
      "{",
      () => ["merge", at("card.manara"), at("card.manara"), "-o", at("unread.manara"), "--choices"],
      "cli/wrong-choices",
    ],
  ])("%s", async (text, argsOf, expected) => {
    const args = argsOf();
    const path = at(`unread ${args[0]} ${text.length}.${args[0] === "localise" ? "xlf" : "file"}`);
    writeFileSync(path, text);
    const outcome = await manara(...args, path, "--json");
    expect([outcome.code, json(outcome).error.code]).toEqual([3, expected]);
    expect(existsSync(at("unread.manara"))).toBe(false);
  });
});

describe("a pack without one of its fonts", () => {
  it("is refused, and the file is named", async () => {
    cpSync("templates", at("packs"), { recursive: true });
    rmSync(at("packs", "safe-migration", "fonts", "ReadexPro-400.ttf"));
    const outcome = await manara("check", at("card.manara"), "--packs", at("packs"), "--json");
    expect(outcome.code).not.toBe(0);
    expect(outcome.err).toContain("ReadexPro-400.ttf");
    expect((await manara("pack", "check", "safe-migration", "--packs", at("packs"))).code).toBe(1);
  });
});

describe("places that cannot be written", () => {
  it("a file in the way of the export folder", async () => {
    writeFileSync(at("in-the-way"), "mine");
    const outcome = await manara("export", at("approved.manara"), "--format", "png", "-o", at("in-the-way"), "--json");
    expect(outcome.code).toBeGreaterThanOrEqual(2);
    expect(readFileSync(at("in-the-way"), "utf8")).toBe("mine");
  });

  it("a document that its owner made read-only", async () => {
    cpSync(at("card.manara"), at("frozen.manara"));
    chmodSync(at("frozen.manara"), 0o444);
    const before = readFileSync(at("frozen.manara"));
    const outcome = await manara("approve", at("frozen.manara"), "--key", at("lan.key"), "--json");
    expect([outcome.code, json(outcome).error.code]).toEqual([3, "storage/read-only"]);
    expect(readFileSync(at("frozen.manara"))).toEqual(before);
  });

  it.skipIf(!canMount())("a full disk", async () => {
    mkdirSync(at("disk"));
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=40k", "tmpfs", at("disk")]).status).toBe(0);
    try {
      const outcome = await manara(
        "export",
        at("approved.manara"),
        "--format",
        "png,print-pdf",
        "-o",
        at("disk"),
        "--json",
      );
      expect([outcome.code, json(outcome).error.code]).toEqual([3, "storage/disk-full"]);
      expect(readdirSync(at("disk"))).toEqual([]);
    } finally {
      spawnSync("umount", [at("disk")]);
    }
  });
});

describe("from content to verified files", () => {
  it("exports what was approved, verifies it, and finds what was altered", async () => {
    const out = at("out");
    const exported = await manara(
      "export",
      at("approved.manara"),
      "--edition",
      "ar-EG",
      "--format",
      "print-pdf,png",
      "-o",
      out,
      "--json",
    );
    expect(exported.code).toBe(0);
    const { files } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(files.map((file: { path: string }) => file.path)).toEqual([
      "card-helpline/ar-EG/card-helpline.p1.png",
      "card-helpline/ar-EG/card-helpline.p2.png",
      "card-helpline/ar-EG/card-helpline.print.pdf",
    ]);
    for (const file of files) expect(sha256(readFileSync(join(out, file.path)))).toBe(file.sha256);
    const picture = join(out, files[0].path);
    const alone = await manara("verify", picture, "--json");
    expect([alone.code, json(alone).answer]).toEqual([1, "unknown-signer"]);
    const told = ["--fingerprint", files[0].sha256.slice(0, 16)];
    const verdict = await manara("verify", picture, ...told, "--json");
    expect(verdict.code).toBe(0);
    expect(json(verdict)).toMatchObject({
      valid: true,
      answer: "ours",
      edition: "ar-EG",
      approvedBy: { name: "Lan" },
      proof: files[0].proof,
    });
    writeFileSync(picture, Buffer.concat([readFileSync(picture), Buffer.from([0])]));
    expect((await manara("verify", picture)).code).toBe(1);
    expect((await manara("verify", at("approved.manara"))).code).toBe(0);
    const pdf = join(out, files[2].path);
    const digits = files[2].sha256.slice(0, 16);
    const again = ["verify", pdf, "--document", at("approved.manara"), "--fingerprint", digits];
    expect(await manara(...again)).toMatchObject({ code: 0 });
    expect(await manara("verify", pdf, "--fingerprint", "12345")).toMatchObject({ code: 2 });
    const second = join(out, files[1].path);
    const forged = Buffer.concat([readFileSync(second), Buffer.from([0])]);
    const manifest = readFileSync(join(out, "manifest.json"), "utf8");
    writeFileSync(second, forged);
    writeFileSync(join(out, "manifest.json"), manifest.replace(files[1].sha256, sha256(forged)));
    const redrawn = await manara("verify", second, "--document", at("approved.manara"), "--json");
    expect([redrawn.code, json(redrawn).reasons]).toEqual([
      1,
      [
        "card-helpline.p2.png was changed after the export.",
        "Drawing the approved pages again on this computer gives another file.",
      ],
    ]);
    expect((await manara("verify", at("card.manara"))).code).toBe(1);
  });

  it("gives the same bytes in another folder and another time zone", async () => {
    const make = async (folder: string, zone: string) => {
      const run = (...args: string[]) =>
        manaraWith({ SOURCE_DATE_EPOCH: EPOCH, TZ: zone, LANG: zone === "UTC" ? "C" : "ar_EG" }, ...args);
      mkdirSync(at(folder));
      expect((await run("new", TEMPLATE, "-o", at(folder, "d.manara"), "--from", at("content.json"))).code).toBe(0);
      expect((await run("approve", at(folder, "d.manara"), "--key", at("lan.key"))).code).toBe(0);
      expect(
        (
          await run(
            "export",
            at(folder, "d.manara"),
            "--edition",
            "vi-VN",
            "--format",
            "print-pdf,digital-pdf,png,jpeg,webp",
            "-o",
            at(folder, "out"),
          )
        ).code,
      ).toBe(0);
      const files = readdirSync(at(folder), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      return Object.fromEntries(files.map((one) => [one.name, sha256(readFileSync(join(one.parentPath, one.name)))]));
    };
    const first = await make("one", "UTC");
    expect(await make("two", "Asia/Ho_Chi_Minh")).toEqual(first);
    expect(Object.keys(first).length).toBe(10);
  });

  it("marks proofs and drafts as such", async () => {
    expect(
      (await manara("proof", at("card.manara"), "--edition", "en-VN", "-o", at("proofs"), "--ppi", "36")).code,
    ).toBe(0);
    const { files, approvals } = JSON.parse(readFileSync(at("proofs", "manifest.json"), "utf8"));
    expect(files).toHaveLength(2);
    expect(files[0]).toMatchObject({ draft: true, approval: null, proof: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(approvals).toEqual([]);
    const verdict = await manara("verify", at("proofs", files[0].path), "--json");
    expect([verdict.code, json(verdict).valid]).toEqual([1, false]);
  });

  it("loses no signature when several people sign at once", async () => {
    cpSync(at("card.manara"), at("busy.manara"));
    const sign = () => manara("approve", at("busy.manara"), "--edition", "vi-VN", "--key", at("lan.key"), "--json");
    const outcomes = await Promise.all([sign(), sign(), sign(), sign()]);
    const signed = outcomes.filter(({ code }) => code === 0);
    const refused = outcomes.filter(({ code }) => code !== 0).map((one) => [one.code, json(one).error.code]);
    expect(signed.length).toBeGreaterThan(0);
    for (const one of refused)
      expect([
        [3, "document/changed-on-disk"],
        [3, "storage/busy"],
        [3, "storage/busy-here"],
      ]).toContainEqual(one);
    const shown = json(await manara("show", at("busy.manara"), "--json"));
    expect(shown.approvals).toHaveLength(signed.length);
    expect(readdirSync(home).filter((name) => name.includes("busy"))).toEqual(["busy.manara"]);
  });

  it("takes everything away when it is told to stop half-way", async () => {
    const args = ["src/main/cli/index.ts", "export", at("approved.manara"), "--format", "png", "-o", at("stopped")];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.once("data", () => child.kill("SIGTERM"));
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(3);
    expect(readdirSync(at("stopped"))).toEqual([]);
  });

  it("closes the gate when the approval is withdrawn", async () => {
    cpSync(at("approved.manara"), at("withdrawn.manara"));
    expect(
      (await manara("withdraw", at("withdrawn.manara"), "--key", at("lan.key"), "--note", "wrong date")).code,
    ).toBe(0);
    expect((await manara("export", at("withdrawn.manara"), "--format", "png", "-o", at("withdrawn"))).code).toBe(1);
    const shown = json(await manara("show", at("withdrawn.manara"), "--json"));
    expect(shown.approvals.at(-1)).toMatchObject({ decision: "withdraw", note: "wrong date", genuine: true });
    expect(shown.editions["vi-VN"].slots["front-headline"]).toBe("filled");
  });
});

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), "manara-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", probe]).status === 0;
  if (mounted) spawnSync("umount", [probe]);
  rmSync(probe, { recursive: true, force: true });
  return mounted;
}
