import { clsx } from "clsx";
import type { Inline, RichText } from "../../../shared/document/documentSchema.ts";
import { plainInline } from "../../../shared/document/plainText.ts";
import type { OrderMark } from "../../../shared/literals/orderMarks.ts";
import { segmentsOf } from "../../../shared/localise/units/units.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { paragraphOrder } from "../../editor/paragraphOrder.ts";
import { Controls, MarkedText } from "../../ui/status/MixedText.tsx";
import styles from "./RichView.module.css";
import { sliceMarks } from "./sliceMarks.ts";

/** Words of a slot to be read: paragraphs, items, emphasis, units of the registry as chips, terms and findings marked; in the order of the page. */

export interface ViewMark {
  /** From 1. */
  readonly paragraph: number;
  /** UTF-16, as `plainFromRich` counts. */
  readonly start: number;
  readonly end: number;
  readonly look: "term" | "error" | "warning" | "notice";
  /** Shown where the mouse rests. */
  readonly title: string;
}

export interface Props {
  readonly content: RichText;
  readonly pack: TemplatePack;
  /** BCP 47 tag. */
  readonly edition: string;
  readonly direction: "ltr" | "rtl";
  readonly marks?: readonly ViewMark[];
}

const NONE: readonly ViewMark[] = [];

export function RichView({ content, pack, edition, direction, marks = NONE }: Props) {
  return (
    <span lang={edition} dir={direction} className={styles.rich}>
      {segmentsOf(content).map(({ kind, content: inlines }, index) => {
        const here = marks.filter(({ paragraph }) => paragraph === index + 1);
        const order = paragraphOrder(inlines, pack, { tag: edition, direction });
        let offset = 0;
        const parts = inlines.map((part, place) => {
          const at = offset;
          offset += plainInline(part, pack, edition).length;
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names, and nothing in them keeps a state
          return <Part key={place} part={part} offset={at} marks={here} order={order} pack={pack} edition={edition} />;
        });
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            className={clsx(styles.paragraph, kind !== "paragraph" && styles.item)}
          >
            {parts}
            <Controls marks={order} at={offset} />
          </span>
        );
      })}
    </span>
  );
}

interface PartProps {
  readonly part: Inline;
  readonly offset: number;
  readonly marks: readonly ViewMark[];
  readonly order: readonly OrderMark[];
  readonly pack: TemplatePack;
  readonly edition: string;
}

function Part({ part, offset, marks, order, pack, edition }: PartProps) {
  const text = plainInline(part, pack, edition);
  if (!("text" in part)) {
    const mark = marks.find(({ start, end }) => start < offset + text.length && end > offset);
    const look = clsx(styles.atom, mark && styles[mark.look]);
    return "helpline" in part ? (
      <>
        <Controls marks={order} at={offset} />
        <bdi dir="ltr" className={look} title={mark?.title}>
          {text}
        </bdi>
      </>
    ) : (
      <span className={look} title={mark?.title}>
        <MarkedText text={text} offset={offset} marks={order} />
      </span>
    );
  }
  const runs = sliceMarks(text, offset, marks).map(({ text: words, start, mark }) => (
    <span key={start} {...(mark === null ? {} : { className: styles[mark.look], title: mark.title })}>
      <MarkedText text={words} offset={offset + start} marks={order} />
    </span>
  ));
  return part.emphasis === true ? <strong>{runs}</strong> : <span lang={part.language}>{runs}</span>;
}
