/** One thing with its facts ⇄ one line of text: `headline, line 2 | reads “…” | at 56.693 240.12`. */

export interface Entry {
  /** What it is, in words; no two entries of a page share one. */
  readonly key: string;
  /** Name, one word → value. */
  readonly facts: Readonly<Record<string, string>>;
}

export function entry(key: string, facts: Readonly<Record<string, string>>): Entry {
  const clean = Object.entries(facts).map(([name, value]) => [name, onOneLine(value)]);
  return { key: onOneLine(key), facts: Object.fromEntries(clean) };
}

/** A bar parts facts, and a line is an entry: neither may stand in a value. */
function onOneLine(value: string): string {
  return value.replaceAll("|", "¦").replace(/\s*\n\s*/g, " ↵ ");
}

export function entryLine({ key, facts }: Entry): string {
  return [key, ...Object.entries(facts).map(([name, value]) => `${name} ${value}`)].join(" | ");
}

export function readEntry(line: string): Entry {
  const [key = "", ...facts] = line.split(" | ");
  const pairs = facts.map((fact) => {
    const space = fact.indexOf(" ");
    return [fact.slice(0, space), fact.slice(space + 1)];
  });
  return { key, facts: Object.fromEntries(pairs) };
}
