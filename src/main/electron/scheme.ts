import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { CustomScheme } from "electron";
import { COMMON_HEADERS, PAGE_POLICY, PAGE_TYPES } from "../studio/assets/pagePolicy.ts";
import type { Asset } from "../studio/base/ports.ts";

/** `app://ui/…` → the built renderer and the studio's assets, and nothing else. */

export const SCHEME: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};
export const ORIGIN = "app://ui";

const ASSET = /^\/assets\/([0-9a-f]{64})$/;

export type ReadAsset = (digest: string) => Promise<Asset | null>;

/**
 * The folder is listed once: a request chooses from the list, and its path never touches the disk.
 * @param folder the built renderer.
 */
export function createScheme(folder: string, readAsset: ReadAsset): (request: Request) => Promise<Response> {
  const files = listFiles(folder);
  return async ({ url, method }) => {
    if (method !== "GET" && method !== "HEAD") return refuse(405);
    const path = pathOf(url);
    if (path === null) return refuse(404);
    const digest = ASSET.exec(path)?.[1];
    if (digest !== undefined) {
      const asset = await readAsset(digest);
      if (asset === null) return refuse(404);
      // A digest names its bytes for ever; nothing in an asset may run, should a window ever show one as a page.
      return answer(asset.bytes, asset.type, {
        "cache-control": "private, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
      });
    }
    const file = files.get(path === "/" ? "/index.html" : path);
    if (file === undefined) return refuse(404);
    const bytes = await readFile(file.path).catch(() => null);
    if (bytes === null) return refuse(404);
    return answer(bytes, file.type, { "cache-control": "no-cache", "content-security-policy": PAGE_POLICY });
  };
}

/** Null where the address is not one of ours. */
function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, username, password, pathname } = new URL(url);
  if (`${protocol}//${host}` !== ORIGIN || username !== "" || password !== "") return null;
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function listFiles(folder: string): ReadonlyMap<string, { readonly path: string; readonly type: string }> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const listed = entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const type = PAGE_TYPES[extname(entry.name).toLowerCase()];
    const name = path.slice(join(folder, sep).length).split(sep).join("/");
    return type === undefined ? [] : [[`/${name}`, { path, type }] as const];
  });
  return new Map(listed);
}

function answer(bytes: Uint8Array, type: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": type,
      ...COMMON_HEADERS,
      ...headers,
    },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
