import { describe, expect, it } from "vitest";
import { startExporterPool } from "../../../src/main/services/exporterPool.ts";
import type { RenderJob } from "../../../src/main/services/ports.ts";
import { plainPage } from "../../fakes/fakeMachine.ts";

const JOB: RenderJob = {
  title: "Poster",
  edition: "vi-VN",
  pages: [plainPage("vi-VN", "")],
  formats: ["png"],
  ppi: 36,
  date: new Date(0),
  engine: "0",
  pictures: new Map(),
};
const DYING = new URL("../../fakes/exporters/dying.ts", import.meta.url);
const REAL = new URL("../../../src/main/services/exporterProcess.ts", import.meta.url);

describe("exporter pool", () => {
  it("fails only the job during which a process dies, and starts another one", async () => {
    const pool = startExporterPool(DYING, 1, []);
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
    const pool = startExporterPool(DYING, 1, []);
    const first = pool.render(JOB);
    const second = pool.render(JOB);
    pool.close();
    await expect(second).rejects.toMatchObject({ code: "export/exporter-crashed" });
    await expect(first).resolves.toEqual([]);
    await expect(pool.render(JOB)).rejects.toMatchObject({ code: "export/exporter-crashed" });
  });

  it("draws pages in real processes, and hands their errors on", async () => {
    const pool = startExporterPool(REAL, 2, []);
    const picture = {
      kind: "picture" as const,
      picture: "p",
      rect: { x: 0, y: 0, width: 1, height: 1 },
      crop: { x: 0, y: 0, width: 1, height: 1 },
      block: null,
    };
    const [good, bad] = await Promise.allSettled([
      pool.render(JOB),
      pool.render({ ...JOB, pages: [{ ...plainPage("vi-VN", ""), items: [picture] }] }),
    ]);
    pool.close();
    if (good.status === "rejected") throw good.reason;
    const [file] = good.value;
    expect(file).toMatchObject({ format: "png", suffix: ".png", pages: 1, pixels: [421, 596] });
    expect([...(file?.bytes.subarray(1, 4) ?? [])]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    expect(bad).toMatchObject({ status: "rejected", reason: { code: "export/missing-picture", kind: "failure" } });
  });
});
