import type { ServerResponse } from "node:http";
import type { WireAnswer } from "../../shared/contract/wire.ts";
import { PAGE_HEADERS } from "./headers.ts";
import { signInPage } from "./signInPage.ts";

/** A request that is not answered → its status and its own reason. Nothing in it comes from the request or the machine. */

interface Reason {
  readonly status: number;
  readonly message: string;
  readonly hint: string;
}

const RELOAD = "Reload the page.";
const FAULT = "This is a fault in Manara: report it.";
const USE_TERMINAL = "Use the address that is printed in the terminal; press Enter there for a new one.";

export const REASONS = {
  "browser/foreign-host": {
    status: 421,
    message: "This address is not Manara's own.",
    hint: "Use the address that is printed in the terminal: it begins with http://127.0.0.1.",
  },
  "browser/foreign-origin": {
    status: 403,
    message: "Another website sent this request.",
    hint: "Paste the printed address into the browser's address bar.",
  },
  "browser/no-origin": { status: 403, message: "The request does not say which page sent it.", hint: FAULT },
  "browser/no-cookie": { status: 403, message: "This browser has not signed in.", hint: USE_TERMINAL },
  "browser/wrong-cookie": {
    status: 403,
    message: "This browser signed in to an earlier start of Manara.",
    hint: USE_TERMINAL,
  },
  "browser/wrong-token": { status: 403, message: "This address is not the one that was printed.", hint: USE_TERMINAL },
  "browser/used-token": { status: 403, message: "This address has been used already.", hint: USE_TERMINAL },
  "browser/not-found": { status: 404, message: "There is nothing at this address.", hint: RELOAD },
  "browser/no-asset": { status: 404, message: "No file with this digest is known.", hint: RELOAD },
  "browser/wrong-method": { status: 405, message: "This address does not accept this method.", hint: FAULT },
  "browser/wrong-type": { status: 415, message: "The body is not of the type that this address accepts.", hint: FAULT },
  "browser/broken-json": { status: 400, message: "The body is not the JSON of a call.", hint: FAULT },
  "browser/no-socket": { status: 426, message: "Events are only sent over a WebSocket.", hint: FAULT },
  "browser/no-client": { status: 400, message: "The request does not say which window sent it.", hint: FAULT },
  "browser/too-large": { status: 413, message: "The body is too large.", hint: "Use a smaller file: 64 MB at most." },
  "browser/too-slow": { status: 408, message: "The body did not arrive in time.", hint: "Try again." },
  "browser/too-busy": { status: 503, message: "Too many files arrive at once.", hint: "Try again in a moment." },
  "browser/too-many-windows": { status: 503, message: "Too many windows are open.", hint: "Close some of them." },
  "browser/closing": { status: 503, message: "Manara is being closed.", hint: "Start it again." },
  "browser/fault": {
    status: 500,
    message: "Manara failed.",
    hint: "This is a fault in Manara: its terminal says more.",
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type RefusalCode = keyof typeof REASONS;

/** Thrown wherever a request turns out not to deserve an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, headers: Readonly<Record<string, string>> = {}) {
    super(REASONS[code].message);
    this.code = code;
    this.headers = headers;
  }
}

/** @param asPage for people; programs get the last line of a call. */
export function sendRefusal(response: ServerResponse, refusal: Refusal, asPage: boolean): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, message, hint } = REASONS[refusal.code];
  const failure: WireAnswer = {
    ok: false,
    failure: { code: refusal.code, kind: "failure", message, hint, diagnostics: [] },
  };
  const body = asPage ? signInPage(refusal.code) : `${JSON.stringify(failure)}\n`;
  response.writeHead(status, {
    ...PAGE_HEADERS,
    ...refusal.headers,
    "Content-Type": asPage ? "text/html; charset=utf-8" : "application/x-ndjson",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
