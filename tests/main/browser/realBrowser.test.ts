import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BrowserHost, startBrowserHost } from "../../../src/main/browser/browserHost.ts";
import type { StaticFile } from "../../../src/main/browser/staticFiles.ts";
import { CHROMIUM } from "../../e2e/hostProcess.ts";
import { type FakeStudio, fakeStudio } from "../../fakes/fakeStudio.ts";
import { readEvents } from "./ask.ts";

/** What Chromium makes of the host's cookie, policy and streams: what other sites reach, and what our own page may do. */

/** Nothing waits for it unless something is wrong. */
const INDEX = `<!doctype html><title>outside</title><script>globalThis.inline = true;</script>
<script type="module" src="./own.js"></script><body></body>`;
const OWN = `
  globalThis.heard = [];
  let last = 0;
  const listen = () => {
    const source = new WebSocket("ws://" + location.host + "/events?client=real-browser&last=" + last);
    source.onmessage = ({ data }) => {
      const { id, event } = JSON.parse(data);
      last = id;
      heard.push(event.value);
    };
    source.onclose = () => setTimeout(listen, 50);
    source.onopen = () => { document.title = "own"; };
  };
  listen();
  globalThis.call = async (name, input) => {
    const headers = { "Content-Type": "application/json", "X-Manara-Client": "real-browser" };
    const response = await fetch("/call/" + name, { method: "POST", headers, body: JSON.stringify({ input }) });
    return response.json();
  };
`;

describe.skipIf(CHROMIUM === undefined)("in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let other: Server;
  let studio: FakeStudio;
  let host: BrowserHost;
  let page: Page;
  // The policy forbids what Playwright's own waiting does with strings.
  const isOwn = () => expect.poll(() => page.title()).toBe("own");
  const heard = (values: readonly number[]) => expect.poll(() => page.evaluate("heard")).toEqual(values);
  const elsewhere = () => `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
    other = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html").end("<title>other</title><body></body>");
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
  });
  afterAll(async () => {
    await browser.close();
    other.close();
  });
  beforeEach(async () => {
    studio = fakeStudio();
    const file = (text: string, type: string): StaticFile => ({ bytes: Buffer.from(text), type, lasting: false });
    const files = new Map([
      ["/", file(INDEX, "text/html; charset=utf-8")],
      ["/own.js", file(OWN, "text/javascript; charset=utf-8")],
    ]);
    host = await startBrowserHost({ studio, files, port: 0, log: () => undefined });
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(host.newAddress());
  });
  afterEach(async () => {
    await context.close();
    await host.close();
  });

  it("our own page runs its files and nothing else, calls, and forgets the token", async () => {
    await isOwn();
    expect(page.url()).toBe(`http://127.0.0.1:${host.port}/`);
    expect(await page.evaluate("document.cookie")).toBe("");
    expect(await page.evaluate('call("keys.create", { name: "Lan" })')).toMatchObject({
      ok: true,
      value: { name: "Lan at real-browser" },
    });
    expect(await page.evaluate("globalThis.inline")).toBeUndefined();
    const foreign = 'import("data:text/javascript,1").then(() => "ran", () => "blocked")';
    expect(await page.evaluate(foreign)).toBe("blocked");
    expect(await page.evaluate(`fetch("${elsewhere()}").then(() => "sent", () => "blocked")`)).toBe("blocked");
  });

  it("events come again after a broken stream, each once", async () => {
    await isOwn();
    studio.say({ name: "test", value: 1 });
    await heard([1]);
    // The host gives a window's stream to whoever asks for it last; Chromium comes back with the number that it has.
    const [cookie] = await context.cookies();
    const headers = { Cookie: `${cookie?.name}=${cookie?.value}`, Origin: `http://127.0.0.1:${host.port}` };
    const thief = readEvents(host.port, "/events?client=real-browser&last=1", headers);
    expect(await thief.opened).toBe(true);
    studio.say({ name: "test", value: 2 });
    await thief.until(1);
    await heard([1, 2]);
    thief.close();
  });

  it("another port of this computer calls nothing, frames nothing, and is not let in by a link", async () => {
    await isOwn();
    const base = `http://127.0.0.1:${host.port}`;
    const stranger = await context.newPage();
    await stranger.goto(elsewhere());
    for (const options of [
      '{ headers: { "Content-Type": "application/json", "X-Manara-Client": "stranger-0" } }',
      '{ mode: "no-cors" }',
    ]) {
      const body = '{"input":{"name":"stranger"}}';
      const sent = `fetch("${base}/call/keys.create", { method: "POST", credentials: "include", body: '${body}', ...${options} })`;
      await stranger.evaluate(`${sent}.then(() => "answered", () => "refused")`);
    }
    expect(studio.made).toEqual([]);
    // No rule of origins keeps a page from opening a socket elsewhere, and the cookie goes with it.
    const socket = `new WebSocket("ws://127.0.0.1:${host.port}/events?client=stranger-0")`;
    const opens = `new Promise((resolve) => Object.assign(${socket}, { onopen: () => resolve(true), onerror: () => resolve(false) }))`;
    expect(await stranger.evaluate(opens)).toBe(false);
    await stranger.setContent(`<iframe src="${base}/"></iframe><a href="${base}/">studio</a>`);
    const [, frame] = stranger.frames();
    expect(await frame?.title()).not.toBe("own");
    await stranger.click("a");
    await stranger.waitForURL(`${base}/`);
    expect(await stranger.textContent("small")).toBe("browser/foreign-origin");
  });

  it("files are kept under their names, in every script", async () => {
    await isOwn();
    const asset = studio.keep({ bytes: Buffer.from("%PDF"), type: "application/pdf" });
    const coming = page.waitForEvent("download");
    const address = `/assets/${asset}?name=${encodeURIComponent("ملصق áp phích.pdf")}`;
    await page.evaluate(`Object.assign(document.createElement("a"), { href: "${address}" }).click()`);
    expect((await coming).suggestedFilename()).toBe("ملصق áp phích.pdf");
  });
});
