/** Names in a pack → what they name, or the name that was probably meant. */

/** The member that the file itself has: `constructor` and the like are nobody's colours. */
export function lookUp<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other: optimal string alignment. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min((line[column - 1] ?? 0) + 1, (above[column] ?? 0) + 1, (above[column - 1] ?? 0) + same);
      const swapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      line.push(least);
    }
    before = above;
    above = line;
  }
  return above[other.length] ?? 0;
}

/** A hint that names the nearest known name, or lists up to eight of them when nothing is near. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return "Nothing of this kind exists yet: add it first.";
  const nearest = nearestName(name, known);
  return nearest === null ? `Use one of: ${listNames(known)}.` : `Did you mean "${nearest}"?`;
}

/** The same for other languages: the nearest known name, or a list of them, or nothing. */
export function suggestedNames(name: string, known: readonly string[]): string {
  return nearestName(name, known) ?? listNames(known);
}

function nearestName(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(name.slice(0, 80), candidate.slice(0, 80)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

function listNames(known: readonly string[]): string {
  const shown = [...known].sort().slice(0, 8).join(", ");
  return `${shown}${known.length > 8 ? ", …" : ""}`;
}
