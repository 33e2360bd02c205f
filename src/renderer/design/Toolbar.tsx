import { clsx } from "clsx";
import { Lock, Maximize, Minus, Plus, ScanLine, SquareDashed } from "lucide-react";
import { Group, ToggleButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Template } from "../../shared/pack/templatePack.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import button from "../ui/actions/Button.module.css";
import { IconButton } from "../ui/actions/IconButton.tsx";
import popover from "../ui/Popover.module.css";
import type { CanvasStage } from "./canvas/stage.ts";
import { useScale } from "./canvas/useLive.ts";
import { ACTUAL_SIZE } from "./canvas/viewport.ts";
import styles from "./Toolbar.module.css";
import { DESIGN_KEYS } from "./useDesignCommands.ts";

/** How large the page is shown, and what is shown over it. */

const OVERLAYS = [
  { id: "bleed", icon: ScanLine },
  { id: "safe", icon: SquareDashed },
  { id: "locks", icon: Lock },
] as const;

export function Toolbar({ stage, template }: { readonly stage: CanvasStage; readonly template: Template }) {
  const { t } = useTranslation("design");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const overlays = useAppState((state) => state.settings.overlays);
  const { pixels } = template;
  const millimetres = (points: number) => Math.round((points / 72) * 25.4);
  const size =
    pixels === null
      ? `\u2066${millimetres(template.width)} × ${millimetres(template.height)}\u2069 ${t("unit.mm")}`
      : `\u2066${pixels.width} × ${pixels.height}\u2069 ${t("unit.px")}`;
  return (
    <div className={styles.toolbar}>
      <p className={styles.title}>
        <strong>{template.title[language]}</strong>
        <span>{size}</span>
      </p>
      <Group aria-label={t("overlays.label")} className={clsx(styles.group)}>
        {OVERLAYS.map(({ id, icon: Icon }) => (
          <TooltipTrigger key={id} delay={500}>
            <ToggleButton
              aria-label={t(`overlays.${id}`)}
              isSelected={overlays[id]}
              onChange={(on) => app.attempt(() => app.changeSettings({ overlays: { ...overlays, [id]: on } }))}
              className={clsx(button.button, button.quiet, button.square, styles.toggle)}
            >
              <Icon size={18} aria-hidden="true" />
            </ToggleButton>
            <Tooltip className={clsx(popover.tooltip)} offset={6}>
              {t(`overlays.${id}`)}
            </Tooltip>
          </TooltipTrigger>
        ))}
      </Group>
      <Group aria-label={t("zoom.label")} className={clsx(styles.group)} dir="ltr">
        <IconButton
          label={t("zoom.out")}
          icon={Minus}
          shortcut={DESIGN_KEYS.zoomOut}
          onPress={() => stage.zoomBy(1 / 1.25)}
        />
        <Percent stage={stage} />
        <IconButton label={t("zoom.in")} icon={Plus} shortcut={DESIGN_KEYS.zoomIn} onPress={() => stage.zoomBy(1.25)} />
        <IconButton label={t("zoom.fit")} icon={Maximize} shortcut={DESIGN_KEYS.zoomFit} onPress={stage.fit} />
      </Group>
    </div>
  );
}

/** Alone, because it changes with every frame of a gesture. */
function Percent({ stage }: { readonly stage: CanvasStage }) {
  const { t } = useTranslation("design");
  const percent = Math.round((useScale(stage) / ACTUAL_SIZE) * 100);
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton
        isSelected={false}
        onChange={() => stage.zoomTo(ACTUAL_SIZE)}
        aria-label={t("zoom.now", { percent })}
        className={clsx(button.button, button.quiet, styles.percent)}
      >
        {percent}%
      </ToggleButton>
      <Tooltip className={clsx(popover.tooltip)} offset={6}>
        {t("zoom.actual")}
      </Tooltip>
    </TooltipTrigger>
  );
}
