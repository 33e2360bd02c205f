/** One template of a document in one edition, and its name as text. */

export interface PieceName {
  /** Id of a template. */
  readonly template: string;
  /** BCP 47 tag. */
  readonly edition: string;
}

/** No id of a template and no tag has a slash. */
export function pieceKey({ template, edition }: PieceName): string {
  return `${template}/${edition}`;
}
