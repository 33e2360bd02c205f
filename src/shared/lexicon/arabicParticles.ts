import particles from "./floor/ar/particles.json" with { type: "json" };

/** Particles and endings that Arabic writes in one word with another → pieces of patterns, none of which matches more than one word. */

const oneOf = ({ forms }: { readonly forms: readonly string[] }) => `(?:${forms.join("|")})`;

/** And, so. */
const CONJUNCTION = oneOf(particles.conjunctions);
/** In, as, to. */
const PREPOSITION = oneOf(particles.prepositions);

/** And, so, in, as, to, the: before a noun. */
export const CLITIC = `${CONJUNCTION}?(?:${oneOf(particles.articles)}|${PREPOSITION})?`;
/** The same without the article. */
export const CLITIC_BEFORE_ARTICLE = `${CONJUNCTION}?${PREPOSITION}?`;
export const NOUN_ENDING = `${oneOf(particles.nounEndings)}?`;
export const TERM_ENDING = oneOf(particles.termEndings);
export const POSSESSIVE = oneOf(particles.possessives);
