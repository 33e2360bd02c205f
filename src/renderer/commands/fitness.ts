/** What people type → how well a name fits it, in the three languages. */

/** Letters as people mean them: without case, accents, vowel signs and the variants of alef, yeh and teh marbuta. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{Mn}ـ]/gu, "")
    .replaceAll("đ", "d")
    .replace(/[أإآٱ]/g, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه");
}

/** Higher fits better; null where it does not fit. Every typed word has to be found, or the letters in their order. */
export function fitness(name: string, typed: string): number | null {
  const folded = fold(name);
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 0;
  const all = words.map((word) => {
    const at = folded.indexOf(word);
    if (at < 0) return null;
    if (at === 0) return 3;
    return /[\p{L}\p{N}]/u.test(folded.charAt(at - 1)) ? 1 : 2;
  });
  if (!all.includes(null)) return all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  let from = 0;
  for (const letter of words.join("")) {
    const at = folded.indexOf(letter, from);
    if (at < 0) return null;
    from = at + 1;
  }
  return 0;
}
