import { clsx } from "clsx";
import { Image, Lock, Phone, QrCode, Stamp, Type } from "lucide-react";
import { type CSSProperties, type DragEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { Group } from "react-aria-components";
import { useTranslation } from "react-i18next";
import {
  type ChosenFrame,
  isTextFrame,
  layersOf,
  neighbour,
  type PlacedFrame,
  slotAt,
  type Way,
} from "../../pieces/frames.ts";
import { useApp, useAppState, useLooking } from "../../state/hooks.ts";
import styles from "./FrameLayer.module.css";
import type { LivePiece } from "./livePiece.ts";
import type { CanvasStage } from "./stage.ts";
import { useFrameName } from "./useFrameName.ts";
import { toSheet } from "./viewport.ts";

/** The frames over the page: a button each, in reading order, so that a keyboard and a screen reader find them all. */

interface Props {
  readonly live: LivePiece;
  readonly stage: CanvasStage;
  readonly pageIndex: number;
  readonly frames: readonly PlacedFrame[];
  /** @param slot null for the first one that can be written. */
  readonly onWrite: (frame: string, slot: string | null) => void;
  readonly onDropPicture: (slot: string, file: File) => void;
}

const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function FrameLayer({ live, stage, pageIndex, frames, onWrite, onDropPicture }: Props) {
  const { t } = useTranslation("design");
  const app = useApp();
  const { frame: chosen } = useLooking();
  const locks = useAppState((state) => state.settings.overlays.locks);
  const name = useFrameName();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [dropping, setDropping] = useState<string | null>(null);
  const layers = useMemo(() => layersOf(frames), [frames]);

  // A frame that was chosen elsewhere, in the list of problems for example, comes into sight.
  useEffect(() => {
    const placed = frames.find(({ frame }) => frame.id === chosen);
    if (placed !== undefined) stage.reveal(placed.rect);
  }, [chosen, frames, stage]);

  const onKey = (event: KeyboardEvent, { frame }: PlacedFrame) => {
    const way = WAYS[event.key];
    if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      onWrite(frame.id, null);
    } else if (event.key === "Escape") {
      app.look({ frame: null });
      event.currentTarget.closest<HTMLElement>("[data-canvas]")?.focus();
    } else if (way !== undefined && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      const next = neighbour(frames, frame.id, way);
      if (next !== null) buttons.current.get(next.frame.id)?.focus();
    }
  };
  const onDouble = (clientX: number, clientY: number, element: Element, frame: ChosenFrame) => {
    const page = live.current()?.pages[pageIndex];
    const room = element.closest("[data-canvas]")?.getBoundingClientRect();
    if (page === undefined || room === undefined || !isTextFrame(frame)) return onWrite(frame.id, null);
    const point = toSheet(stage.view(), { x: clientX - room.x, y: clientY - room.y });
    onWrite(frame.id, slotAt(page, frame, point));
  };
  const dropOf = (frame: ChosenFrame) => {
    const slot = takesPicture(frame) ? frame.slot : undefined;
    if (slot === undefined) return {};
    return {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setDropping(frame.id);
      },
      onDragLeave: () => setDropping(null),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setDropping(null);
        const [file] = event.dataTransfer.files;
        app.look({ frame: frame.id });
        if (file !== undefined) onDropPicture(slot, file);
      },
    };
  };

  return (
    <Group aria-label={t("frames")} className={clsx(styles.frames)}>
      {frames.map((placed) => {
        const { frame, rect } = placed;
        const style = {
          "--x": rect.x,
          "--y": rect.y,
          "--width": rect.width,
          "--height": rect.height,
          zIndex: layers.get(frame.id) ?? 0,
        } as CSSProperties;
        const Icon = frame.locks.content ? Lock : ICONS[frame.kind];
        return (
          <button
            key={frame.id}
            ref={(element) => {
              if (element === null) buttons.current.delete(frame.id);
              else buttons.current.set(frame.id, element);
            }}
            type="button"
            data-frame={frame.id}
            aria-label={name(frame)}
            aria-pressed={frame.id === chosen}
            className={clsx(
              styles.frame,
              frame.id === chosen && styles.chosen,
              frame.id === dropping && styles.dropping,
              locks && (frame.locks.content ? styles.locked : styles.open),
            )}
            style={style}
            onFocus={() => app.look({ frame: frame.id })}
            onClick={() => app.look({ frame: frame.id })}
            onDoubleClick={({ clientX, clientY, currentTarget }) => onDouble(clientX, clientY, currentTarget, frame)}
            onKeyDown={(event) => onKey(event, placed)}
            {...dropOf(frame)}
          >
            <span className={styles.label} dir="auto">
              <Icon size={12} aria-hidden="true" />
              <span>{name(frame)}</span>
            </span>
          </button>
        );
      })}
    </Group>
  );
}

const ICONS = { text: Type, helpline: Phone, picture: Image, logo: Stamp, qr: QrCode } as const;

function takesPicture(frame: ChosenFrame): frame is ChosenFrame & { readonly slot: string } {
  return frame.kind === "picture" && frame.slot !== undefined && !frame.locks.content;
}
