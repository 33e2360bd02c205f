import type { Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import type { Edition } from "../base/locale.ts";
import type { LocalText, SlotFile, StyleFile } from "./file/packSchema.ts";
import type { BlockFile, FrameFile, TemplateFile } from "./file/templateSchema.ts";

/** A pack after `parsePack`: checked, every reference resolved to something that exists, every length in points. */

/** Lengths and type sizes in points; otherwise as in the file. */
export type TextBlock = BlockFile;

type FrameOf<K extends FrameFile["kind"]> = Extract<FrameFile, { kind: K }>;
/** `at` is page coordinates in points for left-to-right editions, with the panel's offset included. */
type Placed<F extends FrameFile> = Omit<F, "at"> & { readonly at: Rect };

export type TextFrame = Placed<FrameOf<"text" | "helpline">>;
export type PictureFrame = Placed<FrameOf<"picture" | "logo">>;
export type ShapeFrame = Placed<FrameOf<"shape">>;
export type QrFrame = Placed<FrameOf<"qr">>;
export type Frame = TextFrame | PictureFrame | ShapeFrame | QrFrame;

export interface TemplatePage {
  readonly id: string;
  readonly title: LocalText;
  readonly ground: string;
  /** x of each panel's left edge and its width, left-to-right order. Empty where nothing folds. */
  readonly panels: readonly { readonly id: string; readonly x: number; readonly width: number }[];
  readonly frames: readonly Frame[];
}

export interface Template extends Pick<TemplateFile, "id" | "family" | "title" | "unit"> {
  readonly width: number;
  readonly height: number;
  readonly bleed: number;
  /** Exact pixel size of social formats, null for print. */
  readonly pixels: { readonly width: number; readonly height: number } | null;
  /** Points kept free of text inside the trim. */
  readonly safe: { readonly top: number; readonly end: number; readonly bottom: number; readonly start: number };
  readonly pages: readonly TemplatePage[];
}

export interface TextStyle extends StyleFile {
  readonly id: string;
}

export interface FontFamily {
  readonly name: string;
  /** Weights in rising order with their files. */
  readonly weights: readonly { readonly weight: number; readonly file: string }[];
  readonly fallback: readonly string[];
}

export interface Slot extends SlotFile {}

export interface TemplateFamily {
  readonly id: string;
  readonly title: LocalText;
  readonly audience: LocalText;
  readonly slots: readonly Slot[];
  readonly templates: readonly string[];
}

/** A drawing as paths in its own coordinates (the SVG's viewBox), colours by palette id. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly paths: readonly DrawingPath[];
}

export interface DrawingPath {
  /** Absolute M L C Q Z. */
  readonly d: string;
  /** The same path for a reflected drawing: parts marked `data-rtl="keep"` are reflected back in place. Not yet reflected itself. */
  readonly dFlipped: string;
  readonly fill: DrawingPaint | null;
  /** The fill that goes with `dFlipped`; absent where it is `fill`. */
  readonly fillFlipped?: DrawingPaint;
  readonly rule: "nonzero" | "evenodd";
  readonly stroke: {
    readonly ink: string;
    readonly width: number;
    readonly cap: "butt" | "round" | "square";
    readonly join: "miter" | "round" | "bevel";
  } | null;
  readonly opacity: number;
}

export type DrawingPaint =
  | { readonly kind: "solid"; readonly ink: string }
  | {
      readonly kind: "linear";
      readonly from: { readonly x: number; readonly y: number };
      readonly to: { readonly x: number; readonly y: number };
      readonly stops: readonly { readonly offset: number; readonly ink: string }[];
    };

export interface PackImage {
  readonly id: string;
  readonly kind: "drawing" | "photograph";
  readonly alt: LocalText | null;
  readonly file: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** Parsed paths of a drawing; null for a photograph. */
  readonly drawing: Drawing | null;
}

/** Nobody may print it any more. */
export interface Withdrawal {
  readonly reason: string;
  readonly by: string;
  /** ISO date. */
  readonly on: string;
}

