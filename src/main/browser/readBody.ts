import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

/** A request's body → its bytes, as far as they are few enough and come in time. */

export interface BodyLimits {
  /** Media type that the body must have, without parameters. */
  readonly type: string;
  readonly bytes: number;
  readonly ms: number;
}

/** The connection ends with such a refusal: what is still under way is not read. */
const LAST = { Connection: "close" };

/** Throws a `Refusal`, or the error of a connection that broke. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== limits.type) throw new Refusal("browser/wrong-type", LAST);
  if (Number(request.headers["content-length"] ?? 0) > limits.bytes) throw new Refusal("browser/too-large", LAST);
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
