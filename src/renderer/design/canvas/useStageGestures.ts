import { type RefObject, useEffect } from "react";
import type { CanvasStage } from "./stage.ts";

/** Wheel, pinch, space-drag, middle button and arrow keys → the stage. */

/** Natural logarithm of the zoom for each pixel of the wheel. */
const WHEEL = 0.0022;
const LINE = 40;
const STEP = 48;

export function useStageGestures(room: RefObject<HTMLElement | null>, stage: CanvasStage): void {
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    let space = false;
    let dragging: { readonly pointer: number; x: number; y: number } | null = null;
    const within = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const box = element.getBoundingClientRect();
      return { x: clientX - box.x, y: clientY - box.y };
    };

    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      // A pinch on a touchpad comes as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey) {
        stage.zoomBy(Math.exp(-event.deltaY * unit * WHEEL), within(event));
      } else if (event.shiftKey && event.deltaX === 0) {
        stage.pan({ x: -event.deltaY * unit, y: 0 });
      } else {
        stage.pan({ x: -event.deltaX * unit, y: -event.deltaY * unit });
      }
    };
    const grab = (state: "" | "moving" | null) => {
      if (state === null) element.removeAttribute("data-grab");
      else element.setAttribute("data-grab", state);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.isContentEditable;
      if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === " ") {
        // A press on the focused frame would scroll or choose it again.
        event.preventDefault();
        if (!space) grab("");
        space = true;
      }
      const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (by === undefined || !(event.shiftKey || event.target === element)) return;
      event.preventDefault();
      stage.pan({ x: (by[0] ?? 0) * STEP, y: (by[1] ?? 0) * STEP });
    };
    const onKeyUp = ({ key }: KeyboardEvent) => {
      if (key !== " ") return;
      space = false;
      if (dragging === null) grab(null);
    };
    const onDown = (event: PointerEvent) => {
      if (!(event.button === 1 || (event.button === 0 && space))) return;
      event.preventDefault();
      event.stopPropagation();
      dragging = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
      element.setPointerCapture(event.pointerId);
      grab("moving");
    };
    const onMove = (event: PointerEvent) => {
      if (dragging?.pointer !== event.pointerId) return;
      stage.pan({ x: event.clientX - dragging.x, y: event.clientY - dragging.y });
      dragging.x = event.clientX;
      dragging.y = event.clientY;
    };
    const onUp = () => {
      dragging = null;
      grab(space ? "" : null);
    };
    const onBlur = () => {
      space = false;
      onUp();
    };

    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", onBlur);
    element.addEventListener("pointerdown", onDown, { capture: true });
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", onUp);
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", onBlur);
      element.removeEventListener("pointerdown", onDown, { capture: true });
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", onUp);
    };
  }, [room, stage]);
}
