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

/** Reads a stream of events until the wanted number of them has come. */
export function readEvents(
  port: number,
  path: string,
  headers: OutgoingHttpHeaders,
  listener: { readonly onEvent?: (data: string, id: string) => void; readonly onGap?: () => void } = {},
) {
  const events: { readonly id: string; readonly data: string }[] = [];
  const gaps: string[] = [];
  const waiting: (() => void)[] = [];
  const opened = Promise.withResolvers<number>();
  const sent = request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
    opened.resolve(response.statusCode ?? 0);
    let rest = "";
    response.setEncoding("utf8");
    response.on("data", (part: string) => {
      const blocks = `${rest}${part}`.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = new Map(
          block.split("\n").map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]),
        );
        if (fields.get("event") === "gap") {
          gaps.push(block);
          listener.onGap?.();
        } else if (fields.has("data")) {
          const event = { id: fields.get("id") ?? "", data: fields.get("data") ?? "" };
          events.push(event);
          listener.onEvent?.(event.data, event.id);
        }
      }
      for (const wake of waiting.splice(0)) wake();
    });
    response.on("error", () => undefined);
  });
  sent.on("error", opened.reject);
  sent.end();
  return {
    events,
    gaps,
    opened: opened.promise,
    async until(count: number) {
      while (events.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return events;
    },
    close: () => {
      sent.destroy();
    },
  };
}
