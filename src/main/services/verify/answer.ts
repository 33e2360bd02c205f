import type { Policy } from "../../../shared/approve/decide.ts";
import { digestBytes, textBytes } from "../../../shared/base/digest.ts";
import type { Trusted } from "../trust/trustedKeys.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict on an exported file → what people ask of it: is this ours, and unaltered? */

/** `unknown-signer`: unaltered since somebody sealed it, of whom nobody here has said whose key that is. */
export type Answer = "ours" | "altered" | "unknown-signer";

export interface Answered {
  readonly answer: Answer;
  /** Of the key that sealed the file: what its owner tells on another way; null where nobody sealed it. */
  readonly fingerprint: string | null;
  /** Whether the digits that somebody gave are those of the file or of the key that sealed it; null where none were given. */
  readonly fingerprintHolds: boolean | null;
  /** Names under which other keys are known here: somebody uses another person's name, or that person has a new key. */
  readonly otherKeys: readonly { readonly name: string; readonly key: string; readonly known: string }[];
}

/** Fewer can be hit by trying: somebody changes a file again and again until its digest begins with them. */
export const LEAST_DIGITS = 16;

/** What speaks of the people who signed, and not of the file. */
const OF_PEOPLE = /^(?:approve\/(?!bad-signature|record-broken)|verify\/not-sealed)/;

/** Digits of a key, for people to compare. */
export function keyFingerprint(key: string): string {
  return digestBytes(textBytes(key));
}

/** @param file SHA-256 of the file as it is. @param told digits that came on another way, in any spacing. */
export function answerOf(
  verdict: Verdict,
  file: string,
  { team }: Policy,
  { people, publishers }: Trusted,
  told: string | null,
): Answered {
  const sealer = verdict.sealedBy ?? null;
  const fingerprint = sealer === null ? null : keyFingerprint(sealer.key);
  const holds =
    told === null ? null : beginsWith(file, told) || (fingerprint !== null && beginsWith(fingerprint, told));
  const known = [...(team?.team.members ?? []), ...people, ...publishers];
  const signers = [...verdict.decisions.map(({ by }) => by), ...(sealer === null ? [] : [sealer])];
  const otherKeys = signers.flatMap(({ name, key }) => {
    if (known.some((one) => one.key === key)) return [];
    const namesake = known.find((one) => plainName(one.name) === plainName(name));
    return namesake === undefined ? [] : [{ name, key, known: namesake.key }];
  });
  const unique = [...new Map(otherKeys.map((one) => [one.key, one])).values()];
  return { answer: judge(verdict, holds), fingerprint, fingerprintHolds: holds, otherKeys: unique };
}

function judge({ valid, codes, trust, sample }: Verdict, holds: boolean | null): Answer {
  if (!valid && codes.some((code) => !OF_PEOPLE.test(code))) return "altered";
  if (sample === true) return "unknown-signer";
  if (holds !== null) return holds && valid ? "ours" : "unknown-signer";
  return valid && trust !== "unknown" ? "ours" : "unknown-signer";
}

function beginsWith(digest: string, told: string): boolean {
  const digits = told.replace(/\s/g, "").toLowerCase();
  return digits.length >= LEAST_DIGITS && digest.startsWith(digits);
}

/** Names that people take for one another. */
function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]+/gu, " ")
    .trim()
    .toLowerCase();
}
