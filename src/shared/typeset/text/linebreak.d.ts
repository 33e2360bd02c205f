/** The part of `linebreak` 1.1.0 that `breakOpportunities` uses; the package has no types of its own. */
declare module "linebreak" {
  // biome-ignore lint/style/noDefaultExport: the package exports it so.
  export default class LineBreaker {
    constructor(text: string);
    /** The next opportunity: `position` is the UTF-16 offset at which the next line would start. */
    nextBreak(): { readonly position: number; readonly required?: boolean } | null;
  }
}
