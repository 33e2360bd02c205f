import { createServer, type IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { StudioError } from "../../shared/base/errors.ts";
import type { Studio } from "../studio/base/ports.ts";
import { answerCall, answerUpload } from "./answerCall.ts";
import { createBodiesInFlight } from "./bodiesInFlight.ts";
import { createDoor, type Door } from "./door.ts";
import { acceptSocket } from "./eventSocket.ts";
import { limitConnections } from "./limitConnections.ts";
import { Refusal, sendRefusal } from "./refusal.ts";
import { sendAsset, sendStatic } from "./sendFile.ts";
import type { StaticFile } from "./staticFiles.ts";
import { createWindows, type WindowTimes } from "./windows.ts";

/** The studio and the built window → a server on this machine alone, for the browser of one person. */

export interface BrowserHost {
  readonly port: number;
  /** An address that lets one browser in, once. */
  newAddress(): string;
  /** Ends streams and running calls; the studio itself stays open. */
  close(): Promise<void>;
}

export interface BrowserHostOptions {
  readonly studio: Studio;
  readonly files: ReadonlyMap<string, StaticFile>;
  /** 0 for any that is free. */
  readonly port: number;
  readonly log: (error: unknown) => void;
  readonly times?: Partial<HostTimes>;
}

export interface HostTimes extends WindowTimes {
  /** For a whole body; on this machine even the largest takes a second. */
  readonly bodyMs: number;
  /** From a connection, or from the answer before, until a request has said what it wants. */
  readonly idleMs: number;
}
const TIMES: HostTimes = { graceMs: 10_000, heartbeatMs: 15_000, bodyMs: 30_000, idleMs: 5000 };

/** Four of the largest files at once; calls have a place of their own, so that files never keep them out. */
const UPLOAD_BYTES = 256 * 1024 ** 2;
const CALL_BYTES = 64 * 1024 ** 2;
/** A browser opens six connections before it shows its cookie; a burst of calls, each on a connection of its own, still gets through. */
const STRANGERS = 256;

/** Fails with `browser/port-taken` and `browser/cannot-listen`. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { studio, log } = options;
  const times = { ...TIMES, ...options.times };
  const windows = createWindows(studio, times, log);
  const server = createServer({
    headersTimeout: times.idleMs,
    requestTimeout: 120_000,
    keepAliveTimeout: times.idleMs,
    // How often Node looks for those that said nothing; by itself only every 30 seconds.
    connectionsCheckingInterval: Math.min(1000, times.idleMs),
  });
  const connections = limitConnections(server, STRANGERS);
  const uploads = createBodiesInFlight(UPLOAD_BYTES);
  const calls = createBodiesInFlight(CALL_BYTES);
  let closing = false;
  const port = await listen(server, options.port).catch((error: unknown) => {
    windows.close();
    throw error;
  });
  const door = createDoor(port);
  server.on("request", (request, response) => {
    response.on("error", () => undefined);
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof Refusal)) {
        // A connection that broke has nobody to answer to, and is nobody's fault.
        if (response.destroyed || request.destroyed) {
          response.destroy();
          return;
        }
        log(error);
      }
      const refusal = error instanceof Refusal ? error : new Refusal("browser/fault");
      sendRefusal(response, refusal, isNavigation(request));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (closing) throw new Refusal("browser/closing", { Connection: "close" });
    const { url = "", method = "" } = request;
    door.checkSender(request);
    const [path = "", query = ""] = splitOnce(url, "?");
    const search = new URLSearchParams(query);
    const token = path === "/" && method === "GET" ? search.get("token") : null;
    if (token !== null) return letIn(door, token, request, response);
    door.checkCookie(request);
    connections.letStay(request.socket);

    const call = /^\/call\/([\w.-]{1,100})$/.exec(path)?.[1];
    if (call !== undefined) {
      requireMethod(request, "POST");
      const client = clientOf(request);
      const leave = windows.enter(client);
      const rules = { bodyMs: times.bodyMs, inFlight: calls, log };
      return answerCall(studio, { name: call, client }, request, response, rules).finally(leave);
    }
    if (path === "/assets") {
      requireMethod(request, "POST");
      return answerUpload(studio, request, response, { bodyMs: times.bodyMs, inFlight: uploads });
    }
    requireMethod(request, "GET", "HEAD");
    if (path === "/events") throw new Refusal("browser/no-socket", { Upgrade: "websocket" });
    const digest = /^\/assets\/([0-9a-f]{64})$/.exec(path)?.[1];
    if (digest !== undefined) {
      const asset = await studio.readAsset(digest);
      if (asset === null) throw new Refusal("browser/no-asset");
      return sendAsset(response, asset, search.get("name"));
    }
    const file = options.files.get(path);
    if (file === undefined) throw new Refusal("browser/not-found");
    sendStatic(response, file);
  }

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    try {
      openStream(request, socket, head);
    } catch (error) {
      if (!(error instanceof Refusal)) log(error);
      refuseUpgrade(request, socket, error instanceof Refusal ? error : new Refusal("browser/fault"));
    }
  });

  function openStream(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (closing) throw new Refusal("browser/closing");
    door.checkSender(request);
    // Every browser names the page that opens a socket; no rule of origins would keep other sites from it.
    if (request.headers.origin === undefined) throw new Refusal("browser/no-origin");
    door.checkCookie(request);
    connections.letStay(request.socket);
    const [path, query] = splitOnce(request.url ?? "", "?");
    if (path !== "/events") throw new Refusal("browser/not-found");
    const search = new URLSearchParams(query);
    const last = search.get("last") ?? "";
    windows.stream(search.get("client") ?? "", /^[0-9]{1,15}$/.test(last) ? Number(last) : 0, () =>
      acceptSocket(request, socket, head),
    );
  }

  return {
    port,
    newAddress: () => door.newAddress(),
    close() {
      closing = true;
      windows.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Calls that run hear it as their window going away.
      server.closeAllConnections();
      return closed;
    },
  };
}

function listen(server: ReturnType<typeof createServer>, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, wanted)));
    server.listen({ host: "127.0.0.1", port: wanted }, () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
}

function cannotListen(cause: NodeJS.ErrnoException, port: number): StudioError {
  if (cause.code === "EADDRINUSE") {
    return new StudioError("browser/port-taken", "failure", `Port ${port} is in use.`, {
      cause,
      hint: "Choose another one with --port, or leave --port out.",
    });
  }
  return new StudioError("browser/cannot-listen", "failure", `Nothing can listen on port ${port} (${cause.code}).`, {
    cause,
    hint: "Leave --port out, or choose a number from 1024 to 65535.",
  });
}

/** The token → the cookie; then the address without it, so that it stays in no history. */
function letIn(door: Door, token: string, request: IncomingMessage, response: ServerResponse): void {
  // A browser that fetches ahead of its person would use the address up.
  if (request.headers["sec-purpose"] !== undefined) throw new Refusal("browser/no-cookie");
  const headers = isIn(door, request) ? {} : { "Set-Cookie": door.exchange(token) };
  response.writeHead(303, { ...headers, Location: "/", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  response.end();
}

/** The same address again in a browser that is in already: somebody went back in the history. */
function isIn(door: Door, request: IncomingMessage): boolean {
  try {
    door.checkCookie(request);
    return true;
  } catch {
    return false;
  }
}

/** The connection is not the server's any more; the answer is the same as everywhere, and the last on it. */
function refuseUpgrade(request: IncomingMessage, socket: Duplex, refusal: Refusal): void {
  if (!(socket instanceof Socket)) {
    socket.destroy();
    return;
  }
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  response.on("finish", () => socket.end());
  response.shouldKeepAlive = false;
  sendRefusal(response, refusal, false);
}

function requireMethod(request: IncomingMessage, ...methods: readonly string[]): void {
  if (!methods.includes(request.method ?? "")) {
    throw new Refusal("browser/wrong-method", { Allow: methods.join(", "), Connection: "close" });
  }
}

function clientOf(request: IncomingMessage): string {
  const given = request.headers["x-manara-client"];
  return typeof given === "string" ? given : "";
}

/** Somebody looks at the answer, rather than a program. */
function isNavigation(request: IncomingMessage): boolean {
  const wants = request.headers["sec-fetch-dest"];
  if (wants !== undefined) return wants === "document";
  return request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
