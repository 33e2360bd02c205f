import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FromWorker, ToWorker } from "../../../src/renderer/typeset/messages.ts";
import { createTypesetClient, type TypesetClient, URGENCY } from "../../../src/renderer/typeset/typesetClient.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import type { Page, PageItem } from "../../../src/shared/typeset/page/page.ts";
import { type MemoryWorker, memoryWorker } from "../../fakes/memoryWorker.ts";
import { PACK as TEMPLATES } from "../../fakes/samplePack.ts";
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
/** What a question is answered with by now. Nothing here takes time, so what has not come never will. */
const now = <Value>(answered: Promise<Value>): Promise<Value> =>
  Promise.race([answered, new Promise<Value>((_, reject) => setImmediate(reject, new Error("there is no answer")))]);
/** The words that a question is about. */
const asked = () => worker.asked.map((one) => JSON.stringify(one));

const WRONG = {
  code: "pack/missing",
  severity: "error",
  place: "pack.json",
  message: "There is none.",
  hint: "",
} as const;

describe("questions of a window to its worker", () => {
  it("wait until the worker is there", async () => {
    const piece = compose("một", "live");
    expect(worker.asked).toEqual([]);
    worker.say({ say: "ready" });
    expect(worker.asked).toHaveLength(1);
    worker.answerNext();
    expect(await now(piece)).toMatchObject({ pages: [], proof: null });
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
    expect(await now(older)).toBeNull();
    worker.answerNext();
    expect(await now(running)).not.toBeNull();
    expect(asked().join()).toContain("ba");
    worker.answerNext();
    expect(await now(newer)).not.toBeNull();
    worker.answerNext();
    expect(await now(other)).toEqual([]);
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
    await now(Promise.all([first, ...rest]));
    expect(order).toEqual(["một", "năm", "bốn", "ba", "hai"]);
  });

  it("take no answer to another question", async () => {
    worker.say({ say: "ready" });
    const piece = compose("một", "live");
    const id = worker.asked[0]?.id ?? 0;
    worker.say({ say: "composed", id: id - 1, pages: [], diagnostics: [], outlines: {}, proof: "stale" });
    worker.say({ say: "found", id: id + 1, diagnostics: [] });
    worker.answerNext();
    expect(await now(piece)).toMatchObject({ proof: null });
    // Nobody waits for anything.
    worker.say({ say: "found", id, diagnostics: [] });
    expect(worker.asked).toEqual([]);
  });

  it("say what the window has: nothing at first, and nothing after the worker broke", async () => {
    worker.say({ say: "ready" });
    const fresh = () => worker.asked.map((one) => one.say === "compose" && [one.fresh, "whole" in one.document]);
    const document = of("một");
    const ask = () => typeset.compose({ pack: PACK, document, piece: PIECE }, { key: "live", urgency: URGENCY.typing });
    const first = ask();
    expect(fresh()).toEqual([[true, true]]);
    worker.answerNext();
    await now(first);
    const second = ask();
    expect(fresh()).toEqual([[false, false]]);
    const waiting = find("hai", "x");
    worker.loseNext("out of memory");
    await expect(now(second)).rejects.toMatchObject({ code: "typeset/worker", message: "out of memory" });
    await expect(now(waiting)).rejects.toMatchObject({ code: "typeset/worker" });
    const third = ask();
    expect(fresh()).toEqual([[true, true]]);
    worker.answerNext();
    expect(await now(third)).not.toBeNull();
  });

  it("fail at once where the worker never started", async () => {
    const early = compose("một", "live");
    // Nothing was asked of it: it broke by itself.
    worker.break("no HarfBuzz");
    await expect(now(early)).rejects.toMatchObject({ code: "typeset/worker", message: "no HarfBuzz" });
    await expect(now(compose("hai", "live"))).rejects.toMatchObject({ code: "typeset/worker" });
    expect(worker.asked).toEqual([]);
  });

  it("fail with the worker's own code", async () => {
    worker.say({ say: "ready" });
    const piece = compose("một", "live");
    const id = worker.asked[0]?.id ?? 0;
    worker.say({ say: "failed", id, code: "pack/unknown-template", message: "none", hint: "another", diagnostics: [] });
    await expect(now(piece)).rejects.toMatchObject({ code: "pack/unknown-template", hint: "another" });
  });
});

