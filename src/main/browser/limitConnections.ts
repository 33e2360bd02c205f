import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Connections of a server → few at a time; of those that have shown no cookie, the oldest gives way to a new one. */

export interface Connections {
  /** This one has shown the cookie: nobody else's takes its place. */
  letStay(socket: Socket): void;
}

/** More than all windows need: each has a stream, and a browser opens six more at most for one address. */
const MOST = 1024;

/** @param strangers how many may be open that have shown no cookie. */
export function limitConnections(server: Server, strangers: number): Connections {
  server.maxConnections = MOST;
  // A set keeps the order in which they came.
  const waiting = new Set<Socket>();
  server.on("connection", (socket) => {
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
    const [oldest] = waiting;
    if (waiting.size > strangers) oldest?.destroy();
  });
  return { letStay: (socket) => void waiting.delete(socket) };
}
