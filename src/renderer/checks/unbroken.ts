/** A sentence → the same one, in which no telephone number is divided between two lines: halves of a number in a right-to-left paragraph read as two. */
export function unbroken(sentence: string): string {
  return sentence.replace(/(?<=\d) (?=\d)/g, "\u00a0");
}
