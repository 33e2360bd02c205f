import { describe, expect, it } from "vitest";
import {
  type ExporterLink,
  exporterEnvironment,
  openNodeLink,
} from "../../../../src/main/services/export/exporterLink.ts";
import { startExporterPool } from "../../../../src/main/services/export/exporterPool.ts";
import type { RenderJob } from "../../../../src/main/services/ports.ts";
import { plainPage } from "../../../fakes/fakeMachine.ts";

const JOB: RenderJob = {
  title: "Poster",
  edition: "vi-VN",
  pages: [plainPage("vi-VN", "")],
  proof: "ab".repeat(32),
  formats: ["png"],
  ppi: 36,
  date: new Date(0),
  engine: "0",
  pictures: new Map(),
};
const STUBBORN = new URL("../../../fakes/exporters/stubborn.ts", import.meta.url);
const GARBLED = new URL("../../../fakes/exporters/garbled.ts", import.meta.url);
const DYING = new URL("../../../fakes/exporters/dying.ts", import.meta.url);
const REAL = new URL("../../../../src/main/services/export/exporterProcess.ts", import.meta.url);

describe("exporter pool", () => {
  it("fails only the job during which a process dies, and starts another one", async () => {
    const pool = startExporterPool(() => openNodeLink(DYING), 1, []);
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => pool.render(JOB)));
    pool.close();
    expect(results.map((result) => (result.status === "fulfilled" ? "done" : result.reason.code))).toEqual([
      "done",
      "export/exporter-crashed",
      "done",
      "export/exporter-crashed",
    ]);
  });

  it("calls off what waits when it is closed", async () => {
    const pool = startExporterPool(() => openNodeLink(DYING), 1, []);
    const first = pool.render(JOB);
    const second = pool.render(JOB);
    pool.close();
    await expect(second).rejects.toMatchObject({ code: "export/exporter-crashed" });
    await expect(first).resolves.toEqual([]);
    await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-crashed" });
  });

  it("draws pages in real processes, and hands their errors on", async () => {
    const pool = startExporterPool(() => openNodeLink(REAL), 2, []);
    const picture = {
      kind: "picture" as const,
      picture: "p",
      rect: { x: 0, y: 0, width: 1, height: 1 },
      crop: { x: 0, y: 0, width: 1, height: 1 },
      block: null,
    };
    const [good, bad] = await Promise.allSettled([
      pool.render(JOB),
      pool.render({
        ...JOB,
        pages: [{ ...plainPage("vi-VN", ""), items: [picture], pictures: { p: { width: 1, height: 1 } } }],
      }),
    ]);
    pool.close();
    if (good.status === "rejected") throw good.reason;
    const [file] = good.value;
    expect(file).toMatchObject({ format: "png", suffix: ".png", pages: 1, pixels: [421, 596] });
    expect([...(file?.bytes.subarray(1, 4) ?? [])]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    expect(bad).toMatchObject({ status: "rejected", reason: { code: "export/missing-picture", kind: "failure" } });
  });

  it("ends a job at its next page once it is called off, and keeps the process", async () => {
    let links = 0;
    const pool = startExporterPool(
      () => {
        links += 1;
        return openNodeLink(REAL);
      },
      1,
      [],
    );
    const cancel = new AbortController();
    const pages = Array.from({ length: 40 }, (_, page) => ({ ...plainPage("vi-VN", ""), id: `p${page}` }));
    const long = pool.render({ ...JOB, pages }, { signal: cancel.signal, onProgress: () => cancel.abort() });
    await expect(long).rejects.toMatchObject({ code: "contract/cancelled" });
    expect(await pool.render(JOB)).toHaveLength(1);
    expect(links).toBe(1);
    pool.close();
  });

  it("never starts what is called off while it waits", async () => {
    const { pool, sent, answer } = scripted();
    const cancel = new AbortController();
    const first = pool.render(JOB);
    const second = pool.render(JOB, { signal: cancel.signal });
    cancel.abort();
    await expect(second).rejects.toMatchObject({ code: "contract/cancelled" });
    answer({ say: "done", id: 1, files: [] });
    await first;
    await expect(pool.render(JOB, { signal: cancel.signal })).rejects.toMatchObject({ code: "contract/cancelled" });
    expect(sent.filter((say) => say === "run")).toHaveLength(1);
    pool.close();
  });

  it("kills a process that does not stop, and goes on with another one", async () => {
    const entries = [STUBBORN, REAL];
    const exits: string[] = [];
    const pool = startExporterPool(
      () => {
        const link = openNodeLink(entries.shift() ?? REAL);
        link.onExit((how) => exits.push(how));
        return link;
      },
      1,
      [],
      { killAfterMs: 50, stallAfterMs: 60_000, now: () => 0 },
    );
    const cancel = new AbortController();
    const stuck = pool.render(JOB, { signal: cancel.signal, onProgress: () => cancel.abort() });
    const next = pool.render(JOB);
    await expect(stuck).rejects.toMatchObject({ code: "contract/cancelled" });
    expect(await next).toHaveLength(1);
    expect(exits).toEqual(["SIGKILL"]);
    pool.close();
  });

  it("ends a process that stands still, with a reason of its own", async () => {
    const pool = startExporterPool(() => openNodeLink(STUBBORN), 1, [], {
      killAfterMs: 50,
      stallAfterMs: 300,
      now: () => 0,
    });
    await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-stalled" });
    pool.close();
  });

  it("believes nothing that the protocol does not know", async () => {
    const pool = startExporterPool(() => openNodeLink(GARBLED), 1, []);
    await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-crashed" });
    pool.close();
  });

  it("says so where a process cannot be started at all, and stops trying", async () => {
    let now = 0;
    let links = 0;
    const pool = startExporterPool(
      () => {
        links += 1;
        return openNodeLink(REAL, "/nowhere/node");
      },
      1,
      [],
      { killAfterMs: 50, stallAfterMs: 60_000, now: () => now },
    );
    for (let job = 0; job < 5; job += 1) {
      await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-crashed" });
    }
    expect(links).toBe(3);
    now = 61_000;
    await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-crashed" });
    expect(links).toBe(4);
    pool.close();
  });

  it("kills an idle process that does not shut down", async () => {
    const { pool, sent, answer, killed } = scripted();
    const job = pool.render(JOB);
    answer({ say: "done", id: 1, files: [] });
    await job;
    await Promise.resolve();
    pool.close();
    expect(sent).toEqual(["start", "run", "shutdown"]);
    await killed;
  });

  it("gives a process nothing of ours that would harm it", () => {
    const own = { PATH: "/bin", LD_PRELOAD: "x.so", LD_LIBRARY_PATH: "/app", NODE_OPTIONS: "--inspect" };
    const given = exporterEnvironment({ ...own, ELECTRON_RUN_AS_NODE: "1", MANARA_PASSPHRASE: "bốn từ" });
    expect(given).toMatchObject({ PATH: "/bin", UV_THREADPOOL_SIZE: "4" });
    expect(Object.keys(given).filter((name) => /^(LD_|NODE_OPTIONS|ELECTRON|MANARA)/.test(name))).toEqual([]);
  });
});

/** A pool over a link that the test itself answers. */
function scripted() {
  const sent: string[] = [];
  const messages: ((message: unknown) => void)[] = [];
  const { promise: killed, resolve: kill } = Promise.withResolvers<void>();
  const link: ExporterLink = {
    send: ({ say }) => sent.push(say),
    onMessage: (listener) => messages.push(listener),
    onExit: () => undefined,
    kill,
  };
  const pool = startExporterPool(() => link, 1, [], { killAfterMs: 20, stallAfterMs: 60_000, now: () => 0 });
  const answer = (message: unknown) => {
    for (const listener of messages) listener(message);
  };
  return { pool, sent, killed, answer };
}
