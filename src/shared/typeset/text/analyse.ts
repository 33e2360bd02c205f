import { graphemeSegments } from "unicode-segmenter/grapheme";
import type { Direction } from "../../base/locale.ts";
import type { ParagraphInput, StyledRun } from "./paragraph.ts";

/** Styled runs → one NFC text with its grapheme clusters and the run that each stretch came from. */

export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly run: StyledRun;
}

export interface AnalysedText {
  /** NFC; a lone surrogate has become U+FFFD. All offsets of later stages are UTF-16 offsets into it. */
  readonly text: string;
  readonly direction: Direction;
  /** BCP 47. */
  readonly language: string;
  /** Cover the text in order; a cluster that two runs share belongs to the first. An empty text keeps its first run. */
  readonly spans: readonly TextSpan[];
  /** Offset of the start of every grapheme cluster, in order, and of the end of the text. */
  readonly clusters: readonly number[];
}

export function analyse(input: ParagraphInput): AnalysedText {
  const raw = input.runs
    .map((run) => run.text)
    .join("")
    .toWellFormed();
  const spans: TextSpan[] = [];
  const clusters: number[] = [];
  let text = "";
  let at = 0;
  let runEnd = input.runs[0]?.text.length ?? 0;
  let runIndex = 0;
  let spanStart = 0;
  const closeSpan = () => {
    const run = input.runs[runIndex];
    if (run !== undefined && (text.length > spanStart || raw === ""))
      spans.push({ start: spanStart, end: text.length, run });
    spanStart = text.length;
  };

  // NFC never composes across a boundary of grapheme clusters (UAX #29, section 3), so each can be composed alone.
  for (const { segment } of graphemeSegments(raw)) {
    while (at >= runEnd && runIndex + 1 < input.runs.length) {
      closeSpan();
      runIndex += 1;
      runEnd += input.runs[runIndex]?.text.length ?? 0;
    }
    clusters.push(text.length);
    text += segment.normalize("NFC");
    at += segment.length;
  }
  closeSpan();
  clusters.push(text.length);
  return { text, direction: input.direction, language: input.language, spans, clusters };
}
