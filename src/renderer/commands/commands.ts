import type { LucideIcon } from "lucide-react";
import { createContext, useContext, useEffect, useId } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { assert } from "../../shared/base/errors.ts";

/** Every action that has a name: one table for the palette, the shortcuts, the header and the menus of the machine. */

export interface Command {
  /** `COMMANDS` of the contract names those of the machine's menus; a room adds its own, `room/what`. */
  readonly id: string;
  /** In the interface's language. */
  readonly label: string;
  readonly icon?: LucideIcon;
  /** For example `Mod+Shift+S`. */
  readonly shortcut?: string | undefined;
  /** Possible now; true where it is not said. */
  readonly when?: boolean;
  /** The shortcut belongs to the text field while somebody types in one: undo there is not undo here. */
  readonly yieldsToTyping?: boolean;
  readonly run: () => void;
}

/** Who registered → its commands; the last one to register an id has it. */
export type CommandRegistry = StoreApi<ReadonlyMap<string, readonly Command[]>>;

export function createRegistry(): CommandRegistry {
  return createStore<ReadonlyMap<string, readonly Command[]>>(() => new Map());
}

/** Those that are possible now, in the order of their registration. */
export function commandsOf(registry: ReadonlyMap<string, readonly Command[]>): readonly Command[] {
  const byId = new Map<string, Command>();
  for (const commands of registry.values()) {
    for (const command of commands) byId.set(command.id, command);
  }
  return [...byId.values()].filter(({ when }) => when !== false);
}

export const CommandContext = createContext<CommandRegistry | null>(null);

export function useRegistry(): CommandRegistry {
  const registry = useContext(CommandContext);
  assert(registry !== null, "components are inside the studio");
  return registry;
}

/** Offers commands while the component is there. What they close over stays fresh. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const owner = useId();
  useEffect(() => {
    registry.setState((all) => new Map(all).set(owner, commands), true);
  }, [registry, owner, commands]);
  useEffect(
    () => () => {
      registry.setState((all) => new Map([...all].filter(([name]) => name !== owner)), true);
    },
    [registry, owner],
  );
}
