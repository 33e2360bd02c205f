import {
  ChevronsDown,
  ChevronsUp,
  Lock,
  Maximize,
  Pencil,
  ScanLine,
  SquareDashed,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../shared/pack/templatePack.ts";
import { type Command, useCommands } from "../commands/commands.ts";
import { isTextFrame, type PlacedFrame } from "../pieces/frames.ts";
import { useApp, useAppState, useLooking } from "../state/hooks.ts";
import type { CanvasStage } from "./canvas/stage.ts";
import { ACTUAL_SIZE } from "./canvas/viewport.ts";

/** What the Design room offers to the palette, the keyboard and the machine's menus. */

export const DESIGN_KEYS = {
  zoomIn: "Mod+=",
  zoomOut: "Mod+-",
  zoomFit: "Mod+0",
  zoomActual: "Mod+Shift+0",
  write: "F2",
  nextPage: "PageDown",
  previousPage: "PageUp",
} as const;

interface Room {
  readonly stage: CanvasStage;
  readonly template: Template;
  readonly placed: PlacedFrame | null;
  readonly write: (frame: string, slot: string | null) => void;
  readonly isWriting: boolean;
}

export function useDesignCommands({ stage, template, placed, write, isWriting }: Room): void {
  const { t } = useTranslation("design");
  const app = useApp();
  const { page } = useLooking();
  const overlays = useAppState((state) => state.settings.overlays);
  const latest = useRef(write);
  latest.current = write;
  const pages = template.pages.length;
  const frame = placed?.frame ?? null;
  const commands = useMemo<readonly Command[]>(() => {
    const turn = (to: number) => app.look({ page: to, frame: null });
    const toggle = (id: keyof typeof overlays) => () =>
      app.attempt(() => app.changeSettings({ overlays: { ...overlays, [id]: !overlays[id] } }));
    return [
      { id: "zoomIn", label: t("zoom.in"), icon: ZoomIn, shortcut: DESIGN_KEYS.zoomIn, run: () => stage.zoomBy(1.25) },
      {
        id: "zoomOut",
        label: t("zoom.out"),
        icon: ZoomOut,
        shortcut: DESIGN_KEYS.zoomOut,
        run: () => stage.zoomBy(1 / 1.25),
      },
      { id: "zoomFit", label: t("zoom.fit"), icon: Maximize, shortcut: DESIGN_KEYS.zoomFit, run: stage.fit },
      {
        id: "document/zoomActual",
        label: t("zoom.actual"),
        shortcut: DESIGN_KEYS.zoomActual,
        run: () => stage.zoomTo(ACTUAL_SIZE),
      },
      {
        id: "document/write",
        label: t("writeOnPage"),
        icon: Pencil,
        shortcut: DESIGN_KEYS.write,
        when: frame !== null && isTextFrame(frame) && !isWriting,
        run: () => {
          if (frame !== null) latest.current(frame.id, null);
        },
      },
      {
        id: "document/nextPage",
        label: t("nextPage"),
        icon: ChevronsDown,
        shortcut: DESIGN_KEYS.nextPage,
        when: page + 1 < pages,
        run: () => turn(page + 1),
      },
      {
        id: "document/previousPage",
        label: t("previousPage"),
        icon: ChevronsUp,
        shortcut: DESIGN_KEYS.previousPage,
        when: page > 0,
        run: () => turn(page - 1),
      },
      { id: "document/bleed", label: t("overlays.bleed"), icon: ScanLine, run: toggle("bleed") },
      { id: "document/safe", label: t("overlays.safe"), icon: SquareDashed, run: toggle("safe") },
      { id: "document/locks", label: t("overlays.locks"), icon: Lock, run: toggle("locks") },
    ];
  }, [t, app, stage, frame, isWriting, page, pages, overlays]);
  useCommands(commands);
}
