import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScheme } from "../../../src/main/electron/scheme.ts";

const root = mkdtempSync(join(tmpdir(), "manara-scheme-"));
const folder = join(root, "renderer");
const DIGEST = "a".repeat(64);
let serve: (request: Request) => Promise<Response>;
const asked: string[] = [];

beforeAll(() => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<title>Manara</title>");
  writeFileSync(join(folder, "assets", "main-1.js"), "export {}");
  writeFileSync(join(folder, "notes.txt"), "not of a known type");
  writeFileSync(join(root, "secret.js"), "secret");
  mkdirSync(join(root, "renderer-other"));
  writeFileSync(join(root, "renderer-other", "secret.js"), "secret");
  serve = createScheme(folder, async (digest) => {
    asked.push(digest);
    return digest === DIGEST ? { bytes: new Uint8Array([1, 2, 3]), type: "image/png" } : null;
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string, method = "GET") => serve({ url, method } as Request);

describe("app://ui", () => {
  it("serves the page with a policy that runs nothing foreign", async () => {
    const response = await get("app://ui/?room=design#top");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("<title>Manara</title>");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|data:|blob:|\*)/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("serves scripts with their own type", async () => {
    const response = await get("app://ui/assets/main-1.js");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  it.each([
    "app://ui/../secret.js",
    "app://ui/%2e%2e/secret.js",
    "app://ui/%2e%2e%2fsecret.js",
    "app://ui/..%5csecret.js",
    "app://ui/assets/..%2f..%2fsecret.js",
    "app://ui/..%2frenderer-other/secret.js",
    "app://ui//etc/passwd",
    "app://ui/%2fetc%2fpasswd",
    "app://ui/index.html%00.js",
    "app://ui/%",
    "app://ui/%c0%ae%c0%ae/secret.js",
    "app://ui/assets",
    "app://ui/notes.txt",
    "app://ui/INDEX.HTML",
    "app://other/index.html",
    "app://ui.evil.example/index.html",
    "app://user@ui/index.html",
    "app://ui:8080/index.html",
    "https://ui/index.html",
    "file:///etc/passwd",
    "nonsense",
  ])("refuses %s", async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });

  it("takes no other method", async () => {
    expect((await get("app://ui/", "POST")).status).toBe(405);
  });

  it("serves assets by digest, and lets nothing in them run", async () => {
    const response = await get(`app://ui/assets/${DIGEST}`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  });

  it("asks the studio for digests alone", async () => {
    asked.length = 0;
    for (const name of [DIGEST.toUpperCase(), `${DIGEST}0`, DIGEST.slice(1), `../${DIGEST}`]) {
      expect((await get(`app://ui/assets/${name}`)).status).toBe(404);
    }
    expect(asked).toEqual([]);
    expect((await get(`app://ui/assets/${"b".repeat(64)}`)).status).toBe(404);
    expect(asked).toEqual(["b".repeat(64)]);
  });
});