describe("what is asked", () => {
  const document = of("một");
  const question = { pack: PACK, document, piece: PIECE };
  const options = { key: "live", urgency: URGENCY.typing };

  it("has a number of its own, and a proof only where somebody wants one", () => {
    worker.say({ say: "ready" });
    typeset.compose(question, options);
    expect(worker.asked).toEqual([
      { say: "compose", id: 1, pack: PACK, document: { whole: document }, piece: PIECE, proof: false, fresh: true },
    ]);
    worker.answerNext();
    typeset.compose({ ...question, proof: true }, options);
    expect(worker.asked).toMatchObject([{ id: 2, proof: true, document: { within: {} }, fresh: false }]);
    worker.answerNext();
    typeset.find({ pack: PACK, document, edition: "vi-VN", today: "2026-07-01" }, options);
    expect(worker.asked).toEqual([
      { say: "find", id: 3, pack: PACK, document: { within: {} }, edition: "vi-VN", today: "2026-07-01" },
    ]);
  });

  it("says of each piece of each pack whether the window has its pages", () => {
    worker.say({ say: "ready" });
    const fresh = (more: Partial<typeof question>) => {
      typeset.compose({ ...question, ...more }, options);
      const [asked] = worker.asked;
      worker.answerNext();
      return asked?.say === "compose" && asked.fresh;
    };
    expect([fresh({}), fresh({}), fresh({ pack: "other" })]).toEqual([true, false, true]);
    expect([fresh({ piece: { ...PIECE, edition: "ar-EG" } }), fresh({})]).toEqual([true, false]);
  });

  it("keeps its turn among others as urgent", async () => {
    worker.say({ say: "ready" });
    const all = ["một", "hai", "ba", "bốn"].map((words) => compose(words, words, URGENCY.shown));
    const order: number[] = [];
    while (worker.asked.length === 1) {
      order.push(["một", "hai", "ba", "bốn"].findIndex((word) => asked()[0]?.includes(word)));
      worker.answerNext();
    }
    await now(Promise.all(all));
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it("gives way among others to the newer one with its key, and to no other", async () => {
    worker.say({ say: "ready" });
    const [, other, older, newer] = [compose("1", "a"), compose("2", "b"), compose("3", "c"), compose("4", "c")];
    expect(await now(older)).toBeNull();
    for (const _ of [1, 2, 3]) worker.answerNext();
    expect(await now(other)).not.toBeNull();
    expect(await now(newer)).not.toBeNull();
    const [, before, after] = [find("5", "a"), find("6", "b"), find("7", "b")];
    expect(await now(before)).toBeNull();
    worker.answerNext();
    worker.answerNext();
    expect(await now(after)).toEqual([]);
  });
});

describe("pages that come back", () => {
  const item = (d: string): PageItem => ({ kind: "path", d }) as PageItem;
  const page = { template: POSTER, id: "front", edition: "vi-VN" } as Page;
  const composed = (items: readonly (PageItem | number)[], outlines = {}): FromWorker => ({
    say: "composed",
    id: worker.asked[0]?.id ?? 0,
    pages: [{ ...page, items }],
    diagnostics: [{ code: "some/finding", severity: "warning", message: "", hint: "" } as never],
    outlines,
    proof: "digest",
  });
  /** The worker's answer to the question that it has. */
  const answerWith = (answered: FromWorker) => {
    worker.say(answered);
    (worker.asked as ToWorker[]).shift();
  };

  it("are whole, with the very items that stayed", async () => {
    worker.say({ say: "ready" });
    const first = compose("một", "live");
    answerWith(composed([item("A"), item("B")]));
    const before = await now(first);
    expect(before).toEqual({
      pages: [{ ...page, items: [item("A"), item("B")] }],
      diagnostics: [expect.objectContaining({ code: "some/finding" })],
      proof: "digest",
    });
    const second = compose("hai", "live");
    answerWith(composed([1, item("C")]));
    const after = await now(second);
    expect(after?.pages[0]?.items).toEqual([item("B"), item("C")]);
    expect(after?.pages[0]?.items[0]).toBe(before?.pages[0]?.items[1]);
  });

  it("bring outlines that stay known", async () => {
    worker.say({ say: "ready" });
    const first = compose("một", "live");
    answerWith(composed([], { one: { 1: "M1", 2: "M2" }, two: { 1: "M3" } }));
    await now(first);
    compose("hai", "live");
    answerWith(composed([], { two: { 2: "M4" } }));
    const outlines = [1, 2].flatMap((glyph) => [typeset.outline("one", glyph), typeset.outline("two", glyph)]);
    expect(outlines).toEqual(["M1", "M3", "M2", "M4"]);
    expect(typeset.outline("one", 3)).toBe("");
  });

  it("are nothing where the worker says something else", async () => {
    worker.say({ say: "ready" });
    const piece = compose("một", "live");
    answerWith({ say: "found", id: 1, diagnostics: [] });
    expect(await now(piece)).toBeNull();
    const findings = find("một", "live");
    answerWith({ say: "loaded", id: 2, pack: TEMPLATES });
    expect(await now(findings)).toBeNull();
  });
});

describe("a worker that breaks", () => {
  it("once it was ready, is asked again", async () => {
    worker.say({ say: "ready" });
    worker.break("");
    const piece = compose("một", "live");
    expect(worker.asked).toHaveLength(1);
    worker.answerNext();
    expect(await now(piece)).not.toBeNull();
  });

  it("says something, always", async () => {
    const piece = compose("một", "live");
    worker.break("");
    await expect(now(piece)).rejects.toMatchObject({ message: expect.stringMatching(/./), hint: expect.any(String) });
  });

  it("has no question any more: the next one is asked at once, with everything that is shown", async () => {
    worker.say({ say: "ready" });
    const lost = compose("một", "live");
    worker.loseNext("out of memory");
    await expect(now(lost)).rejects.toMatchObject({ code: "typeset/worker" });
    const found = find("hai", "live");
    expect(worker.asked).toMatchObject([{ say: "find", document: { whole: of("hai") } }]);
    worker.answerNext();
    expect(await now(found)).toEqual([]);
  });

  it("ends when nobody needs it any more", () => {
    let ended = 0;
    const ending = { ...memoryWorker(answer), terminate: () => ++ended };
    createTypesetClient({ call: (() => undefined) as never, assetUrl: () => "" }, "test", ending).dispose();
    expect(ended).toBe(1);
  });
});

describe("a pack", () => {
  const UPKEEP = [{ kind: "helpline", id: "VN-111", confirmed: null, withdrawn: null }] as const;
  const renamed = { ...TEMPLATES, release: "1.0.1" };
  const files = [
    { path: "pack.json", asset: "one" },
    { path: "data/facts.json", asset: "two" },
  ];
  let calls: unknown[];
  let missing: string | null;
  let says: (question: ToWorker) => FromWorker;

  beforeEach(() => {
    calls = [];
    missing = null;
    says = ({ id }) => ({ say: "loaded", id, pack: TEMPLATES });
    worker = memoryWorker((question) => says(question));
    const call = async (...given: unknown[]) => {
      calls.push(given);
      return { files, upkeep: UPKEEP };
    };
    vi.stubGlobal("fetch", async (url: string) => ({
      ok: url !== missing,
      arrayBuffer: async () => new TextEncoder().encode(url).buffer,
    }));
    typeset = createTypesetClient({ call: call as never, assetUrl: (asset) => `asset:${asset}` }, "0.1.0", worker);
    worker.say({ say: "ready" });
  });
  afterEach(() => vi.unstubAllGlobals());

  /** Lets everything happen that can. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  async function loaded(): Promise<void> {
    const loading = typeset.load(PACK);
    await settle();
    worker.answerNext();
    await now(loading);
  }

  it("is fetched and read once, with all of its files", async () => {
    const both = [typeset.load(PACK), typeset.load(PACK)];
    await settle();
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(worker.asked).toEqual([
      {
        say: "load",
        id: 1,
        pack: PACK,
        files: new Map([
          ["pack.json", bytes("asset:one")],
          ["data/facts.json", bytes("asset:two")],
        ]),
        upkeep: UPKEEP,
        engine: "0.1.0",
      },
    ]);
    worker.answerNext();
    expect(await now(Promise.all(both))).toEqual([TEMPLATES, TEMPLATES]);
    expect(await now(typeset.load(PACK))).toEqual(TEMPLATES);
    expect([calls, worker.asked]).toEqual([[["packs.files", { id: PACK }]], []]);
  });

  it("that could not be read may be there the next time", async () => {
    missing = "asset:two";
    const failed = typeset.load(PACK);
    await expect(now(failed)).rejects.toMatchObject({
      code: "pack/unreadable",
      message: expect.stringContaining("data/facts.json"),
      hint: expect.any(String),
    });
    missing = null;
    says = ({ id }) => ({ say: "found", id, diagnostics: [] });
    const strange = typeset.load(PACK);
    await settle();
    worker.answerNext();
    await expect(now(strange)).rejects.toMatchObject({ code: "pack/unreadable" });
    says = ({ id }) => ({ say: "failed", id, code: "pack/invalid", message: "none", hint: "", diagnostics: [WRONG] });
    const invalid = typeset.load(PACK);
    await settle();
    worker.answerNext();
    await expect(now(invalid)).rejects.toMatchObject({ code: "pack/invalid", diagnostics: [WRONG] });
    says = ({ id }) => ({ say: "loaded", id, pack: TEMPLATES });
    await loaded();
    expect(calls).toHaveLength(4);
  });

  it("goes before a page that somebody looks at", async () => {
    says = (question) =>
      question.say === "load" ? { say: "loaded", id: question.id, pack: TEMPLATES } : answer(question);
    compose("một", "a");
    find("hai", "b");
    compose("ba", "c", URGENCY.shown);
    const loading = typeset.load(PACK);
    await settle();
    worker.answerNext();
    expect(worker.asked).toMatchObject([{ say: "load" }]);
    worker.answerNext();
    await now(loading);
    expect(worker.asked).toMatchObject([{ say: "compose" }]);
  });

  it("has another registry from the moment that the worker took it", async () => {
    expect(await now(typeset.takeUpkeep(PACK, UPKEEP))).toBeNull();
    await loaded();
    expect(worker.asked).toEqual([]);
    says = ({ id }) => ({ say: "loaded", id, pack: renamed });
    const taken = typeset.takeUpkeep(PACK, UPKEEP);
    await settle();
    expect(worker.asked).toEqual([{ say: "upkeep", id: 2, pack: PACK, upkeep: UPKEEP }]);
    worker.answerNext();
    expect(await now(taken)).toEqual(renamed);
    expect(await now(typeset.load(PACK))).toEqual(renamed);
  });

  it("has the newest registry of several, and keeps what it has where the worker says something else", async () => {
    await loaded();
    says = ({ id }) => ({ say: "loaded", id, pack: renamed });
    const [first, older, newer] = [[], [], UPKEEP].map((upkeep) => typeset.takeUpkeep(PACK, upkeep));
    await settle();
    expect(await now(older ?? Promise.reject())).toBeNull();
    worker.answerNext();
    expect(worker.asked).toMatchObject([{ say: "upkeep", upkeep: UPKEEP }]);
    worker.answerNext();
    expect(await now(Promise.all([first, newer]))).toEqual([renamed, renamed]);
    says = ({ id }) => ({ say: "found", id, diagnostics: [] });
    const strange = typeset.takeUpkeep(PACK, []);
    await settle();
    worker.answerNext();
    expect(await now(strange)).toBeNull();
    expect(await now(typeset.load(PACK))).toEqual(renamed);
  });

  it("takes a registry only once it was read", async () => {
    const loading = typeset.load(PACK);
    const taken = typeset.takeUpkeep(PACK, []);
    await settle();
    expect(worker.asked).toMatchObject([{ say: "load" }]);
    worker.answerNext();
    await now(loading);
    await settle();
    worker.answerNext();
    expect(await now(taken)).toEqual(TEMPLATES);
  });

  it("is one of several, each with its own questions", async () => {
    await loaded();
    const other = typeset.load("other");
    await settle();
    expect(worker.asked).toMatchObject([{ say: "load", pack: "other" }]);
    worker.answerNext();
    await now(other);
    const both = [typeset.takeUpkeep(PACK, []), typeset.takeUpkeep("other", [])];
    await settle();
    worker.answerNext();
    worker.answerNext();
    expect(await now(Promise.all(both))).toEqual([TEMPLATES, TEMPLATES]);
  });
});
