import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../fakes/fakeMachine.ts";
import { PHOTO_SLOT, writePhotoPack } from "../../fixtures/photoPack.ts";
import { flat } from "../render/oddPictures.ts";

/** A photograph from the camera to the printed sheet, through the command line, for a print shop's own press. */

const POSTER = "poster-return-support";
const OURS = readFileSync("resources/icc/fogra39l.icc");
let home = "";

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function manara(...args: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, MANARA_DATA: at("data"), SOURCE_DATE_EPOCH: "1780000000" };
  const all = ["src/main/cli/index.ts", ...args, "--packs", at("packs")];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, { env, maxBuffer: 1 << 26 }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const at = (...parts: string[]) => join(home, ...parts);
const json = (outcome: Outcome) => JSON.parse(outcome.out);
/** A fresh document in English and Vietnamese. */
async function poster(name: string): Promise<string> {
  const folder = join("templates/safe-migration/content", POSTER);
  const editions = readdirSync(folder)
    .filter((file) => /^(?:en|vi)-VN/.test(file))
    .map((file) => [file.slice(0, 5), JSON.parse(readFileSync(join(folder, file), "utf8"))]);
  writeFileSync(at("content.json"), JSON.stringify({ editions: Object.fromEntries(editions) }));
  const path = at(`${name}.manara`);
  expect(await manara("new", `safe-migration/${POSTER}`, "-o", path, "--from", at("content.json"))).toMatchObject({
    code: 0,
  });
  return path;
}

