import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

/** A client without the manners of a browser: every header and every byte is the test's own. */

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

export function ask(port: number, { method = "GET", path = "/", headers = {}, body }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Bytes as they are, until the other side closes. */
export function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (part) => {
      answer += part.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

/** Goes in with the printed address; gives what a browser would send from then on. */
export async function letIn(host: { readonly port: number; newAddress(): string }) {
  const { pathname, search } = new URL(host.newAddress());
  const reply = await ask(host.port, { path: `${pathname}${search}` });
  const [set = ""] = reply.headers["set-cookie"] ?? [];
  const [cookie = ""] = set.split(";");
  const own = { Cookie: cookie, Origin: `http://127.0.0.1:${host.port}`, "Sec-Fetch-Site": "same-origin" };
  return { reply, set, own };
}

interface NodeSocketOptions {
  readonly headers: Readonly<Record<string, string>>;
}
/** Node's own client, an independent witness of the protocol; its second argument is not in the web's types. */
const NodeSocket = WebSocket as unknown as new (url: string, options: NodeSocketOptions) => WebSocket;

/** Reads a stream of events until the wanted number of them has come. */
export function readEvents(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  listener: { readonly onEvent?: (event: unknown, id: number) => void; readonly onGap?: () => void } = {},
) {
  const events: { readonly id: number; readonly event: unknown }[] = [];
  let gaps = 0;
  const waiting: (() => void)[] = [];
  const socket = new NodeSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const opened = new Promise<boolean>((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  });
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code);
  });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { id: number; event: unknown } | { gap: true };
    if ("gap" in message) {
      gaps += 1;
      listener.onGap?.();
    } else {
      events.push(message);
      listener.onEvent?.(message.event, message.id);
    }
    for (const wake of waiting.splice(0)) wake();
  };
  return {
    events,
    gaps: () => gaps,
    /** False where the host refused. */
    opened,
    /** Resolves with the code of the protocol. */
    closed,
    async until(count: number) {
      while (events.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return events;
    },
    close: () => {
      socket.close();
    },
  };
}
