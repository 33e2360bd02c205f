import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipArchives } from "../../../src/main/platform/zipArchives.ts";
import { readDocumentFile, writeDocumentFile } from "../../../src/main/services/document/documentFile.ts";
import { plainFromRich } from "../../../src/shared/document/plainText.ts";
import { PACK_FOLDER, pack } from "../../fixtures/safeMigration.ts";

/** `manara batch` from outside: which variants leave as what, and what is never overwritten. */

const FLYER = "flyer-forum-theatre";
let home = "";
const at = (...parts: string[]) => join(home, ...parts);

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function manara(...args: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1780000000", MANARA_DATA: at("data") };
  return new Promise((resolve) => {
    const packs = ["--packs", at("packs")];
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args, ...packs], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

/** PNG of one edition, small. */
async function batch(table: string, out: string, ...more: string[]) {
  writeFileSync(at(`${out}.csv`), table);
  const args = ["batch", at("flyer.manara"), "--data", at(`${out}.csv`), "-o", at(out), "--json", "--ppi", "36"];
  const outcome = await manara(...args, "--edition", "vi-VN", "--format", "png", ...more);
  const result = JSON.parse(outcome.out);
  const rows: Record<string, { state: string; files: string[]; problem?: { code: string } }> = Object.fromEntries(
    (result.rows ?? []).map((row: { name: string }) => [row.name, row]),
  );
  return { ...outcome, result, rows };
}

const variant = (out: string, name: string) => at(out, name, `${name}.manara`);
const png = (out: string, name: string) => at(out, name, FLYER, "vi-VN", `${FLYER}.png`);
const open = (path: string) => readDocumentFile(zipArchives, readFileSync(path));

async function words(path: string, edition: string, slot: string): Promise<string> {
  const { document } = await open(path);
  return plainFromRich(document.editions[edition]?.slots[slot] ?? [], pack, edition).join("\n");
}

/** The files of a folder and below, relative, without what hosts may leave hidden: there must be none of those. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-batch-"));
  cpSync(PACK_FOLDER, at("packs", "safe-migration"), { recursive: true });
  const read = (tag: string) =>
    JSON.parse(
      // Addresses of the sample would keep the gate closed.
      readFileSync(join(PACK_FOLDER, "content", FLYER, `${tag}.json`), "utf8").replaceAll(
        "example.org",
        "dolab.gov.vn",
      ),
    );
  writeFileSync(at("content.json"), JSON.stringify({ editions: { "vi-VN": read("vi-VN"), "ar-VN": read("ar-VN") } }));
  const made = await manara("new", `safe-migration/${FLYER}`, "-o", at("flyer.manara"), "--from", at("content.json"));
  expect(made).toMatchObject({ code: 0 });
  expect((await manara("keys", "new", "--name", "Lan", "--no-passphrase", "-o", at("lan.key"))).code).toBe(0);
  // A pack that nobody here vouches for is for drafts alone.
  expect((await manara("keys", "trust", at("packs", "safe-migration"))).code).toBe(0);
  expect((await manara("approve", at("flyer.manara"), "--key", at("lan.key"))).code).toBe(0);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("manara batch", () => {
  it("makes a document and watermarked pages of every row, and says so row by row", async () => {
    const nfd = "Huế".normalize("NFD");
    const table = `\uFEFFname;place@vi-VN;place@ar-VN\r\n${nfd};"Nhà ""A""; tầng 2";قاعة هوي\r\nHà Nội;Nhà B;قاعة هانوي\r\n`;
    const { code, err, result, rows } = await batch(table, "drafts", "--draft");
    expect({ code, exported: result.exported, failed: result.failed }).toEqual({ code: 0, exported: 2, failed: 0 });
    expect(err.trim().split("\n")).toHaveLength(2);
    expect(err).toContain("2/2 ");
    expect(rows.Huế?.files).toEqual([`Huế/${FLYER}/vi-VN/${FLYER}.png`]);
    expect(filesIn(at("drafts"))).toEqual(
      ["Huế", "Hà Nội"]
        .flatMap((name) => [`${name}/${FLYER}/vi-VN/${FLYER}.png`, `${name}/${name}.manara`, `${name}/manifest.json`])
        .sort(),
    );
    expect(await words(variant("drafts", "Huế"), "vi-VN", "place")).toBe('Nhà "A"; tầng 2');
    expect(await words(variant("drafts", "Huế"), "ar-VN", "place")).toBe("قاعة هوي");
    // What has no column stays; what one variant says is not what another says.
    expect(await words(variant("drafts", "Huế"), "vi-VN", "host")).toBe(
      await words(at("flyer.manara"), "vi-VN", "host"),
    );
    expect(readFileSync(png("drafts", "Huế")).equals(readFileSync(png("drafts", "Hà Nội")))).toBe(false);
    expect((await manara("verify", png("drafts", "Huế"))).code).toBe(1);
  });

  it("ships final files of exactly the variants that somebody approved", async () => {
    const table = "name,place@vi-VN\nMot,Nhà một\nHai,Nhà hai\n";
    // The document itself is approved; its variants are other pages.
    const first = await batch(table, "finals");
    expect(first.code).toBe(1);
    expect(first.rows).toMatchObject({
      Mot: { state: "failed", problem: { code: "export/not-approved" } },
      Hai: { state: "failed", problem: { code: "export/not-approved" } },
    });
    expect(filesIn(at("finals"))).toEqual(["Hai/Hai.manara", "Mot/Mot.manara"]);
    expect((await open(variant("finals", "Mot"))).document.approvals).toEqual([]);

    expect((await manara("approve", variant("finals", "Mot"), "--key", at("lan.key"))).code).toBe(0);
    const second = await batch(table, "finals");
    expect(second).toMatchObject({ code: 1, rows: { Mot: { state: "exported" }, Hai: { state: "failed" } } });
    expect(JSON.parse((await manara("verify", png("finals", "Mot"), "--json")).out)).toMatchObject({ valid: true });
    expect(existsSync(png("finals", "Hai"))).toBe(false);

    // Never a watermarked page in the place of a final file.
    const before = readFileSync(png("finals", "Mot"));
    const draft = await batch(table, "finals", "--draft");
    expect(draft).toMatchObject({
      code: 1,
      rows: { Mot: { state: "failed", problem: { code: "export/would-replace-final" } }, Hai: { state: "exported" } },
    });
    expect(readFileSync(png("finals", "Mot")).equals(before)).toBe(true);
  });

  it("resumes: keeps what is exactly right, makes what is missing, changed, other or no longer allowed", async () => {
    const table = "name,place@vi-VN\nMot,Nhà một\nHai,Nhà hai\nBa,Nhà ba\n";
    expect((await batch(table, "resumed", "--draft")).code).toBe(0);
    const whole = readFileSync(png("resumed", "Hai"));
    writeFileSync(png("resumed", "Hai"), Buffer.concat([whole, Buffer.from("x")]));
    rmSync(png("resumed", "Ba"));
    const again = await batch(table, "resumed", "--draft", "--resume");
    expect(again).toMatchObject({
      code: 0,
      rows: { Mot: { state: "kept" }, Hai: { state: "exported" }, Ba: { state: "exported" } },
    });
    expect(again.rows.Mot?.files).toEqual([`Mot/${FLYER}/vi-VN/${FLYER}.png`]);
    expect(readFileSync(png("resumed", "Hai")).equals(whole)).toBe(true);
    // Other words, another size, another format: nothing of it lies there.
    const other = await batch(table.replace("Nhà ba", "Nhà khác"), "resumed", "--draft", "--resume");
    expect(other.rows).toMatchObject({ Mot: { state: "kept" }, Ba: { state: "exported" } });
    expect((await batch(table, "resumed", "--draft", "--resume", "--ppi", "48")).result.kept).toBe(0);
  });

  it("resumes final files only under the approval that holds now, sealed by whom it is asked", async () => {
    const table = "name,place@vi-VN\nMot,Nhà một\n";
    expect((await batch(table, "resealed", "--draft")).code).toBe(0);
    const path = variant("resealed", "Mot");
    expect((await manara("approve", path, "--key", at("lan.key"))).code).toBe(0);
    // A draft is no final file.
    expect((await batch(table, "resealed", "--resume")).rows).toMatchObject({ Mot: { state: "exported" } });
    expect((await batch(table, "resealed", "--resume")).rows).toMatchObject({ Mot: { state: "kept" } });
    // Not sealed by this key yet.
    const sealed = await batch(table, "resealed", "--resume", "--key", at("lan.key"));
    expect(sealed.rows).toMatchObject({ Mot: { state: "exported" } });
    expect((await batch(table, "resealed", "--resume", "--key", at("lan.key"))).rows).toMatchObject({
      Mot: { state: "kept" },
    });
    expect((await manara("withdraw", path, "--key", at("lan.key"))).code).toBe(0);
    expect((await batch(table, "resealed", "--resume")).rows).toMatchObject({
      Mot: {
        state: "failed",
        problem: { code: "export/not-approved" },
        earlier: [`Mot/${FLYER}/vi-VN/${FLYER}.png`],
      },
    });
  });

  it("fills a variant again when its row changes, which closes its gate and keeps its record", async () => {
    expect((await batch("name,place@vi-VN\nMot,Nhà một\n", "changed", "--draft")).code).toBe(0);
    const path = variant("changed", "Mot");
    const { id } = (await open(path)).document;
    expect((await manara("approve", path, "--key", at("lan.key"))).code).toBe(0);
    const changed = await batch("name,place@vi-VN\nMot,Nhà mới\n", "changed");
    expect(changed.rows).toMatchObject({ Mot: { state: "failed", problem: { code: "export/not-approved" } } });
    const { document } = await open(path);
    expect(document).toMatchObject({ id, approvals: [{}, {}] });
    expect(document.history.map(({ what }) => what)).toEqual(["created", "filled", "approved", "approved", "filled"]);
    expect(await words(path, "vi-VN", "place")).toBe("Nhà mới");
    // Back to the words that were approved: the approval is of exactly those pages.
    expect((await batch("name,place@vi-VN\nMot,Nhà một\n", "changed")).code).toBe(0);
  });

  it("never overwrites what somebody wrote, and one row that fails stops no other", async () => {
    const table = "name,place@vi-VN\nMot,Nhà một\nHai,Nhà hai\nBa,Nhà ba\nBon,\n";
    expect((await batch(table, "apart", "--draft")).code).toBe(1);
    // By hand, as the studio records it.
    const { document, ...rest } = await open(variant("apart", "Mot"));
    const slots = {
      ...document.editions["vi-VN"]?.slots,
      place: [{ kind: "paragraph" as const, content: [{ text: "Sân trường" }] }],
    };
    const history = [...document.history, { at: "2026-06-01T00:00:00Z", what: "edited" as const }];
    const edited = { ...document, editions: { ...document.editions, "vi-VN": { slots } }, history };
    writeFileSync(variant("apart", "Mot"), await writeDocumentFile(zipArchives, { ...rest, document: edited }));
    // Another document under the name of a variant, and a file in the place of a folder.
    cpSync(at("flyer.manara"), variant("apart", "Hai"));
    rmSync(at("apart", "Ba"), { recursive: true });
    writeFileSync(at("apart", "Ba"), "mine");
    const [mot, hai] = [readFileSync(variant("apart", "Mot")), readFileSync(variant("apart", "Hai"))];

    const again = await batch(table, "apart", "--draft");
    expect(again.code).toBe(1);
    expect(again.rows).toMatchObject({
      Mot: { state: "failed", problem: { code: "batch/edited" } },
      Hai: { state: "failed", problem: { code: "batch/other-document" } },
      Ba: { state: "failed" },
      // Required and empty: a draft shows it, a final file is out of the question.
      Bon: { state: "exported", errors: [{ code: "localise/required-slot" }] },
    });
    expect(again.rows.Ba?.problem?.code).toBe("storage/exists");
    expect(readFileSync(variant("apart", "Mot")).equals(mot)).toBe(true);
    expect(readFileSync(variant("apart", "Hai")).equals(hai)).toBe(true);
    expect(readFileSync(at("apart", "Ba"), "utf8")).toBe("mine");
    expect((await batch(table, "apart")).rows).toMatchObject({ Bon: { problem: { code: "export/has-errors" } } });
  });

  it("writes nothing where the table, an edition or a number is wrong", async () => {
    const wrong = await batch("name,place@vi-VN\nMot,Nhà\n../../evil,Nhà\n", "never");
    expect(wrong).toMatchObject({ code: 1, result: { error: { code: "batch/wrong-table" } } });
    expect(wrong.result.diagnostics).toMatchObject([{ place: "row 3 › name" }]);
    const table = "name,place@vi-VN\nMot,Nhà\n";
    expect((await batch(table, "never", "--edition", "fr-FR")).code).toBe(2);
    expect((await batch(table, "never", "--jobs", "0")).code).toBe(2);
    expect((await batch(table, "never", "--format", "gif")).code).toBe(2);
    expect(existsSync(at("never"))).toBe(false);
    expect(existsSync(at("evil"))).toBe(false);
  });

  it("gives the same bytes whatever the number of processes", async () => {
    const table = "name,place@vi-VN\nMot,Nhà một\nHai,Nhà hai\nBa,Nhà ba\n";
    await batch(table, "alone", "--draft", "--jobs", "1", "--format", "png,digital-pdf");
    await batch(table, "together", "--draft", "--jobs", "3", "--format", "png,digital-pdf");
    const files = filesIn(at("alone"));
    expect(filesIn(at("together"))).toEqual(files);
    expect(files).toHaveLength(12);
    for (const file of files)
      expect(readFileSync(at("together", file)).equals(readFileSync(at("alone", file)))).toBe(true);
  });
});