const consent = {
  person: "Nguyễn Lan",
  date: "2026-01-05",
  uses: "posters",
  expires: "2027-01-05",
  withdraw: "call 111",
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-pictures-"));
  writePhotoPack(at("packs"), POSTER);
  const photo = flat([200, 30, 40]).resize(5100, 2300, { fit: "fill" });
  writeFileSync(at("photo.jpg"), await photo.clone().jpeg().toBuffer());
  writeFileSync(at("other.png"), await photo.clone().negate().png().toBuffer());
  writeFileSync(at("consent.json"), JSON.stringify(consent));
  writeFileSync(at("ended.json"), JSON.stringify({ ...consent, expires: "2026-01-06" }));
  const shop = Buffer.from(OURS);
  shop.write("Print shop of Hanoi (coated, 2026)  ", 324, "latin1");
  writeFileSync(at("shop.icc"), shop);
  expect((await manara("keys", "new", "--name", "Lan", "-o", at("lan.key"))).code).toBe(0);
  expect(await manara("keys", "trust", "safe-migration")).toMatchObject({ code: 0 });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe("manara picture", () => {
  it("places a photograph byte for byte, describes it in each language, and takes it out again", async () => {
    const path = await poster("placed");
    const place = ["picture", path, "--slot", PHOTO_SLOT];
    const first = await manara(
      ...place,
      "--file",
      at("photo.jpg"),
      "--consent",
      at("consent.json"),
      "--focus",
      "0.2,1",
      "--json",
    );
    expect(first).toMatchObject({ code: 0 });
    const digest = sha256(readFileSync(at("photo.jpg")));
    expect(json(first)).toMatchObject({
      picture: { name: "photo.jpg", type: "image/jpeg", width: 5100, height: 2300, consent },
      placement: { digest, focus: { x: 0.2, y: 1 }, alt: {} },
    });
    const english = "A woman sits at a table in the morning light";
    expect(await manara(...place, "--alt", english)).toMatchObject({ code: 2 });
    expect(await manara(...place, "--alt", english, "--edition", "en-VN")).toMatchObject({ code: 0 });
    const both = await manara(...place, "--alt", "Người phụ nữ ngồi bên bàn buổi sáng", "--edition", "vi-VN", "--json");
    expect(json(both).placement).toMatchObject({ focus: { x: 0.2, y: 1 }, alt: { "en-VN": english } });
    expect(json(both).picture.consent).toEqual(consent);
    expect(readFileSync(path).includes(readFileSync(at("photo.jpg")))).toBe(true);
    // Another photograph takes its place; what is shown nowhere does not stay in the file.
    const next = await manara(...place, "--file", at("other.png"), "--nobody", "--json");
    expect(json(next)).toMatchObject({ placement: { alt: {} }, picture: { type: "image/png", consent: null } });
    expect(readFileSync(path).includes(Buffer.from(digest))).toBe(false);
    expect(json(await manara(...place, "--remove", "--json"))).toMatchObject({ placement: null, picture: null });
    expect(await manara(...place, "--remove")).toMatchObject({ code: 2 });
  });

  it("says what is wrong and leaves the document as it was", async () => {
    const path = await poster("refused");
    const before = readFileSync(path);
    const place = ["picture", path, "--slot", PHOTO_SLOT];
    writeFileSync(at("cut.jpg"), readFileSync(at("photo.jpg")).subarray(0, 3000));
    writeFileSync(at("film.jpg"), "GIF89a");
    const cases: readonly [string[], number, string][] = [
      [[...place, "--file", at("cut.jpg"), "--nobody"], 1, "render/picture-damaged"],
      [[...place, "--file", at("film.jpg"), "--nobody"], 1, "render/picture-format"],
      [[...place, "--file", at("nowhere.jpg"), "--nobody"], 2, "storage/missing"],
      [[...place, "--file", at("photo.jpg")], 2, "picture/consent-needed"],
      [[...place, "--file", at("photo.jpg"), "--consent", at("photo.jpg")], 2, "picture/consent-invalid"],
      [[...place, "--file", at("photo.jpg"), "--consent", at("ended.json")], 1, "picture/consent-expired"],
      [[...place, "--file", at("photo.jpg"), "--nobody", "--consent", at("consent.json")], 2, "cli/options-differ"],
      [[...place, "--file", at("photo.jpg"), "--nobody", "--focus", "2,0"], 2, "cli/wrong-focus"],
      [[...place, "--focus", "0.5,0.5"], 2, "picture/no-picture"],
      [place, 2, "cli/options-differ"],
      [["picture", path, "--slot", "headline", "--file", at("photo.jpg"), "--nobody"], 2, "picture/not-a-picture-slot"],
    ];
    for (const [args, code, error] of cases) {
      const outcome = await manara(...args, "--json");
      expect(json(outcome).error.code).toBe(error);
      expect(outcome.code).toBe(code);
    }
    expect(readFileSync(path)).toEqual(before);
  });
});

describe("manara export --profile", () => {
  it("makes print PDFs for that press, and verify makes them again", async () => {
    const path = await poster("shop");
    const placed = ["--slot", PHOTO_SLOT, "--file", at("photo.jpg"), "--nobody"];
    const alt = ["--alt", "Người phụ nữ ngồi bên bàn trong ánh nắng buổi sáng", "--edition", "vi-VN"];
    expect(await manara("picture", path, ...placed, ...alt)).toMatchObject({ code: 0 });
    expect(await manara("approve", path, "--edition", "vi-VN", "--key", at("lan.key"))).toMatchObject({ code: 0 });
    const formats = ["--format", "print-pdf,png", "--edition", "vi-VN", "--ppi", "36"];
    const made = await manara("export", path, ...formats, "-o", at("out"), "--profile", at("shop.icc"), "--json");
    expect(made.err).not.toContain("error");
    expect(made.code).toBe(0);
    const files: { path: string; format: string; profile?: string; sha256: string }[] = json(made).files;
    const print = files.find(({ format }) => format === "print-pdf");
    expect(print?.profile).toBe(sha256(readFileSync(at("shop.icc"))));
    expect(files.find(({ format }) => format === "png")?.profile).toBeUndefined();
    const pdf = at("out", print?.path ?? "");
    expect(readFileSync(pdf).toString("latin1")).toContain("(Print shop of Hanoi \\(coated, 2026\\))");
    const again = await manara("export", path, ...formats, "-o", at("again"), "--profile", at("shop.icc"), "--json");
    expect(json(again).files).toEqual(files);
    expect(readdirSync(at("out")).filter((name) => name.startsWith("."))).toEqual([]);

    const verify = (...more: string[]) => manara("verify", pdf, "--document", path, ...more, "--json");
    expect(json(await verify("--profile", at("shop.icc")))).toMatchObject({ valid: true, reasons: [] });
    expect(json(await verify()).reasons.join()).toContain("colour profile");
    writeFileSync(at("ours.icc"), OURS);
    expect(json(await verify("--profile", at("ours.icc"))).reasons.join()).toContain("colour profile");
    const report = json(await manara("preflight", pdf, "--json"));
    expect(report.passed).toBe(true);
  });

  it("refuses what is no profile of a press before anything is drawn", async () => {
    const path = await poster("noprofile");
    writeFileSync(at("cut.icc"), OURS.subarray(0, 90_000));
    writeFileSync(at("empty.icc"), "");
    const screen = (await sharp(await flat([1, 2, 3]).withIccProfile("p3").png().toBuffer()).metadata()).icc;
    writeFileSync(at("screen.icc"), screen ?? "");
    const cases: readonly [string, string, string, number][] = [
      ["cut.icc", "print-pdf", "render/profile-damaged", 3],
      ["empty.icc", "print-pdf", "render/profile-empty", 3],
      ["screen.icc", "print-pdf", "render/profile-not-cmyk", 2],
      ["photo.jpg", "print-pdf", "render/profile-not-icc", 3],
      ["nowhere.icc", "print-pdf", "storage/missing", 2],
      ["shop.icc", "png", "cli/profile-not-used", 2],
    ];
    for (const [name, format, code, exit] of cases) {
      const args = ["--draft", "--format", format, "-o", at("never"), "--profile", at(name), "--json"];
      const outcome = await manara("export", path, ...args);
      expect([name, json(outcome).error.code, outcome.code]).toEqual([name, code, exit]);
    }
    expect(existsSync(at("never"))).toBe(false);
  });
});
