import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BrowserHost, type HostTimes, startBrowserHost } from "../../../src/main/browser/browserHost.ts";
import { REASONS } from "../../../src/main/browser/refusal.ts";
import { readStaticFiles, type StaticFile } from "../../../src/main/browser/staticFiles.ts";
import { type FakeStudio, fakeStudio } from "../../fakes/fakeStudio.ts";
import { ask, askRaw, letIn, type Question, type Reply, readEvents } from "./ask.ts";

/** The browser host from outside, over real sockets: who gets in, what is refused and with which reason. */

const CLIENT = "client-0123456789";
/** What a browser sends to ask for a socket; the key is the protocol's own example. */
const SOCKET = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const JSON_TYPE = { "Content-Type": "application/json", "X-Manara-Client": CLIENT };
let home = "";
let files: ReadonlyMap<string, StaticFile> = new Map();
let studio: FakeStudio;
let host: BrowserHost;
let faults: unknown[] = [];
let own = { Cookie: "", Origin: "", "Sec-Fetch-Site": "" };

const open = (times: Partial<HostTimes> = {}) =>
  startBrowserHost({ studio, files, port: 0, log: (error) => faults.push(error), times });
const codeOf = (reply: Reply): string => JSON.parse(reply.body).failure.code;
const call = (name: string, input: unknown, headers: Question["headers"] = {}) =>
  ask(host.port, {
    method: "POST",
    path: `/call/${name}`,
    headers: { ...own, ...JSON_TYPE, ...headers },
    body: JSON.stringify({ input }),
  });
const get = (path: string, headers: Question["headers"] = {}) =>
  ask(host.port, { path, headers: { ...own, ...headers } });
const lines = (reply: Reply): unknown[] =>
  reply.body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-browser-"));
  mkdirSync(join(home, "window", "assets"), { recursive: true });
  writeFileSync(join(home, "window", "index.html"), "<!doctype html><title>Window</title>");
  writeFileSync(join(home, "window", "assets", "index-Ab_cd-12.js"), "1;");
  writeFileSync(join(home, "window", "assets", "index-Ab_cd-12.js.map"), "{}");
  writeFileSync(join(home, "window", "notice.json"), "{}");
  writeFileSync(join(home, "secret.txt"), "never");
  files = await readStaticFiles(join(home, "window"));
});

beforeEach(async () => {
  studio = fakeStudio();
  faults = [];
  host = await open();
  ({ own } = await letIn(host));
});

