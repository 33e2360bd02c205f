import { Fragment, useMemo } from "react";
import { type OrderMark, orderOfWords } from "../../../shared/literals/orderMarks.ts";
import styles from "./MixedText.module.css";

/** What a person wrote, in the order that a page gives it: numbers, ranges and Latin passages in Arabic stay whole. It stands in a `bdi` or in something with `dir="auto"`. */
export function MixedText({ text }: { readonly text: string }) {
  const marks = useMemo(() => orderOfWords(text), [text]);
  return (
    <>
      <MarkedText text={text} marks={marks} />
      <Controls marks={marks} at={text.length} />
    </>
  );
}

interface Marked {
  readonly text: string;
  /** Of the stretch in the text that the marks are of. */
  readonly offset?: number;
  readonly marks: readonly OrderMark[];
}

/** A stretch of a text, with the marks of its order at its start and inside; those at its end belong to what follows. */
export function MarkedText({ text, offset = 0, marks }: Marked) {
  const within = marks.filter(({ at }) => at > offset && at < offset + text.length).map(({ at }) => at);
  const starts = [...new Set([offset, ...within])];
  return starts.map((at, index) => (
    <Fragment key={at}>
      <Controls marks={marks} at={at} />
      {text.slice(at - offset, (starts[index + 1] ?? offset + text.length) - offset)}
    </Fragment>
  ));
}

/** The marks at one place of a text; nothing is seen of them. */
export function Controls({ marks, at }: { readonly marks: readonly OrderMark[]; readonly at: number }) {
  const here = marks.filter((mark) => mark.at === at);
  if (here.length === 0) return null;
  return <span className={styles.control} data-control={here.map(({ control }) => control).join("")} />;
}
