import { beforeEach, describe, expect, it } from "vitest";
import type { FromWorker, ToWorker } from "../../../src/renderer/typeset/messages.ts";
import { createTypesetClient, type TypesetClient, URGENCY } from "../../../src/renderer/typeset/typesetClient.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { type MemoryWorker, memoryWorker } from "../../fakes/memoryWorker.ts";
import { documentWith, POSTER, paragraph } from "../../fixtures/checkedDocument.ts";

const PACK = "safe-migration";
const PIECE = { template: POSTER, edition: "vi-VN" };
const of = (words: string): CampaignDocument => documentWith({ "vi-VN": { cta: paragraph(words) } });

/** Answers with pages whose only item is another one each time. */
let count = 0;
function answer(question: ToWorker): FromWorker {
  const { id } = question;
  if (question.say === "find") return { say: "found", id, diagnostics: [] };
  if (question.say !== "compose") throw new Error(question.say);
  count += 1;
  return {
    say: "composed",
    id,
    pages: [],
    diagnostics: [],
    outlines: { font: { 7: `outline ${count}` } },
    proof: null,
  };
}

let worker: MemoryWorker;
let typeset: TypesetClient;
beforeEach(() => {
  count = 0;
  worker = memoryWorker(answer);
  const noCall = () => Promise.reject(new Error("no call is made here"));
  typeset = createTypesetClient({ call: noCall as never, assetUrl: () => "" }, "test", worker);
});

const compose = (words: string, key: string, urgency: (typeof URGENCY)[keyof typeof URGENCY] = URGENCY.typing) =>
  typeset.compose({ pack: PACK, document: of(words), piece: PIECE }, { key, urgency });
const find = (words: string, key: string) =>
  typeset.find({ pack: PACK, document: of(words), edition: "vi-VN", today: "2026-07-01" }, { key });
/** The words that a question is about. */
const asked = () => worker.asked.map((one) => JSON.stringify(one));

describe("questions of a window to its worker", () => {
  it("wait until the worker is there", async () => {
    const piece = compose("một", "live");
    expect(worker.asked).toEqual([]);
    worker.say({ say: "ready" });
    expect(worker.asked).toHaveLength(1);
    worker.answerNext();
    expect(await piece).toMatchObject({ pages: [], proof: null });
    expect(typeset.outline("font", 7)).toBe("outline 1");
  });

  it("give way to a newer one with the same key, while they wait", async () => {
    worker.say({ say: "ready" });
    const [running, older, newer, other] = [
      compose("một", "live"),
      compose("hai", "live"),
      compose("ba", "live"),
      find("bốn", "live"),
    ];
    expect(await older).toBeNull();
    worker.answerNext();
    expect(await running).not.toBeNull();
    expect(asked().join()).toContain("ba");
    worker.answerNext();
    expect(await newer).not.toBeNull();
    worker.answerNext();
    expect(await other).toEqual([]);
    expect(worker.asked).toEqual([]);
  });

  it("are asked one at a time, the most urgent first", async () => {
    worker.say({ say: "ready" });
    const first = compose("một", "a", URGENCY.thumbnail);
    const rest = [
      compose("hai", "b", URGENCY.thumbnail),
      find("ba", "c"),
      compose("bốn", "d", URGENCY.shown),
      compose("năm", "e", URGENCY.typing),
    ];
    const order: string[] = [];
    while (worker.asked.length > 0) {
      expect(worker.asked).toHaveLength(1);
      order.push(["một", "hai", "ba", "bốn", "năm"].find((word) => asked()[0]?.includes(word)) ?? "");
      worker.answerNext();
    }
    await Promise.all([first, ...rest]);
    expect(order).toEqual(["một", "năm", "bốn", "ba", "hai"]);
  });

  it("take no answer to another question", async () => {
    worker.say({ say: "ready" });
    const piece = compose("một", "live");
    const id = worker.asked[0]?.id ?? 0;
    worker.say({ say: "composed", id: id - 1, pages: [], diagnostics: [], outlines: {}, proof: "stale" });
    worker.say({ say: "found", id: id + 1, diagnostics: [] });
    worker.answerNext();
    expect(await piece).toMatchObject({ proof: null });
  });

  it("say what the window has: nothing at first, and nothing after the worker broke", async () => {
    worker.say({ say: "ready" });
    const fresh = () => worker.asked.map((one) => one.say === "compose" && [one.fresh, "whole" in one.document]);
    const document = of("một");
    const ask = () => typeset.compose({ pack: PACK, document, piece: PIECE }, { key: "live", urgency: URGENCY.typing });
    const first = ask();
    expect(fresh()).toEqual([[true, true]]);
    worker.answerNext();
    await first;
    const second = ask();
    expect(fresh()).toEqual([[false, false]]);
    const waiting = find("hai", "x");
    worker.loseNext("out of memory");
    await expect(second).rejects.toMatchObject({ code: "typeset/worker", message: "out of memory" });
    await expect(waiting).rejects.toMatchObject({ code: "typeset/worker" });
    const third = ask();
    expect(fresh()).toEqual([[true, true]]);
    worker.answerNext();
    expect(await third).not.toBeNull();
  });

  it("fail at once where the worker never started", async () => {
    const early = compose("một", "live");
    // Nothing was asked of it: it broke by itself.
    worker.break("no HarfBuzz");
    await expect(early).rejects.toMatchObject({ code: "typeset/worker", message: "no HarfBuzz" });
    await expect(compose("hai", "live")).rejects.toMatchObject({ code: "typeset/worker" });
    expect(worker.asked).toEqual([]);
  });

  it("fail with the worker's own code", async () => {
    worker.say({ say: "ready" });
    const piece = compose("một", "live");
    const id = worker.asked[0]?.id ?? 0;
    worker.say({ say: "failed", id, code: "pack/unknown-template", message: "none", hint: "another" });
    await expect(piece).rejects.toMatchObject({ code: "pack/unknown-template", hint: "another" });
  });
});
