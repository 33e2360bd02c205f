import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

/**
 * Who may come in: the right Host (against DNS rebinding), our own pages (against other sites), and the cookie that
 * the printed address was exchanged for (against other programs and people on this machine).
 */

export interface Door {
  /** A new address that works once; an earlier one that nobody used works no more. */
  newAddress(): string;
  /** Throws a `Refusal` unless the request was addressed to us and sent by our own page or by a person. */
  checkSender(request: IncomingMessage): void;
  /** Throws a `Refusal` unless the browser has been let in. */
  checkCookie(request: IncomingMessage): void;
  /** The token of the printed address → `Set-Cookie`. Throws a `Refusal`. */
  exchange(token: string): string;
}

const SECRET_BYTES = 32;
/** Enough to tell "used" from "wrong"; a person does not ask for more addresses in one sitting. */
const REMEMBERED = 100;

export function createDoor(port: number): Door {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Cookies are shared by all ports of a host: another Manara has another name for its own.
  const cookieName = `manara-${port}`;
  let pending: Buffer | null = null;
  const used: Buffer[] = [];
  const cookies: Buffer[] = [];

  return {
    newAddress() {
      const token = newSecret();
      pending = digest(token);
      return `http://127.0.0.1:${port}/?token=${token}`;
    },
    checkSender(request) {
      const { host = "", origin } = request.headers;
      if (!hosts.includes(host)) throw new Refusal("browser/foreign-host");
      const site = request.headers["sec-fetch-site"];
      const reads = request.method === "GET" || request.method === "HEAD";
      const own = `http://${host}`;
      if (origin !== undefined && origin !== own) throw new Refusal("browser/foreign-origin");
      // "none" is a person at the address bar; "same-site" is another port of this machine.
      if (site !== undefined && site !== "same-origin" && !(reads && site === "none")) {
        throw new Refusal("browser/foreign-origin");
      }
      if (!reads && origin === undefined) throw new Refusal("browser/no-origin");
    },
    checkCookie(request) {
      const given = cookieOf(request, cookieName);
      if (given === null) throw new Refusal("browser/no-cookie");
      if (!isAmong(cookies, given)) throw new Refusal("browser/wrong-cookie");
    },
    exchange(token) {
      if (isAmong(used, token)) throw new Refusal("browser/used-token");
      if (pending === null || !isAmong([pending], token)) throw new Refusal("browser/wrong-token");
      used.push(pending);
      used.splice(0, used.length - REMEMBERED);
      pending = null;
      const secret = newSecret();
      cookies.push(digest(secret));
      cookies.splice(0, cookies.length - REMEMBERED);
      return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** Digests have one length, so that a comparison takes one time. */
function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function isAmong(known: readonly Buffer[], given: string): boolean {
  const found = digest(given);
  let among = false;
  for (const one of known) if (timingSafeEqual(one, found)) among = true;
  return among;
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key = "", value = ""] = part.trim().split("=", 2);
    if (key === name) return value;
  }
  return null;
}
