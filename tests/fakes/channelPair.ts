import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { ProcessLink } from "../../src/main/electron/processLinks.ts";

/** Two ends of a real message channel, as if a process lay between them: what is sent is cloned and arrives later. */
export function channelPair(): { readonly parent: ProcessLink; readonly child: ProcessLink; stop(how: string): void } {
  const { port1, port2 } = new MessageChannel();
  const ends: ((how: string) => void)[] = [];
  const link = (port: MessagePort): ProcessLink => ({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on("message", listener);
    },
    onExit: (listener) => {
      ends.push(listener);
    },
    kill: () => stop("SIGKILL"),
  });
  const stop = (how: string) => {
    port1.close();
    port2.close();
    for (const end of ends.splice(0)) end(how);
  };
  return { parent: link(port1), child: link(port2), stop };
}