afterEach(() => host.close());
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("the printed address", () => {
  it("lets one browser in once, and takes the token out of the address", async () => {
    const address = new URL(host.newAddress());
    expect(Buffer.from(address.searchParams.get("token") ?? "", "base64url")).toHaveLength(32);
    const first = await ask(host.port, { path: `/${address.search}` });
    expect(first).toMatchObject({ status: 303, body: "" });
    expect(first.headers).toMatchObject({ location: "/", "cache-control": "no-store" });
    expect(first.headers["set-cookie"]?.[0]).toMatch(
      new RegExp(`^manara-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const again = await ask(host.port, { path: `/${address.search}` });
    expect(again.status).toBe(403);
    expect(codeOf(again)).toBe("browser/used-token");
  });

  it("refuses every other token, and an address that a newer one replaced", async () => {
    const old = new URL(host.newAddress());
    host.newAddress();
    for (const search of [old.search, "?token=", "?token=x", `?token=${"A".repeat(43)}`, `${old.search}A`]) {
      const reply = await ask(host.port, { path: `/${search}` });
      expect([reply.status, codeOf(reply)]).toEqual([403, "browser/wrong-token"]);
      expect(reply.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("is not used up by a look ahead, by HEAD, or by another site's link", async () => {
    const { search } = new URL(host.newAddress());
    const path = `/${search}`;
    expect((await ask(host.port, { path, headers: { "Sec-Purpose": "prefetch" } })).status).toBe(403);
    expect((await ask(host.port, { path, method: "HEAD" })).status).toBe(403);
    expect((await ask(host.port, { path, headers: { "Sec-Fetch-Site": "cross-site" } })).status).toBe(403);
    expect((await ask(host.port, { path, headers: { "Sec-Fetch-Site": "none" } })).status).toBe(303);
  });

  it("leads a browser that is in already to the studio", async () => {
    const { search } = new URL(host.newAddress());
    await ask(host.port, { path: `/${search}` });
    const back = await get(`/${search}`);
    expect(back.status).toBe(303);
    expect(back.headers["set-cookie"]).toBeUndefined();
  });
});

describe("strangers", () => {
  it("get a page in three languages that says what to do, and nothing else", async () => {
    const page = await ask(host.port, { headers: { Accept: "text/html" } });
    expect(page.status).toBe(403);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const words of ["in the terminal", "cửa sổ dòng lệnh", "نافذة الأوامر"]) expect(page.body).toContain(words);
    expect(page.body).toContain("browser/no-cookie");
  });

  it.each(["/", "/assets/index-Ab_cd-12.js", "/events?client=client-0123456789", `/assets/${"0".repeat(64)}`, "/x"])(
    "see nothing at %s without the cookie",
    async (path) => {
      for (const [cookie, code] of [
        [undefined, "browser/no-cookie"],
        [`manara-${host.port + 1}=x`, "browser/no-cookie"],
        [`manara-${host.port}=${"A".repeat(43)}`, "browser/wrong-cookie"],
        [`manara-${host.port}=`, "browser/wrong-cookie"],
      ] as const) {
        const reply = await ask(host.port, { path, headers: cookie === undefined ? {} : { Cookie: cookie } });
        expect([reply.status, codeOf(reply)]).toEqual([403, code]);
      }
    },
  );

  it("call nothing without the cookie", async () => {
    const reply = await call("keys.create", { name: "Lan" }, { Cookie: "" });
    expect([reply.status, codeOf(reply)]).toEqual([403, "browser/no-cookie"]);
  });

  it.each(["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "[::1]:80", "127.0.0.1.evil.example"])(
    "are refused who reach us as %s, as a rebound name does",
    async (name) => {
      const reply = await get("/", { Host: name });
      expect([reply.status, codeOf(reply)]).toEqual([421, "browser/foreign-host"]);
    },
  );

  it("are refused without a Host, and where the address itself names another", async () => {
    expect(await askRaw(host.port, "GET / HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await askRaw(host.port, "GET / HTTP/1.0\r\n\r\n")).toContain("browser/foreign-host");
    const absolute = `GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${own.Cookie}\r\nConnection: close\r\n\r\n`;
    expect(await askRaw(host.port, absolute)).toContain("browser/not-found");
  });

  it("may use the other name of this computer, but not a page under one name the other", async () => {
    const localhost = { Host: `localhost:${host.port}` };
    expect((await get("/", { ...localhost, Origin: `http://localhost:${host.port}` })).status).toBe(200);
    expect(codeOf(await get("/", localhost))).toBe("browser/foreign-origin");
  });

  it.each<[string, Record<string, string>]>([
    ["another site", { Origin: "https://evil.example" }],
    ["another port of this computer", { Origin: "http://127.0.0.1:1" }],
    ["a sandboxed frame", { Origin: "null" }],
    ["another site by its kind", { "Sec-Fetch-Site": "cross-site" }],
    ["another port by its kind", { "Sec-Fetch-Site": "same-site" }],
    ["nobody's page", { "Sec-Fetch-Site": "none" }],
  ])("cannot call through %s", async (_, headers) => {
    const reply = await call("keys.create", { name: "Lan" }, headers);
    expect([reply.status, codeOf(reply)]).toEqual([403, "browser/foreign-origin"]);
    const upload = await ask(host.port, {
      method: "POST",
      path: "/assets",
      headers: { ...own, "Content-Type": "application/octet-stream", ...headers },
      body: "x",
    });
    expect(codeOf(upload)).toBe("browser/foreign-origin");
  });

  it("cannot call or listen without saying where they are", async () => {
    const { Origin: _origin, "Sec-Fetch-Site": _site, ...rest } = own;
    const bare = { ...rest, ...JSON_TYPE };
    const post = await ask(host.port, { method: "POST", path: "/call/keys.create", headers: bare, body: "{}" });
    expect(codeOf(post)).toBe("browser/no-origin");
    const events = await ask(host.port, { path: `/events?client=${CLIENT}`, headers: { ...rest, ...SOCKET } });
    expect(codeOf(events)).toBe("browser/no-origin");
  });
});

describe("the window's files", () => {
  it("come with the policy, whole, and only as they lay there at the start", async () => {
    const index = await get("/");
    expect(index).toMatchObject({ status: 200, body: "<!doctype html><title>Window</title>" });
    expect(index.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
    const script = await get("/assets/index-Ab_cd-12.js");
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "private, max-age=31536000, immutable",
    });
    expect((await get("/notice.json")).headers["cache-control"]).toBe("no-store");
    const head = await ask(host.port, { method: "HEAD", headers: own });
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe(String(index.body.length));
    expect((await get("/assets/index-Ab_cd-12.js.map")).status).toBe(404);
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/assets/../../secret.txt",
    "/assets/..;/secret.txt",
    "//secret.txt",
    "/./notice.json",
    "/notice.json%00.js",
    "/notice.json/",
    "/%c0%ae%c0%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/index.html",
    "/C:/secret.txt",
    `/assets/${"../".repeat(22)}`,
    "*",
  ])("are never left by %s", async (path) => {
    const reply = await get(path);
    expect([reply.status, codeOf(reply)]).toEqual([404, "browser/not-found"]);
  });

  it("must have been built", async () => {
    await expect(readStaticFiles(join(home, "nowhere"))).rejects.toMatchObject({ code: "browser/not-built" });
  });
});

describe("calls", () => {
  it("answer with one line, in the name of the window", async () => {
    const reply = await call("keys.create", { name: "Lan" });
    expect(reply.headers["content-type"]).toBe("application/x-ndjson");
    expect(lines(reply)).toEqual([{ ok: true, value: { name: `Lan at ${CLIENT}`, key: "ed25519:x" } }]);
  });

  it("tell of their progress line by line, and are called off when the window takes the request back", async () => {
    const input = {
      session: "session-0123",
      pieces: [{ template: "poster", edition: "vi-VN" }],
      formats: ["png"],
      draft: true,
      target: null,
      ppi: 72,
    };
    const calledOff = studio.nextCalledOff();
    const text = await new Promise<string>((resolve) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: host.port,
          method: "POST",
          path: "/call/exports.run",
          headers: { ...own, ...JSON_TYPE },
        },
        (response) => {
          let got = "";
          response.setEncoding("utf8");
          response.on("error", () => undefined);
          response.on("data", (part: string) => {
            got += part;
            if (got.split("\n").length < 3) return;
            resolve(got);
            sent.destroy();
          });
        },
      );
      sent.on("error", () => undefined);
      sent.end(JSON.stringify({ input }));
    });
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { progress: { done: 0, total: 2, what: "session-0123" } },
      { progress: { done: 1, total: 2, what: "ẩn danh · منارة" } },
    ]);
    expect(await calledOff).toBe("session-0123");
    expect(faults).toEqual([]);
  });

  it("answer a thousand at a time, each its own", async () => {
    const names = Array.from({ length: 1000 }, (_, number) => `n${number}`);
    const replies = await Promise.all(names.map((name) => call("keys.create", { name })));
    expect(replies.map((reply) => JSON.parse(reply.body).value.name)).toEqual(
      names.map((name) => `${name} at ${CLIENT}`),
    );
  });

  it("answer unknown names and wrong input with the contract's own reasons", async () => {
    expect(codeOf(await call("no.such", {}))).toBe("contract/unknown-call");
    expect(codeOf(await call("constructor", {}))).toBe("contract/unknown-call");
    expect(codeOf(await call("keys.create", { name: "" }))).toBe("contract/wrong-input");
    expect(codeOf(await call("keys.create", JSON.parse('{"name":"a","__proto__":{"b":1}}')))).toBe(
      "contract/wrong-input",
    );
  });

  it.each(["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])("are never made by %s", async (method) => {
    const reply = await ask(host.port, { method, path: "/call/keys.create", headers: own });
    expect(reply.status).toBe(405);
    expect(reply.headers.allow).toBe("POST");
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it.each<[string, Question, number, string]>([
    ["no JSON", { body: "{" }, 400, "browser/broken-json"],
    ["no object", { body: "[]" }, 400, "browser/broken-json"],
    ["more than the input", { body: '{"input":{},"client":"x"}' }, 400, "browser/broken-json"],
    ["broken UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, "browser/broken-json"],
    ["nothing", { body: "" }, 400, "browser/broken-json"],
    ["a form", { body: "{}", headers: { "Content-Type": "text/plain" } }, 415, "browser/wrong-type"],
    ["no name of its window", { body: "{}", headers: { "X-Manara-Client": "x" } }, 400, "browser/no-client"],
    ["a hostile name", { body: "{}", headers: { "X-Manara-Client": "../../../etc" } }, 400, "browser/no-client"],
  ])("are refused that carry %s", async (_, { body, headers }, status, code) => {
    const reply = await ask(host.port, {
      method: "POST",
      path: "/call/keys.create",
      headers: { ...own, ...JSON_TYPE, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
  });

  it("end the connection over a body that is too large, announced or not, and go on for others", async () => {
    const head = `POST /call/keys.create HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${own.Cookie}\r\nOrigin: ${own.Origin}\r\nContent-Type: application/json\r\nX-Manara-Client: ${CLIENT}\r\n`;
    const announced = await askRaw(host.port, `${head}Content-Length: ${4 * 1024 ** 2 + 1}\r\n\r\n`);
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    expect(announced).toContain("browser/too-large");
    const chunk = `100000\r\n${" ".repeat(0x100000)}\r\n`;
    const streamed = await askRaw(host.port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`);
    expect(streamed === "" || streamed.startsWith("HTTP/1.1 413 ")).toBe(true);
    expect((await call("keys.create", { name: "Lan" })).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it("do not wait for a body that never comes", async () => {
    const impatient = await open({ bodyMs: 30 });
    const door = await letIn(impatient);
    const head = `POST /call/keys.create HTTP/1.1\r\nHost: 127.0.0.1:${impatient.port}\r\nCookie: ${door.own.Cookie}\r\nOrigin: ${door.own.Origin}\r\nContent-Type: application/json\r\nX-Manara-Client: ${CLIENT}\r\nContent-Length: 10\r\n\r\n{`;
    const answer = await askRaw(impatient.port, head);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("browser/too-slow");
    await impatient.close();
  });

  it("have four of the largest files under way at once, refuse more, and have room again when those are gone", async () => {
    const size = 64 * 1024 * 1024;
    const type = { "Content-Type": "application/octet-stream", "X-Manara-Client": CLIENT };
    const head = (agent: number) => ({
      host: "127.0.0.1",
      port: host.port,
      method: "POST",
      path: `/assets?${agent}`,
      headers: { ...own, ...type, "Content-Length": size, Expect: "100-continue" },
      agent: false as const,
    });
    const open4 = [0, 1, 2, 3].map((number) => {
      const sent = request(head(number));
      sent.on("error", () => undefined);
      sent.flushHeaders();
      return sent;
    });
    // The host has taken each of them in once it asks for its body.
    await Promise.all(open4.map((sent) => new Promise((resolve) => sent.once("continue", resolve))));
    const put = () => ask(host.port, { method: "POST", path: "/assets", headers: { ...own, ...type }, body: "x" });
    const refused = await put();
    expect([refused.status, codeOf(refused), refused.headers["retry-after"]]).toEqual([503, "browser/too-busy", "1"]);
    expect((await call("keys.create", { name: "Lan" })).status).toBe(200);
    for (const sent of open4) sent.destroy();
    let after = await put();
    while (after.status === 503) after = await put();
    expect(after.status).toBe(200);
    expect(faults).toEqual([]);
  });

  it("keep no more than 256 connections that have shown no cookie, and let a person in beside them", async () => {
    const closed: Promise<void>[] = [];
    let gone = 0;
    const sockets = Array.from({ length: 600 }, () => connect(host.port, "127.0.0.1"));
    const enough = new Promise<void>((resolve) => {
      for (const socket of sockets) {
        socket.on("error", () => undefined);
        socket.resume();
        closed.push(
          new Promise((end) =>
            socket.once("close", () => {
              gone += 1;
              if (gone >= 600 - 256) resolve();
              end();
            }),
          ),
        );
      }
    });
    await enough;
    expect((await get("/")).status).toBe(200);
    expect(gone).toBeLessThan(600);
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  });

  it("end connections that say nothing", async () => {
    const impatient = await open({ idleMs: 50 });
    expect(await askRaw(impatient.port, "")).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(await askRaw(impatient.port, "GET / HTTP/1.1\r\nHost: 127")).toMatch(/^HTTP\/1\.1 408 /);
    await impatient.close();
  });

  it("survive a connection that breaks in the middle of a body", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(host.port, "127.0.0.1", () => {
        socket.write(
          `POST /call/keys.create HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${own.Cookie}\r\nOrigin: ${own.Origin}\r\nContent-Type: application/json\r\nX-Manara-Client: ${CLIENT}\r\nContent-Length: 100\r\n\r\n{"inp`,
          () => socket.resetAndDestroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await call("keys.create", { name: "Lan" })).status).toBe(200);
    expect(faults).toEqual([]);
  });
});

describe("bytes", () => {
  const upload = (body: string | Uint8Array, headers: Question["headers"] = {}) =>
    ask(host.port, {
      method: "POST",
      path: "/assets",
      headers: { ...own, "X-Manara-Client": CLIENT, "Content-Type": "application/octet-stream", ...headers },
      body,
    });

  it("come in, and go out by their digest, as something that cannot run", async () => {
    const [answer] = lines(await upload("<script>alert(1)</script>")) as [{ value: string }];
    expect(answer.value).toMatch(/^[0-9a-f]{64}$/);
    const reply = await get(`/assets/${answer.value}`);
    expect(reply.body).toBe("<script>alert(1)</script>");
    expect(reply.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    expect(reply.headers["content-disposition"]).toBeUndefined();
  });

  it("never go out as a page or a drawing, whatever the studio says", async () => {
    for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml"]) {
      const digest = studio.keep({ bytes: Buffer.from(type), type });
      expect((await get(`/assets/${digest}`)).headers["content-type"]).toBe("application/octet-stream");
    }
    const png = studio.keep({ bytes: Buffer.from("png"), type: "image/png" });
    expect((await get(`/assets/${png}`)).headers["content-type"]).toBe("image/png");
  });

  it("are kept under the name that was asked for, in every script, and without another folder", async () => {
    const digest = studio.keep({ bytes: Buffer.from("x"), type: "application/pdf" });
    const named = async (name: string) =>
      (await get(`/assets/${digest}?name=${encodeURIComponent(name)}`)).headers["content-disposition"];
    expect(await named("ملصق – áp phích.pdf")).toBe(
      `attachment; filename="____ _ _p ph_ch.pdf"; filename*=UTF-8''${encodeURIComponent("ملصق – áp phích.pdf")}`,
    );
    expect(await named('a"; filename="b.exe')).toBe(
      `attachment; filename="a_; filename=_b.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe`,
    );
    expect(await named("../../etc/passwd\r\nSet-Cookie: a=b")).toMatch(
      /^attachment; filename="\.\._\.\._etc_passwd__Set/,
    );
  });

  it("that no call has named do not exist", async () => {
    const reply = await get(`/assets/${"0".repeat(64)}`);
    expect([reply.status, codeOf(reply)]).toEqual([404, "browser/no-asset"]);
    for (const wrong of ["A".repeat(64), "0".repeat(63), `${"0".repeat(64)}0`, `${"0".repeat(64)}/`]) {
      expect(codeOf(await get(`/assets/${wrong}`))).toBe("browser/not-found");
    }
  });

  it("are refused where they are too many or of another type", async () => {
    expect(codeOf(await upload("x", { "Content-Type": "multipart/form-data; boundary=x" }))).toBe("browser/wrong-type");
    const head = `POST /assets HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${own.Cookie}\r\nOrigin: ${own.Origin}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${64 * 1024 ** 2 + 1}\r\n\r\n`;
    expect(await askRaw(host.port, head)).toContain("browser/too-large");
  });
});

describe("events", () => {
  const listen = (client: string, last = 0, port = host.port, door = own) =>
    readEvents(port, `/events?client=${client}&last=${last}`, door);
  const say = (number: number, to?: string) => studio.say({ name: "test", value: number }, to);
  const values = (events: readonly { readonly event: unknown }[]) =>
    events.map(({ event }) => (event as { readonly value: unknown }).value);

  it("go to every window, or to the one that is named", async () => {
    const one = listen("window-one-1");
    const two = listen("window-two-2");
    expect(await Promise.all([one.opened, two.opened])).toEqual([true, true]);
    say(1);
    say(2, "window-two-2");
    say(3);
    expect(values(await one.until(2))).toEqual([1, 3]);
    expect(values(await two.until(3))).toEqual([1, 2, 3]);
    one.close();
    two.close();
  });

  it("wait for a window whose stream broke, and come once each", async () => {
    const first = listen(CLIENT);
    await first.opened;
    say(1);
    say(2);
    const [, last] = await first.until(2);
    first.close();
    await first.closed;
    say(3);
    const again = listen(CLIENT, last?.id);
    await again.opened;
    say(4);
    expect(values(await again.until(2))).toEqual([3, 4]);
    expect(again.gaps()).toBe(0);
    again.close();
  });

  it("that a call causes before the stream is open are not lost", async () => {
    await call("keys.create", { name: "Lan" });
    say(1);
    const stream = listen(CLIENT);
    expect(values(await stream.until(1))).toEqual([1]);
    stream.close();
  });

  it("tell of a gap where some are gone for good", async () => {
    const stream = listen("window-new-1", 7);
    await stream.opened;
    say(1);
    await stream.until(1);
    expect(stream.gaps()).toBe(1);
    stream.close();
  });

  it("come whole whatever their size and their script", async () => {
    const stream = listen(CLIENT);
    await stream.opened;
    // Both sides of each length that the protocol writes differently.
    const sizes = [1, 100, 125, 126, 127, 65_535, 65_536, 300_000];
    const words = sizes.map((size) => "منارة ".repeat(Math.ceil(size / 11)).slice(0, size));
    for (const value of words) studio.say({ name: "test", value });
    expect(values(await stream.until(sizes.length))).toEqual(words);
    stream.close();
  });

  it("end with the window: the studio hears of it after the time of grace, once", async () => {
    const quick = await open({ graceMs: 30 });
    const door = await letIn(quick);
    const gone = studio.nextGone();
    const stream = listen(CLIENT, 0, quick.port, door.own);
    await stream.opened;
    stream.close();
    expect(await gone).toBe(CLIENT);
    expect(studio.gone).toEqual([CLIENT]);
    await quick.close();
  });

  it("end when the window's connection breaks without a word", async () => {
    const quick = await open({ graceMs: 30 });
    const door = await letIn(quick);
    const gone = studio.nextGone();
    const broken = await rawSocket(quick.port, door.own);
    broken.socket.resetAndDestroy();
    expect(await gone).toBe(CLIENT);
    await quick.close();
  });

  it("go on after a reload within the time of grace, and the studio hears nothing", async () => {
    const first = listen(CLIENT);
    await first.opened;
    first.close();
    const second = listen(CLIENT);
    await second.opened;
    say(1);
    await second.until(1);
    expect(studio.gone).toEqual([]);
    second.close();
  });

  it("go to the newest stream of a window, and the host closes the other with a reason", async () => {
    const first = listen(CLIENT);
    await first.opened;
    const second = listen(CLIENT);
    await second.opened;
    expect(await first.closed).toBe(1001);
    say(1);
    expect(values(await second.until(1))).toEqual([1]);
    second.close();
  });

  it("are kept alive, and a browser's own question is answered", async () => {
    const beating = await open({ heartbeatMs: 5 });
    const { socket, head, until } = await rawSocket(beating.port, (await letIn(beating)).own);
    // The example of RFC 6455, section 1.3.
    expect(head).toContain("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=");
    await until("8900");
    socket.write(masked(0x9, Buffer.from("still there?")));
    await until(`8a0c${Buffer.from("still there?").toString("hex")}`);
    socket.destroy();
    await beating.close();
  });

  it.each<[string, Buffer, string]>([
    ["not masked", Buffer.from([0x89, 0x00]), "880203ea"],
    ["longer than a frame that steers", Buffer.from([0x89, 0xfe, 0x01, 0x00]), "880203ea"],
    ["with bits that mean nothing", Buffer.from([0xc9, 0x80, 0, 0, 0, 0]), "880203ea"],
    ["words, which nobody reads", masked(0x1, Buffer.from("hello")), "880203eb"],
    ["a close, which is said back", masked(0x8, Buffer.from([0x03, 0xe8])), "880203e8"],
    ["a close without a reason", masked(0x8, Buffer.alloc(0)), "8800"],
  ])("close when a window sends frames that are %s", async (_, bytes, answer) => {
    const { socket, until } = await rawSocket(host.port, own);
    // Byte by byte, as a slow line brings them.
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    await until(answer);
    socket.destroy();
  });

  it("are refused to plain requests and to other protocols", async () => {
    expect(codeOf(await get(`/events?client=${CLIENT}`))).toBe("browser/no-socket");
    for (const wrong of [
      { Upgrade: "h2c" },
      { "Sec-WebSocket-Version": "7" },
      { "Sec-WebSocket-Key": "short" },
    ] as const) {
      const reply = await get(`/events?client=${CLIENT}`, { ...SOCKET, ...wrong });
      expect([reply.status, codeOf(reply), reply.headers["sec-websocket-version"]]).toEqual([
        426,
        "browser/no-socket",
        "13",
      ]);
    }
    expect(codeOf(await get("/", SOCKET))).toBe("browser/not-found");
    expect(codeOf(await get("/events?client=short", SOCKET))).toBe("browser/no-client");
    expect(studio.gone).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["another site", { Origin: "https://evil.example" }, "browser/foreign-origin"],
    ["another port", { Origin: "http://127.0.0.1:1" }, "browser/foreign-origin"],
    ["a rebound name", { Host: "evil.example" }, "browser/foreign-host"],
    ["somebody without the cookie", { Cookie: "" }, "browser/no-cookie"],
  ])("are refused to %s", async (_, headers, code) => {
    const reply = await get(`/events?client=${CLIENT}`, { ...SOCKET, ...headers });
    expect(codeOf(reply)).toBe(code);
  });

  it("are refused to more windows than anybody opens", async () => {
    const names = Array.from({ length: 64 }, (_, number) => `window-number-${number}`);
    for (const name of names) await call("keys.create", { name: "x" }, { "X-Manara-Client": name });
    expect(codeOf(await get("/events?client=window-number-64", SOCKET))).toBe("browser/too-many-windows");
  });
});

/** A frame as windows send it. */
function masked(opcode: number, body: Buffer): Buffer {
  const mask = Buffer.from([1, 2, 3, 4]);
  const hidden = body.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | body.length]), mask, hidden]);
}

/** A socket whose every byte is the test's own. */
async function rawSocket(port: number, door: Record<string, string>) {
  const socket = connect(port, "127.0.0.1");
  const headers = Object.entries({ Host: `127.0.0.1:${port}`, ...door, ...SOCKET }).map(
    ([name, it]) => `${name}: ${it}`,
  );
  socket.write(`GET /events?client=${CLIENT} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
  let got = Buffer.alloc(0);
  const woken: (() => void)[] = [];
  socket.on("error", () => undefined);
  socket.on("data", (part) => {
    got = Buffer.concat([got, part]);
    for (const wake of woken.splice(0)) wake();
  });
  const until = async (hex: string) => {
    while (!got.toString("hex").includes(hex)) await new Promise<void>((resolve) => woken.push(resolve));
  };
  await until(Buffer.from("\r\n\r\n").toString("hex"));
  return { socket, head: got.toString().toLowerCase(), until };
}

describe("a host", () => {
  it("listens on this computer's own address alone", async () => {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(host.port, "::1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
    expect(reached).toBe(false);
  });

  it("says so where its port is taken", async () => {
    const second = startBrowserHost({ studio, files, port: host.port, log: () => undefined });
    await expect(second).rejects.toMatchObject({ code: "browser/port-taken", kind: "failure" });
  });

  it("knows no cookie of an earlier start", async () => {
    const { port } = host;
    await host.close();
    host = await startBrowserHost({ studio, files, port, log: () => undefined });
    expect(codeOf(await get("/"))).toBe("browser/wrong-cookie");
  });

  it("tells the window neither places nor stacks where it fails itself", async () => {
    await host.close();
    const broken = async () => {
      throw new Error("/home/lan/secret/place is broken");
    };
    const log = (error: unknown) => faults.push(error);
    host = await startBrowserHost({ studio: { ...studio, readAsset: broken }, files, port: 0, log });
    ({ own } = await letIn(host));
    const reply = await get(`/assets/${"0".repeat(64)}`);
    expect([reply.status, codeOf(reply)]).toEqual([500, "browser/fault"]);
    expect(reply.body).not.toContain("lan");
    expect(faults).toHaveLength(1);
  });

  it("closes while windows listen and calls run", async () => {
    const stream = readEvents(host.port, `/events?client=${CLIENT}`, own);
    await stream.opened;
    await host.close();
    await expect(get("/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("has one text for every reason", () => {
    const messages = Object.values(REASONS).map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
  });
});
