import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import { assert, StudioError } from "../../shared/base/errors.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import type { UpkeepEntry } from "../../shared/pack/upkeep.ts";
import { type PieceName, pieceKey } from "../../shared/piece/piece.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { documentDelta } from "./documentDelta.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { receivePages } from "./pageDelta.ts";

/** Questions to the typesetting worker → answers, one at a time, the most urgent first. */

export interface ComposedPiece {
  readonly pages: readonly Page[];
  /** What is wrong with just these pages; `find` tells what is wrong with the edition. */
  readonly diagnostics: readonly Diagnostic[];
  /** Null where no proof was asked for. */
  readonly proof: string | null;
}

/** Lower comes first: the page under somebody's fingers, then the pages beside it, then checks and thumbnails. */
export const URGENCY = { typing: 0, shown: 1, check: 2, thumbnail: 3 } as const;
export type Urgency = (typeof URGENCY)[keyof typeof URGENCY];

export interface TypesetClient {
  /** Fetches the pack's files and readies its fonts; once for each pack. */
  readonly load: (pack: string) => Promise<TemplatePack>;
  /** The registry of a pack that was loaded is another by now; null where nobody loaded it. */
  readonly takeUpkeep: (pack: string, upkeep: readonly UpkeepEntry[]) => Promise<TemplatePack | null>;
  /**
   * A newer question with the same `key` takes the place of one that still waits; the older one is answered
   * with null. Fails with the codes of the typesetter.
   */
  readonly compose: (
    question: {
      readonly pack: string;
      readonly document: CampaignDocument;
      readonly piece: PieceName;
      readonly proof?: boolean;
    },
    options: { readonly key: string; readonly urgency: Urgency },
  ) => Promise<ComposedPiece | null>;
  /** What is wrong with an edition on every page, errors first. `today` is an ISO date. Keys are as with `compose`. */
  readonly find: (
    question: {
      readonly pack: string;
      readonly document: CampaignDocument;
      readonly edition: string;
      readonly today: string;
    },
    options: { readonly key: string },
  ) => Promise<readonly Diagnostic[] | null>;
  /** SVG path data of a glyph on a page that was composed; thousandths of an em, y down. */
  readonly outline: (font: string, glyph: number) => string;
  readonly dispose: () => void;
}

/** What is needed of a `Worker`. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  addEventListener(type: "message", listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error", listener: (event: { readonly message: string }) => void): void;
  terminate(): void;
}

/** In a browser. */
export function openTypesetWorker(): WorkerPort {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

type Question = ToWorker extends infer One ? (One extends ToWorker ? Plain<One> : never) : never;
/** With its document whole: what the worker has of it is known when its turn comes. */
type Plain<One extends ToWorker> = Omit<One, "id" | "fresh" | "document"> &
  (One extends { readonly document: unknown } ? { readonly document: CampaignDocument } : unknown);
/** An answer with its pages whole again. */
type Answer =
  | Exclude<FromWorker, { say: "composed" | "ready" }>
  | (Extract<FromWorker, { say: "composed" }> & ComposedPages);

interface ComposedPages {
  readonly pages: readonly Page[];
}

interface Waiting {
  readonly key: string;
  readonly urgency: Urgency;
  readonly question: Question;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: Error) => void;
}