export interface Helpline {
  readonly id: string;
  readonly country: string;
  /** Digits as dialled, `+` allowed. */
  readonly number: string;
  /** Short numbers and most free ones reach nobody from another country. */
  readonly dialFrom: "in_country" | "anywhere";
  /** As printed, for example `+84 981 84 84 84`. */
  readonly display: string;
  readonly name: LocalText;
  readonly hours: string;
  readonly cost: string;
  readonly use: boolean;
  /** ISO date on which a person last confirmed the number, or null. */
  readonly lastChecked: string | null;
  /** ISO date by which somebody has to confirm it again. */
  readonly reviewBy?: string;
  readonly sources: readonly string[];
  /** Taken back since the pack was published; then `use` is false. */
  readonly withdrawn?: Withdrawal;
}

export interface Fact {
  readonly id: string;
  readonly text: LocalText;
  readonly source: string;
  readonly year: number;
  /** ISO date by which somebody has to look at it again. */
  readonly reviewBy?: string;
  /** Taken back since the pack was published. */
  readonly withdrawn?: Withdrawal;
}

export interface LanguageRule {
  readonly id: string;
  /** Runs on the text as written, before the language's normalisation. */
  readonly raw: boolean;
  readonly language: "en" | "vi" | "ar";
  readonly severity: "block" | "warn" | "info";
  readonly pattern: string;
  readonly flags: string;
  readonly avoid: readonly string[];
  readonly prefer: readonly string[];
  /** Words → what may take their place without touching the rest of the sentence. */
  readonly replace?: Readonly<Record<string, string>>;
  readonly why: string;
}

export interface ContentRule {
  readonly id: string;
  readonly area: string;
  readonly severity: "block" | "warn" | "info";
  readonly title: string;
  readonly message: LocalText;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Term {
  readonly id: string;
  readonly text: LocalText;
  readonly note: string;
  /** Languages in which the words are official or legal: others may be said in other words. */
  readonly official?: Readonly<Record<"en" | "vi" | "ar", boolean>>;
  /** Languages in which the words also mean something of every day. */
  readonly everyday?: readonly ("en" | "vi" | "ar")[];
  /** Services and offices of one country: an edition for another names its own. */
  readonly national?: boolean;
  /** Words for the same thing that must not be used. */
  readonly avoid?: Readonly<Partial<Record<"en" | "vi" | "ar", readonly string[]>>>;
}

export interface OfficialName {
  readonly id: string;
  readonly text: LocalText;
  /** Wrong Arabic variants that were seen in print. */
  readonly variants: readonly string[];
}

export interface CalendarDay {
  readonly id: string;
  readonly month: number;
  /** Null where the day moves from year to year. */
  readonly day: number | null;
  readonly name: LocalText;
  readonly core: boolean;
}

export interface TemplatePack {
  readonly id: string;
  readonly release: string;
  readonly title: LocalText;
  readonly publisher: string;
  /** Digest over the digests of every file of the pack. */
  readonly digest: string;
  readonly editions: readonly Edition[];
  readonly inks: Readonly<Record<string, Ink>>;
  readonly black: string;
  readonly families: Readonly<Record<string, FontFamily>>;
  readonly styles: Readonly<Record<string, TextStyle>>;
  readonly images: Readonly<Record<string, PackImage>>;
  /** SHA-256 of a picture's file, the pack's own or a document's → why it was taken back. */
  readonly withdrawnPictures?: Readonly<Record<string, Withdrawal>>;
  readonly content: readonly TemplateFamily[];
  readonly templates: readonly Template[];
  readonly hosts: readonly string[];
  readonly helplines: readonly Helpline[];
  /** Numbers that must never be printed again: retired lines and known misprints, digits only. */
  readonly refusedNumbers: readonly {
    readonly digits: string;
    readonly insteadOf: string | null;
    readonly reason: string;
  }[];
  readonly facts: readonly Fact[];
  readonly terms: readonly Term[];
  readonly names: readonly OfficialName[];
  /** Official names that contain words which the rules would flag. */
  readonly allowNames: Readonly<Record<"en" | "vi" | "ar", readonly string[]>>;
  readonly languageRules: readonly LanguageRule[];
  readonly contentRules: readonly ContentRule[];
  readonly calendar: readonly CalendarDay[];
}
