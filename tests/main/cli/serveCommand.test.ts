import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { httpTransport } from "../../../src/renderer/host/httpTransport.ts";
import { createClient } from "../../../src/shared/contract/client.ts";

/** `manara serve` from outside: its address, its end, and what it leaves behind. */

let home = "";
const running = new Set<ChildProcess>();
const at = (...parts: string[]) => join(home, ...parts);

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "manara-serve-"));
  mkdirSync(at("window"));
  mkdirSync(at("empty"));
  writeFileSync(at("window", "index.html"), "<!doctype html><title>Window</title>");
});

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function serve(...args: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: home, MANARA_DATA: at("data"), MANARA_FOLDER: at("own") };
  const child = spawn(process.execPath, ["src/main/cli/index.ts", "serve", "--json", ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
}

/** What it printed, once it has ended. */
async function ended(child: ChildProcess) {
  const out: string[] = [];
  child.stdout?.on("data", (part: Buffer) => out.push(part.toString()));
  const [code] = await once(child, "close");
  return { code, out: out.join("") };
}

async function started(child: ChildProcess) {
  if (child.stdout === null) throw new Error("stdout is piped");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url } = JSON.parse(String(line)) as { url: string };
  const entry = await fetch(url, { redirect: "manual" });
  const { origin } = new URL(url);
  const cookie = entry.headers.get("set-cookie")?.split(";")[0] ?? "";
  const inside = { Cookie: cookie, Origin: origin, "Sec-Fetch-Site": "same-origin" };
  const client = createClient(
    httpTransport({
      base: origin,
      fetch: (to, options) =>
        fetch(to, { ...options, headers: { ...Object.fromEntries(new Headers(options.headers)), ...inside } }),
    }),
  );
  return { url, client, page: () => fetch(`${origin}/`, { headers: inside }) };
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals) {
  const closed = once(child, "close");
  child.kill(signal);
  const [code] = await closed;
  return code;
}

describe("manara serve", () => {
  it.each<[string, string[], number, string]>([
    ["a port that is none", ["--port", "web"], 2, "cli/wrong-port"],
    ["a port beyond the last", ["--port", "65536"], 2, "cli/wrong-port"],
    ["a document that is not there", ["nowhere.manara"], 2, "storage/missing"],
    ["a window that is not built", ["--window", "tests"], 3, "browser/not-built"],
  ])("refuses %s", async (_, args, code, reason) => {
    const result = await ended(serve(...args));
    expect([result.code, JSON.parse(result.out).error.code]).toEqual([code, reason]);
  });

  it("refuses a port that somebody else has", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const result = await ended(serve("--window", at("window"), "--port", String(port)));
    other.close();
    expect([result.code, JSON.parse(result.out).error.code]).toEqual([3, "browser/port-taken"]);
  });

  it("shows the studio, ends when it is told to, and keeps what nobody has saved", async () => {
    const first = serve("--window", at("window"));
    const { client, page, url } = await started(first);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(await (await page()).text()).toContain("<title>Window</title>");
    expect(await client.call("host.describe", {})).toMatchObject({ host: "browser", dialogs: "listed" });
    const pack = { pack: "safe-migration", template: "card-helpline", editions: [], sample: true };
    const { session } = await client.call("documents.create", pack);
    await client.call("documents.edit", { session, edit: { kind: "set-title", title: "Bến đỗ an toàn" } });
    expect(await stopped(first, "SIGTERM")).toBe(0);

    const second = serve("--window", at("window"));
    const again = await started(second);
    const [left] = await again.client.call("documents.recoveries", {});
    expect(left).toMatchObject({ title: "Bến đỗ an toàn", name: null });
    const recovered = await again.client.call("documents.recover", { recovery: left?.recovery ?? "" });
    const saved = await again.client.call("documents.save", { session: recovered.session });
    expect(existsSync(at("own", saved?.name ?? "?"))).toBe(true);
    expect(await stopped(second, "SIGINT")).toBe(0);

    const third = serve("--window", at("window"), at("own", saved?.name ?? "?"));
    const opened = await started(third);
    const taken = await opened.client.call("host.takeDocument", {});
    const state = await opened.client.call("documents.open", { handle: taken?.handle ?? "" });
    expect(state.document.title).toBe("Bến đỗ an toàn");
    expect(await stopped(third, "SIGTERM")).toBe(0);
  });
});
