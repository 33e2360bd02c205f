import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { Refusal } from "./refusal.ts";

/**
 * A request for a WebSocket → text to one window.
 *
 * A browser keeps six HTTP connections to a host for all its tabs together, so that streams of events of six tabs
 * would leave none for calls. Sockets are not counted among them.
 */

export interface EventSocket {
  readonly send: (text: string) => void;
  /** Finds out whether anybody is still there. */
  readonly ping: () => void;
  /** Bytes that the window has not taken yet. */
  readonly waiting: () => number;
  /** The host goes away, or another stream takes over. */
  readonly end: () => void;
  readonly destroy: () => void;
  /** Once, however it ended. */
  readonly onClose: (listener: () => void) => void;
}

/** RFC 6455, section 7.4.1. */
const [GOING_AWAY, NOT_TAKEN] = [1001, 1003];
/** For the window's own word that it has closed. */
const CLOSE_WITHIN_MS = 1000;

const server = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: 1000,
});
// Without a listener the library would answer what it does not take; here every answer has a code.
server.on("wsClientError", () => undefined);

/** @param head bytes that came with the request. Throws a `Refusal` where it asks for something else. */
export function acceptSocket(request: IncomingMessage, socket: Duplex, head: Buffer): EventSocket {
  let opened: WebSocket | undefined;
  // It answers before it returns, or not at all.
  server.handleUpgrade(request, socket, head, (made) => {
    opened = made;
  });
  if (opened === undefined) throw new Refusal("browser/no-socket", { "Sec-WebSocket-Version": "13" });
  const mine = opened;
  // A window says nothing here but that it is there.
  mine.on("message", () => mine.close(NOT_TAKEN));
  // Broken frames and lost connections: its close follows.
  mine.on("error", () => undefined);
  return {
    send: (text) => mine.send(text, () => undefined),
    ping: () => {
      if (mine.readyState === mine.OPEN) mine.ping();
    },
    waiting: () => mine.bufferedAmount,
    end: () => {
      mine.close(GOING_AWAY);
      setTimeout(() => mine.terminate(), CLOSE_WITHIN_MS).unref();
    },
    destroy: () => mine.terminate(),
    onClose: (listener) => {
      mine.once("close", listener);
    },
  };
}
