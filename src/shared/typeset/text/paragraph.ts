import type { Direction } from "../../base/locale.ts";

/**
 * Styled runs of one paragraph → lines of positioned glyphs, in ems.
 *
 * Everything here is measured in ems (1 = the paragraph's type size), because shaping does not
 * depend on the size: one shaped paragraph is broken again and again while a text is fitted to its
 * frame. `composePage` multiplies by the size once, at the end.
 */

export interface StyledRun {
  readonly text: string;
  readonly family: string;
  readonly weight: number;
  /** Palette id. */
  readonly ink: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** A helpline or fact out of the registry: one isolate; a helpline never breaks. */
  readonly atom?: { readonly kind: "helpline" | "fact"; readonly id: string };
}

export interface ParagraphInput {
  readonly runs: readonly StyledRun[];
  /** From the edition, never from the first strong letter. */
  readonly direction: Direction;
  /** BCP 47 tag of the edition. */
  readonly language: string;
}

/** One line. x grows to the right from the line's left edge, y grows downwards from its baseline; ems. */
export interface SetLine {
  /** Offsets into the paragraph's text, UTF-16, logical order. A trailing space belongs to its line. */
  readonly start: number;
  readonly end: number;
  /** Advance width without trailing white space. */
  readonly width: number;
  /** Greatest ascent and descent of the fonts on the line, both positive. */
  readonly ascent: number;
  readonly descent: number;
  /** How far ink really reaches above and below the baseline, both positive upwards and downwards. */
  readonly inkAbove: number;
  readonly inkBelow: number;
  /** The ink of each glyph, `left` and `right` from the line's left edge. */
  readonly ink: readonly InkBox[];
  /** Visual order, left to right. */
  readonly runs: readonly SetRun[];
}

/** Ems; `above` and `below` are positive upwards and downwards from the baseline. */
export interface InkBox {
  readonly left: number;
  readonly right: number;
  readonly above: number;
  readonly below: number;
}

export interface SetRun {
  /** Font id, see `FontFile`. */
  readonly font: string;
  readonly ink: string;
  readonly direction: Direction;
  readonly language: string;
  readonly helpline?: string;
  /** Visual order. `x` is from the line's left edge. */
  readonly glyphs: readonly SetGlyph[];
}

export interface SetGlyph {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly advance: number;
  /** Characters shown; empty on all but the first glyph, in logical order, of a cluster. */
  readonly text: string;
}

export interface BreakOptions {
  /** Line length in ems. */
  readonly measure: number;
  /** Headlines: as many lines as filling needs, then of similar length. Otherwise filled, avoiding a lonely last word. */
  readonly balance: boolean;
  /** Lines, but those that end a paragraph, fill the measure by kashidas and spaces; balanced ones never do. */
  readonly justify?: boolean;
}

export interface BrokenParagraph {
  readonly lines: readonly SetLine[];
  /** The widest line exceeds the measure: a word, a number or a helpline is too long for the frame. */
  readonly tooWide: { readonly text: string; readonly width: number } | null;
}

export interface ShapedParagraph {
  readonly text: string;
  /** Advance width on one line. */
  readonly naturalWidth: number;
  /** Width of the widest part that cannot be broken: the least measure. */
  readonly leastWidth: number;
  /** Letters that no font of the family or its fallbacks has. */
  readonly missing: readonly { readonly text: string; readonly offset: number }[];
  /** Letters that came from a fallback family. */
  readonly substituted: readonly { readonly text: string; readonly offset: number; readonly family: string }[];
  breakLines(options: BreakOptions): BrokenParagraph;
}

export interface Typesetter {
  /** Results are cached by content, so that one keystroke shapes one paragraph. */
  shape(paragraph: ParagraphInput): ShapedParagraph;
}
