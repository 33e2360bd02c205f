import { type PointerEvent, useLayoutEffect, useRef } from "react";
import styles from "./ScrollBars.module.css";
import type { CanvasStage } from "./stage.ts";
import { scrollBy, scrollThumb } from "./viewport.ts";

/**
 * Bars along the canvas, while the page goes on beyond its edges: they show where, and can be dragged. Keys and wheel
 * move the canvas itself, so that a screen reader has one thing to know, and not three.
 */
export function ScrollBars({ stage }: { readonly stage: CanvasStage }) {
  return (
    <div aria-hidden="true">
      <Bar stage={stage} axis="x" />
      <Bar stage={stage} axis="y" />
    </div>
  );
}

function Bar({ stage, axis }: { readonly stage: CanvasStage; readonly axis: "x" | "y" }) {
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const held = useRef<{ readonly pointer: number; at: number } | null>(null);
  const place = axis === "x" ? "left" : "top";
  const size = axis === "x" ? "width" : "height";

  useLayoutEffect(() => {
    const show = () => {
      const bar = scrollThumb(stage.view(), stage.sheet(), stage.extent(), axis);
      if (track.current === null || thumb.current === null) return;
      track.current.hidden = bar === null;
      if (bar === null) return;
      thumb.current.style[place] = `${bar.start * 100}%`;
      thumb.current.style[size] = `${bar.size * 100}%`;
    };
    show();
    return stage.listen(show);
  }, [stage, axis, place, size]);

  const pan = (pixels: number) => {
    const length = track.current?.[axis === "x" ? "clientWidth" : "clientHeight"] ?? 0;
    if (length === 0) return;
    const by = scrollBy(pixels / length, stage.view(), stage.sheet(), stage.extent(), axis);
    stage.pan(axis === "x" ? { x: -by, y: 0 } : { x: 0, y: -by });
  };
  const along = (event: PointerEvent) => (axis === "x" ? event.clientX : event.clientY);
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || thumb.current === null || track.current === null) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { pointer: event.pointerId, at: along(event) };
    // A press beside the thumb brings its middle there, as in every design tool.
    const box = thumb.current.getBoundingClientRect();
    const [from, length] = axis === "x" ? [box.left, box.width] : [box.top, box.height];
    if (along(event) < from || along(event) > from + length) pan(along(event) - from - length / 2);
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    if (held.current?.pointer !== event.pointerId) return;
    pan(along(event) - held.current.at);
    held.current.at = along(event);
  };
  const onUp = () => {
    held.current = null;
  };
  return (
    <div
      ref={track}
      className={axis === "x" ? styles.across : styles.down}
      data-scroll={axis}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
    >
      <div ref={thumb} className={styles.thumb} />
    </div>
  );
}
