import { keysOf } from "../../commands/shortcuts.ts";
import { useApp } from "../../state/hooks.ts";
import styles from "./Kbd.module.css";

/** A shortcut such as `Mod+Shift+S` → the keys as this machine calls them. */
export function Kbd({ keys }: { readonly keys: string }) {
  const { platform } = useApp().host;
  return (
    <kbd dir="ltr" className={styles.kbd}>
      {keysOf(keys, platform)}
    </kbd>
  );
}