/** @param engine version of Manara, part of every proof. */
export function createTypesetClient(
  client: Pick<Client, "call" | "assetUrl">,
  engine: string,
  worker: WorkerPort,
): TypesetClient {
  const outlines = new Map<string, string>();
  /** The pages of each piece as the worker sent them last. */
  const shown = new Map<string, readonly Page[]>();
  /** The document of the last message that had one. */
  let known: CampaignDocument | null = null;
  const packs = new Map<string, Promise<TemplatePack>>();
  const waiting: Waiting[] = [];
  let running: { readonly id: number; readonly one: Waiting } | null = null;
  let ready = false;
  /** Why it never will be. */
  let broken: StudioError | null = null;
  let count = 0;

  const messageOf = (question: Question, id: number): ToWorker => {
    if (question.say === "load" || question.say === "upkeep") return { ...question, id };
    const document = documentDelta(known, question.document);
    known = question.document;
    if (question.say === "find") return { ...question, id, document };
    return { ...question, id, document, fresh: !shown.has(nameOf(question)) };
  };

  const next = () => {
    if (!ready || running !== null || waiting.length === 0) return;
    let first = 0;
    waiting.forEach((one, index) => {
      if (one.urgency < (waiting[first]?.urgency ?? 9)) first = index;
    });
    const [one] = waiting.splice(first, 1);
    if (one === undefined) return;
    count += 1;
    running = { id: count, one };
    const { question } = one;
    worker.postMessage(messageOf(question, count));
  };

  const ask = (question: Question, key: string, urgency: Urgency) =>
    new Promise<Answer | null>((resolve, reject) => {
      if (broken !== null) {
        reject(broken);
        return;
      }
      const older = waiting.findIndex((one) => one.key === key);
      if (older >= 0) waiting.splice(older, 1)[0]?.resolve(null);
      waiting.push({ key, urgency, question, resolve, reject });
      next();
    });

  worker.addEventListener("message", ({ data }) => {
    if (data.say === "ready") {
      ready = true;
      next();
      return;
    }
    const done = running;
    if (done === null || done.id !== data.id) return;
    running = null;
    if (data.say === "failed") {
      const { code, message, hint, diagnostics } = data;
      done.one.reject(new StudioError(code, "failure", message, { hint, diagnostics }));
    } else if (data.say === "composed") {
      for (const [font, glyphs] of Object.entries(data.outlines)) {
        for (const [glyph, d] of Object.entries(glyphs)) outlines.set(`${font}/${glyph}`, d);
      }
      const { question } = done.one;
      assert(question.say === "compose", "pages come for those who asked for pages");
      const name = nameOf(question);
      const pages = receivePages(shown.get(name) ?? [], data.pages);
      shown.set(name, pages);
      done.one.resolve({ ...data, pages });
    } else {
      done.one.resolve(data);
    }
    next();
  });
  worker.addEventListener("error", (event) => {
    const error = new StudioError("typeset/worker", "failure", event.message || "The typesetter could not start.", {
      hint: "Reload the window. Nothing you wrote is lost.",
    });
    if (!ready) broken = error;
    running?.one.reject(error);
    running = null;
    // Whether its last answer came is not known, nor what it took in.
    shown.clear();
    known = null;
    for (const one of waiting.splice(0)) one.reject(error);
  });

  const fetchPack = async (pack: string): Promise<TemplatePack> => {
    const { files, upkeep } = await client.call("packs.files", { id: pack });
    const entries = await Promise.all(
      files.map(async ({ path, asset }): Promise<[string, Uint8Array]> => {
        const response = await fetch(client.assetUrl(asset));
        if (!response.ok) {
          throw new StudioError("pack/unreadable", "failure", `The pack's file ${path} could not be read.`, {
            hint: "Start Manara again; if it happens again, install the pack again.",
          });
        }
        return [path, new Uint8Array(await response.arrayBuffer())];
      }),
    );
    const answer = await ask(
      { say: "load", pack, files: new Map(entries), upkeep, engine },
      `load ${pack}`,
      URGENCY.typing,
    );
    if (answer?.say !== "loaded") throw new StudioError("pack/unreadable", "failure", `The pack ${pack} was not read.`);
    return answer.pack;
  };

  return {
    load(pack) {
      let loading = packs.get(pack);
      if (loading === undefined) {
        loading = fetchPack(pack);
        packs.set(pack, loading);
        // A pack that could not be read may be there the next time.
        loading.catch(() => packs.delete(pack));
      }
      return loading;
    },
    async takeUpkeep(pack, upkeep) {
      const before = packs.get(pack);
      if (before === undefined) return null;
      await before;
      const answer = await ask({ say: "upkeep", pack, upkeep }, `upkeep ${pack}`, URGENCY.typing);
      // A newer one is on its way.
      if (answer?.say !== "loaded") return null;
      packs.set(pack, Promise.resolve(answer.pack));
      return answer.pack;
    },
    async compose({ pack, document, piece, proof = false }, { key, urgency }) {
      const answer = await ask({ say: "compose", pack, document, piece, proof }, `compose ${key}`, urgency);
      if (answer?.say !== "composed") return null;
      return { pages: answer.pages, diagnostics: answer.diagnostics, proof: answer.proof };
    },
    async find({ pack, document, edition, today }, { key }) {
      const answer = await ask({ say: "find", pack, document, edition, today }, `find ${key}`, URGENCY.check);
      return answer?.say === "found" ? answer.diagnostics : null;
    },
    outline: (font, glyph) => outlines.get(`${font}/${glyph}`) ?? "",
    dispose: () => worker.terminate(),
  };
}

function nameOf({ pack, piece }: { readonly pack: string; readonly piece: PieceName }): string {
  return `${pack}/${pieceKey(piece)}`;
}
