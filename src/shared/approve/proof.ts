import { digestValue } from "../base/digest.ts";
import type { Page } from "../typeset/page.ts";

/** Pages → proof: the digest of exactly what will print. */

export interface ProofInput {
  /** Version of Manara: another one may draw the same pages differently. */
  readonly engine: string;
  readonly pack: { readonly id: string; readonly release: string; readonly digest: string };
  readonly template: string;
  /** BCP 47 tag. */
  readonly edition: string;
  /** All pages of the template, in order. They name every font and picture by the digest of its file. */
  readonly pages: readonly Page[];
}

export interface Proof {
  readonly template: string;
  readonly edition: string;
  /** SHA-256 in lower-case hex. */
  readonly digest: string;
}

/** Changing one glyph position, colour, font file, picture, pack file or the engine changes the digest. */
export function makeProof(input: ProofInput): Proof {
  const { engine, pack, template, edition, pages } = input;
  const digest = digestValue({
    proof: 1,
    engine,
    pack: { id: pack.id, release: pack.release, digest: pack.digest },
    template,
    edition,
    pages: pages.map(digestValue),
  });
  return { template, edition, digest };
}
