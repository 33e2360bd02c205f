import { z } from "zod";
import { digestValue, SHORT_DIGEST, shortDigest } from "../base/digest.ts";
import type { Page } from "../typeset/page/page.ts";

/** Pages → proof: the digest of exactly what will print, and short digests of its parts that tell what changed. */

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

/** Enough to name what changed. Whether anything did is decided by the whole digest alone. */
const short = z.string().regex(SHORT_DIGEST);

export const proofParts = z.strictObject({
  engine: z.string().max(40),
  pack: short,
  fonts: short,
  pictures: short,
  /** Of each page, everything on it. */
  pages: z.array(short).max(100),
  /** Slot, or frame where there is none → its words on all pages. */
  content: z.record(z.string().max(100), short),
});
export type ProofParts = z.infer<typeof proofParts>;

export interface Proof {
  readonly template: string;
  readonly edition: string;
  /** SHA-256 in lower-case hex. */
  readonly digest: string;
  readonly parts: ProofParts;
}

/** Changing one glyph position, colour, font file, picture, pack file or the engine changes the digest. */
export function makeProof(input: ProofInput): Proof {
  const { engine, pack, template, edition, pages } = input;
  const digests = pages.map(digestValue);
  const digest = digestValue({
    proof: 1,
    engine,
    pack: { id: pack.id, release: pack.release, digest: pack.digest },
    template,
    edition,
    pages: digests,
  });
  const parts: ProofParts = {
    engine: engine.slice(0, 40),
    pack: shortDigest(digestValue({ id: pack.id, release: pack.release, digest: pack.digest })),
    fonts: shortDigest(
      digestValue([...new Set(pages.flatMap((page) => Object.values(page.fonts).map((font) => font.digest)))].sort()),
    ),
    pictures: shortDigest(digestValue([...new Set(pages.flatMap((page) => Object.keys(page.pictures)))].sort())),
    pages: digests.map((one) => shortDigest(one)),
    content: contentParts(pages),
  };
  return { template, edition, digest, parts };
}

function contentParts(pages: readonly Page[]): ProofParts["content"] {
  const words = new Map<string, string[]>();
  for (const { slot, frame, text } of pages.flatMap((page) => page.blocks)) {
    const name = (slot ?? frame).slice(0, 100);
    words.set(name, [...(words.get(name) ?? []), text]);
  }
  return Object.fromEntries([...words].map(([name, texts]) => [name, shortDigest(digestValue(texts))]));
}
