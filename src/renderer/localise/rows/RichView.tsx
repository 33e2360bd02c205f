import { clsx } from "clsx";
import type { Inline, RichText } from "../../../shared/document/documentSchema.ts";
import { plainInline } from "../../../shared/document/plainText.ts";
import { segmentsOf } from "../../../shared/localise/units/units.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import styles from "./RichView.module.css";
import { sliceMarks } from "./sliceMarks.ts";

/** Words of a slot to be read: paragraphs, items, emphasis, units of the registry as chips, terms and findings marked. */

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
        let offset = 0;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names, and nothing in them keeps a state
            key={index}
            className={clsx(styles.paragraph, kind !== "paragraph" && styles.item)}
          >
            {inlines.map((part, place) => {
              const at = offset;
              offset += plainInline(part, pack, edition).length;
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              return <Part key={place} part={part} offset={at} marks={here} pack={pack} edition={edition} />;
            })}
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
  readonly pack: TemplatePack;
  readonly edition: string;
}

function Part({ part, offset, marks, pack, edition }: PartProps) {
  const text = plainInline(part, pack, edition);
  if (!("text" in part)) {
    const mark = marks.find(({ start, end }) => start < offset + text.length && end > offset);
    const look = clsx(styles.atom, mark && styles[mark.look]);
    return "helpline" in part ? (
      <bdi dir="ltr" className={look} title={mark?.title}>
        {text}
      </bdi>
    ) : (
      <span className={look} title={mark?.title}>
        {text}
      </span>
    );
  }
  const runs = sliceMarks(text, offset, marks).map((run) =>
    run.mark === null ? (
      <span key={run.start}>{run.text}</span>
    ) : (
      <span key={run.start} className={styles[run.mark.look]} title={run.mark.title}>
        {run.text}
      </span>
    ),
  );
  return part.emphasis === true ? <strong>{runs}</strong> : <span lang={part.language}>{runs}</span>;
}
