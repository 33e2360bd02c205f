import { clsx } from "clsx";
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Point, Rect } from "../../../shared/base/geometry.ts";
import type { Edition } from "../../../shared/base/locale.ts";
import type { Slot } from "../../../shared/pack/templatePack.ts";
import { editorFamily, loadEditorFonts } from "../../editor/editorFonts.ts";
import { SlotEditor } from "../../editor/SlotEditor.tsx";
import type { PlacedFrame } from "../../pieces/frames.ts";
import { useApp, useAppState, useOpen } from "../../state/hooks.ts";
import styles from "./InPlaceEditor.module.css";
import { type InPlace, inPlace } from "./inPlace.ts";
import type { LivePiece } from "./livePiece.ts";

/** The editor over a frame. Plain words are written in their own type at their own place; lists and numbers in a field there. */

interface Props {
  readonly live: LivePiece;
  readonly pageIndex: number;
  readonly placed: PlacedFrame;
  /** Points. */
  readonly sheetWidth: number;
  readonly sheetHeight: number;
  readonly slot: Slot;
  /** Takes the place of the printed words; otherwise lies over them as a field. */
  readonly overWords: boolean;
  readonly edition: Edition;
  readonly onLeave: () => void;
}

export function InPlaceEditor({
  live,
  pageIndex,
  placed,
  sheetWidth,
  sheetHeight,
  slot,
  overWords,
  edition,
  onLeave,
}: Props) {
  const { t } = useTranslation("design");
  const { client, report } = useApp();
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const box = useRef<HTMLDivElement>(null);
  const [start] = useState(() => (overWords ? placeNow() : null));

  function placeNow(): InPlace | null {
    const page = live.current()?.pages[pageIndex];
    return page === undefined ? null : inPlace(page, placed, slot.id, pack, edition);
  }

  useEffect(() => void loadEditorFonts(client, pack).catch(report), [client, pack, report]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is another one for every place and slot
  useLayoutEffect(() => {
    const follow = () => {
      const now = placeNow();
      // The page sets the size; while the slot is empty the last one holds.
      if (now !== null && box.current !== null && start !== null) place(box.current, now);
    };
    follow();
    return live.listen(follow);
  }, [live]);

  const beside = placeBeside(placed.rect, sheetWidth, sheetHeight);
  const style: CSSProperties & Readonly<Record<`--${string}`, number>> =
    start === null
      ? { "--x": beside.x, "--y": beside.y }
      : {
          fontFamily: editorFamily(pack, start.family),
          fontWeight: start.weight,
          "--emphasis": start.emphasis,
          lineHeight: start.leading,
          textAlign: start.align,
          color: start.colour,
          caretColor: start.colour,
        };
  return (
    <section
      ref={box}
      aria-label={t("editing", { slot: slot.title[language] })}
      className={clsx(styles.editor, start !== null ? styles.words : clsx(styles.panel, styles[beside.side]))}
      style={style}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onWheel={(event) => {
        if (!event.ctrlKey) event.stopPropagation();
      }}
    >
      {start === null && <h3 className={styles.title}>{slot.title[language]}</h3>}
      <SlotEditor slot={slot} edition={edition} look={start === null ? "field" : "page"} autoFocus onLeave={onLeave} />
    </section>
  );
}

type Side = "after" | "before" | "under" | "over";

/** Where a field does not cover the words that it changes: at the side with more of the page, else under or over the frame. */
function placeBeside({ x, y, width, height }: Rect, wide: number, high: number): Point & { readonly side: Side } {
  if (width > 0.6 * wide) {
    return y + height / 2 < high / 2 ? { x, y: y + height, side: "under" } : { x, y, side: "over" };
  }
  return x + width / 2 < wide / 2 ? { x: x + width, y, side: "after" } : { x, y, side: "before" };
}

function place(element: HTMLElement, { rect, size }: InPlace): void {
  element.style.setProperty("--x", String(rect.x));
  element.style.setProperty("--y", String(rect.y));
  element.style.setProperty("--width", String(rect.width));
  element.style.setProperty("--height", String(rect.height));
  element.style.setProperty("--size", String(size));
}
