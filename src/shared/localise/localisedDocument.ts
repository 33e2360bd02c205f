import type { Edition } from "../base/locale.ts";

/** A document in one edition with every helpline and fact resolved: what the typesetter sets. */

export interface LocalisedRun {
  /** NFC, digits as they will print. */
  readonly text: string;
  readonly emphasis: boolean;
  /** BCP 47 tag where it differs from the edition's language. */
  readonly language?: string;
  /** The run is one unit out of the pack's registry: a helpline never breaks and keeps its digits. */
  readonly atom?: { readonly kind: "helpline" | "fact"; readonly id: string };
  /** How the run stands in the paragraph that is edited; absent where it is `text`, right after the run before. */
  readonly written?: { readonly start: number; readonly text: string };
}

/** One paragraph or one list item, in reading order. A blank one has no runs. */
export interface LocalisedParagraph {
  readonly kind: "paragraph" | "item";
  readonly runs: readonly LocalisedRun[];
}

export interface LocalisedDocument {
  readonly title: string;
  readonly edition: Edition;
  /** Slot id → its paragraphs; a slot without content is absent. */
  readonly slots: Readonly<Record<string, readonly LocalisedParagraph[]>>;
  /** Slot id → picture placed there by the designer; absent where the template's own art is used. */
  readonly pictures: Readonly<Record<string, LocalisedPicture>>;
}

export interface LocalisedPicture {
  /** SHA-256 of the file's bytes. */
  readonly digest: string;
  /** Pixels, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** 0 to 1 from the top-left corner: the point that stays visible when the picture is cropped. */
  readonly focus: { readonly x: number; readonly y: number };
  /** Alternative text in the edition's language. */
  readonly alt: string;
  /** Last day on which the people in it agree to be shown; absent where nobody can be recognised. */
  readonly consentUntil?: string;
}
