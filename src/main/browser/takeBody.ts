import type { IncomingMessage } from "node:http";
import type { BodiesInFlight } from "./bodiesInFlight.ts";
import { Refusal } from "./refusal.ts";

/** A request's body → what is made of its bytes, as far as they are few enough, have a place and come in time. */

export interface BodyLimits {
  /** Media type that the body must have, without parameters. */
  readonly type: string;
  readonly bytes: number;
  readonly ms: number;
  readonly inFlight: BodiesInFlight;
}

/** The connection ends with such a refusal: what is still under way is not read. */
const LAST = { Connection: "close" };

/** @param use has the bytes; their place is given back when it is done. Throws a `Refusal`, or the error of a connection that broke. */
export async function takeBody<T>(
  request: IncomingMessage,
  limits: BodyLimits,
  use: (body: Buffer) => T | Promise<T>,
): Promise<T> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== limits.type) throw new Refusal("browser/wrong-type", LAST);
  // A body that does not say its length may become as long as any.
  const length = Number(request.headers["content-length"] ?? limits.bytes);
  if (length > limits.bytes) throw new Refusal("browser/too-large", LAST);
  const leave = limits.inFlight.enter(length);
  try {
    return await use(await gather(request, limits));
  } finally {
    leave();
  }
}

function gather(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      request.off("data", onData);
      act();
    };
    const timer = setTimeout(() => settle(() => reject(new Refusal("browser/too-slow", LAST))), limits.ms);
    const onData = (part: Buffer) => {
      length += part.length;
      if (length > limits.bytes) settle(() => reject(new Refusal("browser/too-large", LAST)));
      else parts.push(part);
    };
    request.on("data", onData);
    request.once("end", () => settle(() => resolve(Buffer.concat(parts, length))));
    request.once("error", (error) => settle(() => reject(error)));
    request.once("close", () => settle(() => reject(new Error("the connection was closed"))));
  });
}
