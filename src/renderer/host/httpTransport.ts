import { z } from "zod";
import { type CancelSignal, cancelled } from "../../shared/base/cancel.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Transport } from "../../shared/contract/client.ts";
import { errorOf, failure, type WireEvent } from "../../shared/contract/wire.ts";

/** The contract over HTTP: calls as streams of JSON lines, events through a WebSocket, bytes by their digest. */

const LARGEST_UPLOAD = 64 * 1024 ** 2;
/**
 * Characters of an edit that still reaches the host when its page is closed or loaded again meanwhile. Browsers keep
 * 64 KiB alive in all (Fetch standard, "keepalive"), and a character may take four bytes.
 */
const LARGEST_KEPT = 8 * 1024;

export interface EventListener {
  /** @param id of the event, counted by the host. */
  readonly onEvent: (event: unknown, id: number) => void;
  /** Events were lost while the stream was broken. */
  readonly onGap: () => void;
  /** The stream broke, or is back. */
  readonly onConnection?: (connected: boolean) => void;
}

export interface HttpOptions {
  /** Where the host is, without a slash at the end; empty for the page's own. */
  readonly base?: string;
  readonly fetch?: (url: string, options: RequestInit) => Promise<Response>;
  /** @param url of the moment: it names the last event that came. @returns closes the stream. */
  readonly openEvents?: (url: () => string, listener: EventListener) => () => void;
}

export function httpTransport(options: HttpOptions = {}): Transport {
  const { base = "" } = options;
  const send = options.fetch ?? ((url, init) => fetch(url, init));
  const openEvents = options.openEvents ?? openEventSocket;
  // Another name for every start of the page: a duplicated tab is another window.
  const client = crypto.randomUUID();
  const listeners = new Set<(event: WireEvent) => void>();
  let closeEvents: (() => void) | null = null;
  let last = 0;

  const tell = (event: WireEvent) => {
    for (const listener of [...listeners]) listener(event);
  };

  const openStream = () =>
    openEvents(() => `${base}/events?client=${client}&last=${last}`, {
      // Whoever hears that the host is there again reads anew what it shows.
      onGap: () => tell({ name: "host.connection", value: { connected: true } }),
      onEvent: (event, id) => {
        last = id;
        tell(event as WireEvent);
      },
      onConnection: (connected) => tell({ name: "host.connection", value: { connected } }),
    });

  const post = async (path: string, type: string, body: BodyInit, more: RequestInit = {}): Promise<Response> => {
    const headers = { "Content-Type": type, "X-Manara-Client": client };
    return send(`${base}${path}`, { method: "POST", headers, body, ...more });
  };

  return {
    async call(name, input, { signal, onProgress }) {
      const stop = new AbortController();
      const onAbort = () => stop.abort();
      signal?.addEventListener("abort", onAbort);
      try {
        const body = JSON.stringify({ input });
        const keepalive = name === "documents.edit" && body.length <= LARGEST_KEPT;
        const more = { signal: stop.signal, keepalive };
        const response = await post(`/call/${encodeURIComponent(name)}`, "application/json", body, more);
        return await readAnswer(response, onProgress);
      } catch (cause) {
        throw failed(cause, signal);
      } finally {
        signal?.removeEventListener("abort", onAbort);
      }
    },
    listen(listener) {
      listeners.add(listener);
      closeEvents ??= openStream();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        closeEvents?.();
        closeEvents = null;
      };
    },
    async put(bytes) {
      // The host would break the connection off, and browsers tell nothing but that.
      if (bytes.length > LARGEST_UPLOAD) throw tooLarge(bytes.length);
      try {
        // A copy: the bytes may lie in memory that is shared, which a body may not.
        const response = await post("/assets", "application/octet-stream", new Uint8Array(bytes));
        return putDigest(await readAnswer(response, () => undefined));
      } catch (cause) {
        throw failed(cause, undefined);
      }
    },
    assetUrl: (digest) => `${base}/assets/${digest}`,
  };
}

/** What the host sends: an event with its number, or word that some are gone for good. */
const message = z.union([
  z.strictObject({ id: z.int(), event: z.unknown() }),
  z.strictObject({ gap: z.literal(true) }),
]);

/** Milliseconds until the next try, longer each time that nobody answers. */
const [SOON, SELDOM] = [1000, 8000];

/** A socket, because a browser has only six HTTP connections for all tabs of a host. It comes back by itself. */
function openEventSocket(url: () => string, { onEvent, onGap, onConnection }: EventListener): () => void {
  let socket: WebSocket | null = null;
  let wait = SOON;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const address = new URL(url(), location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const mine = new WebSocket(address);
    socket = mine;
    mine.onopen = () => {
      wait = SOON;
      onConnection?.(true);
    };
    mine.onmessage = ({ data }) => {
      const came = message.parse(JSON.parse(String(data)));
      if ("gap" in came) onGap();
      else onEvent(came.event, came.id);
    };
    // An error is always followed by a close.
    mine.onclose = () => {
      if (socket !== mine) return;
      onConnection?.(false);
      again = setTimeout(open, wait);
      wait = Math.min(wait * 2, SELDOM);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    const last = socket;
    socket = null;
    last?.close();
  };
}

/** Lines as they come: progress is told, the last one is the answer. */
async function readAnswer(response: Response, onProgress: (value: unknown) => void): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-ndjson") || response.body === null) throw unreachable(undefined);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw unreachable(undefined);
    const lines = `${rest}${value}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const parsed: unknown = JSON.parse(line);
      if (typeof parsed !== "object" || parsed === null) throw unreachable(undefined);
      if (!("progress" in parsed)) return parsed;
      onProgress(parsed.progress);
    }
  }
}

function putDigest(answer: unknown): string {
  if (typeof answer === "object" && answer !== null) {
    if ("value" in answer && typeof answer.value === "string") return answer.value;
    if ("failure" in answer) throw errorOf(failure.parse(answer.failure));
  }
  throw unreachable(undefined);
}

function tooLarge(length: number): StudioError {
  const message = `The file has ${length} bytes; ${LARGEST_UPLOAD} is the most.`;
  return new StudioError("asset/too-large", "usage", message, { hint: "Make a smaller copy of it first." });
}

function failed(cause: unknown, signal: CancelSignal | undefined): StudioError {
  if (signal?.aborted) return cancelled();
  return cause instanceof StudioError ? cause : unreachable(cause);
}

function unreachable(cause: unknown): StudioError {
  return new StudioError("host/unreachable", "failure", "Manara's program does not answer.", {
    ...(cause === undefined ? {} : { cause }),
    hint: "Look whether its terminal is still open, and start it again. What you typed is kept there.",
  });
}
