import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Picture, Placement } from "../../../shared/document/documentSchema.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import styles from "./Picture.module.css";

/** The point of a picture that stays visible when it is cropped: dragged, or moved with the arrow keys; the page follows. */

interface Props {
  readonly slot: string;
  readonly placement: Placement;
  readonly picture: Picture;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-0.02, 0],
  ArrowRight: [0.02, 0],
  ArrowUp: [0, -0.02],
  ArrowDown: [0, 0.02],
};

export function FocusPicker({ slot, placement, picture }: Props) {
  const { t } = useTranslation("design");
  const app = useApp();
  const { session } = useOpen();
  const { focus } = placement;
  const set = (x: number, y: number) =>
    app.attempt(() =>
      session.draft({
        kind: "place-picture",
        slot,
        placement: { ...placement, focus: { x: share(x), y: share(y) } },
      }),
    );
  const point = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    set((clientX - box.x) / box.width, (clientY - box.y) / box.height);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(focus.x + step[0], focus.y + step[1]);
  };
  return (
    <div>
      <p className={styles.question}>{t("picture.focus")}</p>
      {/* Coordinates of the picture: left is left in every direction of the interface. */}
      <button
        type="button"
        className={styles.focus}
        dir="ltr"
        style={{ aspectRatio: `${picture.width} / ${picture.height}` }}
        aria-label={t("picture.focusAt", { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
        }}
        onPointerUp={() => session.commit()}
        onKeyDown={onKey}
        onBlur={() => session.commit()}
      >
        <img src={app.client.assetUrl(placement.digest)} alt="" draggable={false} />
        <span className={styles.point} style={{ left: `${focus.x * 100}%`, top: `${focus.y * 100}%` }} />
      </button>
      <p className={styles.hint}>{t("picture.focusHint")}</p>
    </div>
  );
}

/** Three decimals are finer than a pixel of the page. */
function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
