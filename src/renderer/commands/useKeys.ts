import { useEffect } from "react";
import { useApp } from "../state/hooks.ts";
import { type Command, commandsOf, useRegistry } from "./commands.ts";
import { isPressed } from "./shortcuts.ts";

/** Key presses and the machine's menus → commands; F6 → the next pane. */
export function useKeys(): void {
  const registry = useRegistry();
  const { client, host, attempt } = useApp();
  useEffect(() => {
    const run = (command: Command | undefined) => {
      if (command !== undefined) attempt(() => command.run());
    };
    const onKey = (event: KeyboardEvent) => {
      // A dialog has the keys to itself; a composed letter is not a command.
      if (event.defaultPrevented || event.isComposing || document.querySelector("[data-modal]") !== null) return;
      if (event.key === "F6") {
        event.preventDefault();
        return movePane(event.shiftKey ? -1 : 1);
      }
      const typing = isTyping(event.target);
      const command = commandsOf(registry.getState()).find(
        ({ shortcut }) => shortcut !== undefined && isPressed(shortcut, event, host.platform),
      );
      if (command?.shortcut === undefined) return;
      if (typing && (command.yieldsToTyping === true || !/Mod|^F\d/.test(command.shortcut))) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener("keydown", onKey);
    const stop = client.on("host.command", ({ command }) =>
      run(commandsOf(registry.getState()).find(({ id }) => id === command)),
    );
    return () => {
      window.removeEventListener("keydown", onKey);
      stop();
    };
  }, [registry, client, host, attempt]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** Panes mark themselves with `data-pane`; the order is that of the page. */
function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = here < 0 ? (step === 1 ? 0 : panes.length - 1) : (here + step + panes.length) % panes.length;
  panes[next]?.focus();
}
