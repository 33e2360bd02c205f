import type { Client } from "../../shared/contract/client.ts";

/** The host's clock → the day that it is, again whenever another one begins. One clock: the gate judges by the same. */

/** @param onDay is told an ISO date, which may be the same; `report` what went wrong. @returns stops following. */
export function followDay(
  client: Pick<Client, "call" | "on">,
  onDay: (today: string) => void,
  report: (error: unknown) => void,
): () => void {
  const stops = [
    client.on("host.dayTurned", ({ today }) => onDay(today)),
    // The day may have turned while nothing was heard.
    client.on("host.connection", ({ connected }) => {
      if (connected) client.call("host.describe", {}).then(({ today }) => onDay(today), report);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
