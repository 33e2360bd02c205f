import type { Client } from "../../shared/contract/client.ts";

/** Team list, trusted keys, registry and packs of this machine → a word whenever the gate may answer otherwise. */

/**
 * @param onRules is told, sometimes without need; `target` the window, which asks the host to look when it gets focus,
 *   because not every file system tells what changes. @returns stops following.
 */
export function followRules(
  client: Pick<Client, "call" | "on">,
  target: Pick<EventTarget, "addEventListener" | "removeEventListener">,
  onRules: () => void,
  report: (error: unknown) => void,
): () => void {
  const look = () => void client.call("rules.look", {}).catch(report);
  target.addEventListener("focus", look);
  const stops = [
    client.on("rules.changed", onRules),
    client.on("registry.changed", onRules),
    client.on("host.connection", ({ connected }) => {
      if (connected) onRules();
    }),
    () => target.removeEventListener("focus", look),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
