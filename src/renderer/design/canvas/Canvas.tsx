import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../../shared/base/locale.ts";
import type { Slot, Template } from "../../../shared/pack/templatePack.ts";
import type { PageItem } from "../../../shared/typeset/page/page.ts";
import { isTextFrame, type PlacedFrame } from "../../pieces/frames.ts";
import { useApp, useAppState } from "../../state/hooks.ts";
import styles from "./Canvas.module.css";
import { FrameLayer } from "./FrameLayer.tsx";
import { InPlaceEditor } from "./InPlaceEditor.tsx";
import { isOf } from "./inPlace.ts";
import type { LivePiece } from "./livePiece.ts";
import { PageMarks } from "./PageMarks.tsx";
import { ScrollBars } from "./ScrollBars.tsx";
import type { CanvasStage } from "./stage.ts";
import { createStagePainter, type StagePainter } from "./stagePainter.ts";
import { useStageGestures } from "./useStageGestures.ts";

/** The page at any size: what it prints, its frames over it, and the editor of the one that is being written. */

export interface Writing {
  readonly frame: string;
  readonly slot: Slot;
  /** The editor takes the place of the printed words; otherwise it lies over them as a field. */
  readonly overWords: boolean;
}

interface Props {
  readonly stage: CanvasStage;
  readonly live: LivePiece;
  readonly template: Template;
  readonly pageIndex: number;
  readonly edition: Edition;
  readonly frames: readonly PlacedFrame[];
  readonly writing: Writing | null;
  readonly onWrite: (frame: string, slot: string | null) => void;
  readonly onLeave: () => void;
  readonly onDropPicture: (slot: string, file: File) => void;
}

export function Canvas(props: Props) {
  const { stage, live, template, pageIndex, edition, frames, writing, onWrite, onLeave, onDropPicture } = props;
  const { t } = useTranslation("design");
  const { typeset, pictures } = useApp();
  const bleed = useAppState((state) => state.settings.overlays.bleed);
  const room = useRef<HTMLElement>(null);
  const sharp = useRef<HTMLCanvasElement>(null);
  const preview = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const painter = useRef<StagePainter | null>(null);
  const box = bleed ? "bleed" : "trim";
  const sheet = useMemo(() => {
    const margin = bleed ? template.bleed : 0;
    return { x: -margin, y: -margin, width: template.width + 2 * margin, height: template.height + 2 * margin };
  }, [template, bleed]);
  useStageGestures(room, stage);

  useLayoutEffect(() => {
    const [front, back, element, over] = [sharp.current, preview.current, room.current, layer.current];
    if (front === null || back === null || element === null || over === null) return;
    const made = createStagePainter(front, back, { outline: typeset.outline, picture: pictures.get });
    painter.current = made;
    const move = () => {
      const view = stage.view();
      made.move(view);
      over.style.setProperty("--scale", String(view.scale));
      over.style.transform = `translate(${view.x}px, ${view.y}px)`;
    };
    const measure = () => {
      const extent = { width: element.clientWidth, height: element.clientHeight };
      made.resize(extent, globalThis.devicePixelRatio);
      stage.resize(extent);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    move();
    const stops = [stage.listen(move), pictures.listen(made.refresh), () => observer.disconnect(), made.dispose];
    return () => {
      for (const stop of stops) stop();
    };
  }, [stage, typeset, pictures]);

  useLayoutEffect(() => stage.setSheet(sheet), [stage, sheet]);

  useEffect(() => {
    const writtenFrame = frames.find(({ frame }) => frame.id === writing?.frame)?.frame;
    const show = () => {
      const page = live.current()?.pages[pageIndex];
      if (page === undefined) return;
      const hides = writing?.overWords === true && writtenFrame !== undefined && isTextFrame(writtenFrame);
      const skip = hides ? (item: PageItem) => isOf(page, item, writtenFrame, writing.slot.id) : null;
      painter.current?.show({ page, box, skip });
    };
    show();
    return live.listen(show);
  }, [live, pageIndex, box, frames, writing]);

  const written = writing === null ? undefined : frames.find(({ frame }) => frame.id === writing.frame);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls can be scrolled by keyboard
    <section ref={room} className={styles.room} tabIndex={0} aria-label={t("canvas")} data-canvas="">
      <canvas ref={preview} className={styles.preview} />
      <canvas ref={sharp} className={styles.sharp} />
      <div ref={layer} className={styles.layer} dir="ltr" {...(writing === null ? {} : { "data-writing": "" })}>
        <PageMarks template={template} pageIndex={pageIndex} edition={edition} />
        <FrameLayer
          live={live}
          stage={stage}
          pageIndex={pageIndex}
          frames={frames}
          onWrite={onWrite}
          onDropPicture={onDropPicture}
        />
        {writing !== null && written !== undefined && (
          <InPlaceEditor
            key={`${edition.tag} ${written.frame.id} ${writing.slot.id}`}
            live={live}
            pageIndex={pageIndex}
            placed={written}
            sheetWidth={template.width}
            sheetHeight={template.height}
            slot={writing.slot}
            overWords={writing.overWords}
            edition={edition}
            onLeave={onLeave}
          />
        )}
      </div>
      <ScrollBars stage={stage} />
    </section>
  );
}
