import { clsx } from "clsx";
import { Keyboard } from "lucide-react";
import { Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Kbd } from "../ui/actions/Kbd.tsx";
import popover from "../ui/Popover.module.css";
import styles from "./KeyHelp.module.css";
import { KEYS, shown } from "./rows/keys.ts";

/** Every key of the rows, with what it does. */

const ROWS = [
  ["done", [KEYS.done]],
  ["review", [KEYS.review]],
  ["rows", [KEYS.next, KEYS.before]],
  ["open", [KEYS.nextOpen, KEYS.openBefore]],
  ["finding", [KEYS.nextFinding, KEYS.findingBefore]],
  ["mend", [KEYS.mend]],
  ["copy", [KEYS.copy]],
  ["suggestion", ["Mod+1", "Mod+9"]],
  ["term", ["Alt+1", "Alt+9"]],
  ["leave", ["Escape"]],
  ["panes", ["F6"]],
] as const;

export interface Props {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function KeyHelp({ isOpen, onOpenChange }: Props) {
  const { t } = useTranslation("localise");
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <IconButton label={t("help.title")} icon={Keyboard} shortcut={KEYS.help} />
      <Popover className={clsx(popover.popover)} placement="bottom end">
        <Dialog className={clsx(styles.help)}>
          <Heading slot="title" className={clsx(styles.helpTitle)}>
            {t("help.title")}
          </Heading>
          <dl className={styles.helpRows}>
            {ROWS.map(([what, keys]) => (
              <div key={what} className={styles.helpRow}>
                <dt>{t(`help.${what}`)}</dt>
                <dd>
                  {keys.map((key, index) => (
                    <span key={key} className={styles.helpKey}>
                      {index > 0 && (what === "suggestion" || what === "term") && "–"}
                      <Kbd keys={shown(key)} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
