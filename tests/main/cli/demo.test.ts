import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pack, samples } from "../../fixtures/safeMigration.ts";

/** `manara demo`: one document for each family, every format of it approved and on disk. */

const out = mkdtempSync(join(tmpdir(), "manara-demo-"));
const at = (...parts: string[]) => join(out, ...parts);

interface Listed {
  readonly path: string;
  readonly format: string;
  readonly template: string;
  readonly edition: string;
  readonly draft: boolean;
  readonly document: string;
}

interface Told {
  readonly documents: readonly string[];
  readonly sheets: readonly string[];
  readonly manifest: { readonly files: readonly Listed[] };
}

function manara(...args: string[]) {
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1780000000" };
  const all = ["src/main/cli/index.ts", ...args, "--json"];
  return JSON.parse(
    execFileSync(process.execPath, all, {
      env,
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
}

let told: Told;

beforeAll(() => {
  told = manara("demo", "--out", out);
});

afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

describe("manara demo", () => {
  it("saves one document for each family, named after its first format", () => {
    const names = pack.content.map(({ templates }) => `${templates[0]}.manara`);
    expect(readdirSync(at("documents")).sort()).toEqual([...names].sort());
    expect(told.documents).toHaveLength(pack.content.length);
  });

  it("exports every format of the family in every edition, as <template>/<edition>/<template>.sample", () => {
    const { files } = told.manifest;
    for (const { template, tag } of samples) {
      for (const format of ["print", "digital"]) {
        expect(existsSync(at(template.id, tag, `${template.id}.sample.${format}.pdf`)), `${template.id} ${tag}`).toBe(
          true,
        );
      }
      const pages = files.filter((one) => one.format === "png" && one.template === template.id && one.edition === tag);
      expect(pages, `${template.id} ${tag}`).toHaveLength(template.pages.length);
    }
    expect(files.some(({ draft }) => draft)).toBe(false);
    const pieces = new Set(files.map((one) => `${one.template} ${one.edition}`));
    expect(pieces.size).toBe(samples.length);
  });

  it("leaves a document without errors, whose formats are all approved", () => {
    const document = at("documents", "poster-fake-job-signs.manara");
    const shown = manara("show", document);
    expect(shown.templates).toEqual(pack.content.find(({ id }) => id === "fake-job-signs")?.templates);
    const approved = shown.approvals.map((one: { template: string; edition: string }) => [one.template, one.edition]);
    const wanted = samples.filter(({ template }) => shown.templates.includes(template.id));
    expect(approved.sort()).toEqual(wanted.map(({ template, tag }) => [template.id, tag]).sort());
    // Leaves with 0 only where nothing is an error.
    manara("check", document);
  });

  it("draws a sheet with all pages of a language, and fills its rows", async () => {
    expect(told.sheets.map((path) => path.replace(/.*[\\/]/, "")).sort()).toEqual(["ar.png", "en.png", "vi.png"]);
    for (const path of told.sheets) {
      const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const ground = data.subarray(0, 3);
      const isGround = (x: number, y: number) => {
        const from = (y * info.width + x) * info.channels;
        return data.subarray(from, from + 3).equals(ground);
      };
      const row = (y: number) => Array.from({ length: info.width }, (_, x) => x).filter((x) => !isGround(x, y)).length;
      // Just above the margin of the sheet lies the last row.
      expect(row(info.height - 44) / info.width, path).toBeGreaterThan(0.7);
    }
  });
});
