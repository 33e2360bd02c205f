import type { Reading } from "./reading.ts";
import { BREAK, SPACE } from "./tokens.ts";
import { CONTACT } from "./vocabulary.ts";

/** Tokens → whether a word of calling or contact stands in the sentence of each. */

export function contactIn(reading: Reading): (at: number) => boolean {
  if (!reading.spans.some(({ dial }) => dial !== null)) return () => false;
  const sentences = new Int32Array(reading.count);
  const contacts = new Set<number>();
  let sentence = 0;
  for (let at = 0; at < reading.count; at += 1) {
    sentences[at] = sentence;
    if (endsSentence(reading, at)) sentence += 1;
    else if (reading.isWord(at) && reading.phraseFrom(at, CONTACT) !== -1) contacts.add(sentence);
  }
  return (at) => contacts.has(sentences[at] ?? -1);
}

/** A question goes on into its answer: “In danger? 919 never closes.” */
function endsSentence(reading: Reading, at: number): boolean {
  if (reading.type(at) === BREAK) return true;
  return reading.isSign(at, ".!") && reading.type(at + 1) === SPACE && !reading.isTaken(at);
}
