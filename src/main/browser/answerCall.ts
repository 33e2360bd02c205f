import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { failureOf, type WireAnswer } from "../../shared/contract/wire.ts";
import type { Studio } from "../studio/base/ports.ts";
import type { BodiesInFlight } from "./bodiesInFlight.ts";
import { PAGE_HEADERS } from "./headers.ts";
import { Refusal } from "./refusal.ts";
import { takeBody } from "./takeBody.ts";

/** `POST /call/<name>` and `POST /assets` → lines of JSON: progress, and at the end the answer. */

/** Nothing that a call carries is larger: bytes travel as assets. */
const JSON_BYTES = 4 * 1024 * 1024;
const ASSET_BYTES = 64 * 1024 * 1024;

interface BodyRules {
  readonly bodyMs: number;
  readonly inFlight: BodiesInFlight;
}

const callBody = z.strictObject({ input: z.unknown() });

/** A window that goes away, or takes its request back, calls the call off. Throws a `Refusal`. */
export async function answerCall(
  studio: Pick<Studio, "dispatch">,
  { name, client }: { readonly name: string; readonly client: string },
  request: IncomingMessage,
  response: ServerResponse,
  { bodyMs, inFlight, log }: BodyRules & { readonly log: (error: unknown) => void },
): Promise<void> {
  const cancel = new AbortController();
  response.on("close", () => cancel.abort());
  const limits = { type: "application/json", bytes: JSON_BYTES, ms: bodyMs, inFlight };
  const parsed = callBody.safeParse(await takeBody(request, limits, parseJson));
  if (!parsed.success) throw new Refusal("browser/broken-json");
  const answer = await studio.dispatch(name, parsed.data.input, {
    client,
    signal: cancel.signal,
    onProgress: (progress) => {
      begin(response);
      response.write(`${JSON.stringify({ progress })}\n`);
    },
    onFault: log,
  });
  end(response, answer);
}

export async function answerUpload(
  studio: Pick<Studio, "putAsset">,
  request: IncomingMessage,
  response: ServerResponse,
  { bodyMs, inFlight }: BodyRules,
): Promise<void> {
  const limits = { type: "application/octet-stream", bytes: ASSET_BYTES, ms: bodyMs, inFlight };
  const put = await takeBody(request, limits, (body) =>
    studio.putAsset(body).then(
      (value): WireAnswer => ({ ok: true, value }),
      (error: unknown): WireAnswer => ({ ok: false, failure: failureOf(error) }),
    ),
  );
  end(response, put);
}

function begin(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(200, { ...PAGE_HEADERS, "Content-Type": "application/x-ndjson" });
}

function end(response: ServerResponse, answer: WireAnswer): void {
  if (response.destroyed) return;
  begin(response);
  response.end(`${JSON.stringify(answer)}\n`);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("browser/broken-json");
  }
}
