import type { FromWorker, ToWorker } from "../../src/renderer/typeset/messages.ts";
import type { WorkerPort } from "../../src/renderer/typeset/typesetClient.ts";

/** A worker in the same thread: what goes through it is copied as between two, and its answers come when they are let. */
export interface MemoryWorker extends WorkerPort {
  /** What was asked and not answered yet, oldest first. */
  readonly asked: readonly ToWorker[];
  say(message: FromWorker): void;
  /** Answers the oldest question. */
  answerNext(): FromWorker;
  break(message: string): void;
  /** The oldest question is answered, the answer is lost on its way, and the worker says that it broke. */
  loseNext(message: string): void;
}

/** @param onAsked is called after each question; `answerNext` there answers at once. */
export function memoryWorker(
  answer: (message: ToWorker) => FromWorker,
  onAsked: (worker: MemoryWorker) => void = () => undefined,
): MemoryWorker {
  const asked: ToWorker[] = [];
  const hears: ((event: { readonly data: FromWorker }) => void)[] = [];
  const breaks: ((event: { readonly message: string }) => void)[] = [];
  const take = (): FromWorker => {
    const question = asked.shift();
    if (question === undefined) throw new Error("nothing was asked");
    return structuredClone(answer(question));
  };
  const worker: MemoryWorker = {
    asked,
    postMessage(message) {
      asked.push(structuredClone(message));
      onAsked(worker);
    },
    addEventListener(type: "message" | "error", listener: unknown) {
      if (type === "message") hears.push(listener as (typeof hears)[number]);
      else if (type === "error") breaks.push(listener as (typeof breaks)[number]);
    },
    terminate: () => undefined,
    say(message) {
      for (const hear of hears) hear({ data: message });
    },
    answerNext() {
      const data = take();
      worker.say(data);
      return data;
    },
    break(message) {
      for (const hear of breaks) hear({ message });
    },
    loseNext(message) {
      take();
      worker.break(message);
    },
  };
  return worker;
}
