import { readFileSync, readlinkSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFrom, enter } from "../e2e/steps.ts";
import { hasBrowser, PATIENCE } from "../e2e/studio.ts";
import { type Desk, hasDesk, openDesk } from "./desk.ts";
import { type Program, startProgram } from "./program.ts";

/**
 * What SECURITY.md promises of a window, asked of the running one. The tests go from what leaves it as it is to what
 * spoils it, in this order.
 */
describe.skipIf(!hasBrowser || !hasDesk)("a window of the desktop program", () => {
  let desk: Desk;
  let program: Program;
  let proxy: Server;
  /** Everything that would have left for the network. */
  const asked: string[] = [];
  const address = () => program.page.evaluate("location.href");
  const contents = <Value>(name: "getOSProcessId" | "getLastWebPreferences" | "getURL") =>
    program.electron.evaluate(({ BrowserWindow }, method) => {
      const { webContents } = BrowserWindow.getAllWindows()[0] as Electron.BrowserWindow;
      return (webContents as unknown as Record<string, () => unknown>)[method]?.();
    }, name) as Promise<Value>;

  beforeAll(async () => {
    proxy = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (head) => {
        asked.push(head.toString("latin1").split("\r\n")[0] ?? "");
        socket.destroy();
      });
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    const { port } = proxy.address() as { port: number };
    const proxied = `http://127.0.0.1:${port}`;
    desk = await openDesk({ keyring: false });
    program = await startProgram(desk, {
      settings: { welcomed: true },
      values: [`--proxy-server=${proxied}`],
      environment: { HTTP_PROXY: proxied, HTTPS_PROXY: proxied, NODE_USE_ENV_PROXY: "1" },
    });
    await createFrom(program, "Card: someone to talk to");
  });
  afterAll(async () => {
    await program.exit();
    await desk.close();
    proxy.close();
  });

  it("draws in a process that the machine holds in a sandbox", async () => {
    const renderer = await contents<number>("getOSProcessId");
    const status = readFileSync(`/proc/${renderer}/status`, "utf8");
    // 2: a filter of system calls.
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(readlinkSync(`/proc/${renderer}/ns/user`)).not.toBe(readlinkSync("/proc/self/ns/user"));
    const started = readFileSync(`/proc/${program.electron.process().pid}/cmdline`, "utf8");
    expect(started).not.toContain("no-sandbox");
  });

  it("is isolated and has no Node", async () => {
    expect(await contents<object>("getLastWebPreferences")).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
    const seen = await program.page.evaluate("[typeof require, typeof process, typeof module, typeof Buffer]");
    expect(seen).toEqual(["undefined", "undefined", "undefined", "undefined"]);
    expect(await program.page.evaluate("Object.keys(manara).sort()")).toEqual([
      "call",
      "cancel",
      "onEvent",
      "onProgress",
      "openDropped",
      "put",
    ]);
    // What the bridge gives is the page's own, so that nothing leads from it into the preload script.
    expect(await program.page.evaluate("manara.call.constructor === Function")).toBe(true);
    expect(
      await program.page.evaluate(
        "Object.isFrozen(manara) || !Object.getOwnPropertyDescriptor(globalThis, 'manara').writable",
      ),
    ).toBe(true);
  });

  it("works without a word against its policy, and nothing has left for the network", async () => {
    for (const room of ["localise", "review", "export"] as const) await enter(program, room);
    expect(program.problems).toEqual([]);
    expect(program.log()).toBe("");
    expect(asked).toEqual([]);
  });

  it("gets no permission but copying and the full screen", async () => {
    const { page } = program;
    expect(await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)")).toBe(
      "denied",
    );
    expect(await page.evaluate("Notification.requestPermission()")).toBe("denied");
    const refused = (asks: string) => page.evaluate(`${asks}.then(() => "granted", ({ name }) => name)`);
    expect(await refused("navigator.mediaDevices.getUserMedia({ audio: true })")).toMatch(/NotAllowed|NotFound/);
    expect(await refused("navigator.clipboard.readText()")).toBe("NotAllowedError");
    expect(await refused("navigator.usb.requestDevice({ filters: [] })")).toMatch(/NotFound|Security|NotAllowed/);
  });

  it("reads nothing at app: addresses but what is listed", async () => {
    const status = (url: string) =>
      program.page.evaluate(`fetch(${JSON.stringify(url)}).then(({ status }) => status, () => "refused")`);
    expect(await status("app://ui/index.html")).toBe(200);
    for (const path of [
      "package.json",
      "../main.cjs",
      "../package.json",
      "%2e%2e/%2e%2e/package.json",
      "..%5cpackage.json",
      "assets/",
      `assets/${"0".repeat(64)}`,
    ]) {
      expect([path, await status(`app://ui/${path}`)]).toEqual([path, 404]);
    }
    for (const url of ["app://evil/index.html", "app://ui.evil/index.html", "file:///etc/passwd"]) {
      expect([url, await status(url)]).toEqual([url, "refused"]);
    }
  });

  it("goes nowhere, opens nothing and holds no other page", async () => {
    const { page, electron } = program;
    const before = await address();
    for (const url of ["https://example.org/", "file:///etc/passwd", "data:text/html,elsewhere"]) {
      await page.evaluate(`location.href = ${JSON.stringify(url)}`);
      await page.evaluate(
        `(() => { const a = document.createElement("a"); a.href = ${JSON.stringify(url)}; document.body.append(a); a.click(); a.remove(); })()`,
      );
      expect(await page.evaluate(`window.open(${JSON.stringify(url)}) === null`)).toBe(true);
    }
    expect(await page.evaluate("window.open('app://ui/') === null")).toBe(true);
    await page.evaluate("document.body.append(Object.assign(document.createElement('webview'), { src: 'app://ui/' }))");
    await page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), { src: 'app://ui/' }))");
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }))",
    );
    // Answers come in order: what was asked before has been refused by then.
    await page.evaluate("manara.call('last', 'host.info', {})");
    expect(await address()).toBe(before);
    expect(await contents<string>("getURL")).toBe(before);
    expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    const frames = page.frames().map((frame) => frame.url());
    expect(frames.filter((url) => url.startsWith("https:"))).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("downloads what the studio gives away, and nothing else", async () => {
    const { page, electron } = program;
    await electron.evaluate(({ session }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { downloads: seen });
      session.defaultSession.on("will-download", (event, item) => {
        seen.push(`${event.defaultPrevented ? "refused" : "allowed"} ${item.getURL().slice(0, 10)}`);
        // Nobody is asked where to.
        event.preventDefault();
      });
    });
    const download = (url: string) =>
      page.evaluate(
        `(() => { const a = document.createElement("a"); a.href = ${url}; a.download = "a.txt"; document.body.append(a); a.click(); a.remove(); })()`,
      );
    const downloads = () => electron.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads);
    const digest = (await page.evaluate("manara.put(new Uint8Array([1, 2, 3]))")) as { readonly value: string };
    await download(`'/assets/${digest.value}'`);
    await expect.poll(downloads, PATIENCE).toEqual(["allowed app://ui/a"]);
    await download("'data:text/plain,words'");
    await expect.poll(downloads, PATIENCE).toEqual(["allowed app://ui/a", "refused data:text/"]);
  });

  it("answers no frame but its own, and no page that came after it", async () => {
    const { page, electron } = program;
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<p>inside</p>' }))",
    );
    const inner = () => page.frames().find((frame) => frame !== page.mainFrame() && frame.url() === "about:srcdoc");
    await expect.poll(inner, PATIENCE).toBeDefined();
    expect(await inner()?.evaluate("typeof manara")).toBe("undefined");

    // The program alone can show a foreign page: its call is refused although the window is ours.
    await electron.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL("data:text/html,<title>foreign</title>");
    });
    await expect.poll(() => page.title(), PATIENCE).toBe("foreign");
    const answer = (asks: string) => page.evaluate(asks) as Promise<{ ok: boolean; failure?: { code: string } }>;
    for (const asks of ["manara.call('a', 'host.info', {})", "manara.put(new Uint8Array(1))"]) {
      expect(await answer(asks)).toMatchObject({ ok: false, failure: { code: "contract/wrong-sender" } });
    }
  });
});
