import { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ElectronApi } from "../../../src/main/electron/electronApi.ts";
import { openNodeProcess, openUtilityProcess, type ProcessLink } from "../../../src/main/electron/processLinks.ts";
import { connectStudio } from "../../../src/main/electron/remoteStudio.ts";
import { serveStudio } from "../../../src/main/electron/serveStudio.ts";
import { studioMachine } from "../../../src/main/electron/studioMachine.ts";
import { createStudio } from "../../../src/main/studio/studio.ts";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings/settings.ts";
import { channelPair } from "../../fakes/channelPair.ts";

describe("a utility process", () => {
  const open = () => {
    const child = Object.assign(new EventEmitter(), {
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      said: [] as unknown[],
      killed: 0,
      postMessage: (message: unknown) => child.said.push(message),
      kill: () => {
        child.killed += 1;
      },
    });
    const forked: unknown[] = [];
    const faults: unknown[] = [];
    const fork = (...values: unknown[]) => {
      forked.push(...values);
      return child as unknown as ReturnType<ElectronApi["utilityProcess"]["fork"]>;
    };
    process.env.LD_PRELOAD = "/evil.so";
    const link = openUtilityProcess(fork, "/app/entry.js", "Manara Exporter", (error) => faults.push(error));
    delete process.env.LD_PRELOAD;
    return { child, link, forked, faults };
  };

  it("carries messages both ways, and none after its end", () => {
    const { child, link } = open();
    const heard: unknown[] = [];
    const ends: string[] = [];
    link.onMessage((message) => heard.push(message));
    link.onExit((how) => ends.push(how));
    link.send({ say: "run" });
    child.emit("message", { say: "ready" });
    child.emit("exit", 139);
    link.send({ say: "late" });
    expect([child.said, heard, ends]).toEqual([[{ say: "run" }], [{ say: "ready" }], ["code 139"]]);
    link.kill();
    expect(child.killed).toBe(1);
  });

  it("inherits no library that others preload, and logs what it complains about", async () => {
    const { child, forked, faults } = open();
    expect(forked[0]).toBe("/app/entry.js");
    expect(forked[2]).toMatchObject({ serviceName: "Manara Exporter", stdio: "pipe" });
    expect((forked[2] as { env: object }).env).not.toHaveProperty("LD_PRELOAD");
    child.stderr.write("out of memory\n");
    await expect.poll(() => String(faults[0])).toContain("Manara Exporter: out of memory");
    // More than a pipe holds: it must not stop.
    expect(child.stdout.writableNeedDrain).toBe(false);
    child.stdout.write(Buffer.alloc(1 << 20));
    await expect.poll(() => child.stdout.writableNeedDrain).toBe(false);
  });
});

describe("exporters that the shell opens for the studio, as on Windows and macOS", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "manara-links-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function start() {
    const pair = channelPair();
    void serveStudio(pair.child, {
      createStudio,
      machine: studioMachine,
      openExporter: () => {
        throw new Error("This studio may not open processes.");
      },
    });
    const never = async (): Promise<never> => {
      throw new Error("There are no dialogs here.");
    };
    const opened: ProcessLink[] = [];
    // Heard from the beginning: an exporter may be gone before the answer to the export is here.
    const ends: Promise<string>[] = [];
    const studio = await connectStudio(pair.parent, {
      start: {
        platform: "mac",
        languages: ["en"],
        folder: join(folder, "Manara"),
        dataFolder: join(folder, "data"),
        earlierDataFolder: join(folder, "earlier"),
        packsFolder: resolve("templates"),
        engine: "1.2.3",
        settings: DEFAULT_SETTINGS,
        exporters: "shell",
      },
      settings: { read: () => DEFAULT_SETTINGS, write: async () => undefined },
      secrets: { read: async () => null, write: async () => undefined },
      dialogs: {
        chooseDocument: never,
        chooseSavePath: never,
        chooseFolder: never,
        reveal: never,
        openAddress: never,
      },
      openExporter: () => {
        const link = openNodeProcess(resolve("src/main/services/export/exporterProcess.ts"), process.execPath);
        opened.push(link);
        ends.push(new Promise((ended) => link.onExit(ended)));
        return link;
      },
      onUnsaved: () => undefined,
      log: () => undefined,
    });
    const options = { client: "window", signal: new AbortController().signal, onProgress: () => undefined };
    const input = { pack: "safe-migration", template: "card-helpline", editions: [], sample: true };
    const created = await studio.dispatch("documents.create", input, options);
    if (!created.ok) throw new Error(created.failure.message);
    const { session, document } = created.value as { session: string; document: { editions: object } };
    const pieces = [{ template: "card-helpline", edition: Object.keys(document.editions)[0] }];
    const run = { session, pieces, formats: ["png"], draft: true, target: null, ppi: 72 };
    return {
      ...{ studio, opened, ends },
      draw: () => studio.dispatch("exports.run", run, options),
      stop: async () => {
        await studio.close();
        pair.stop("closed");
      },
    };
  }

  it("draw, and end with the studio", async () => {
    const { ends, draw, stop } = await start();
    // Both sides of the card.
    expect(await draw()).toMatchObject({ ok: true, value: { files: [{ format: "png" }, { format: "png" }] } });
    expect(ends.length).toBeGreaterThan(0);
    await stop();
    await Promise.all(ends);
  });

  it("fail their own job when they die, and the next one is drawn", async () => {
    const { opened, draw, stop } = await start();
    const drawing = draw();
    await expect.poll(() => opened).toHaveLength(1);
    opened[0]?.kill();
    expect(await drawing).toMatchObject({ ok: false, failure: { code: "export/exporter-crashed" } });
    expect(await draw()).toMatchObject({ ok: true });
    await stop();
  });
});
