/** Lists of words in a file, by their name. */
export function listsIn(value: unknown, name = ""): [name: string, words: string[]][] {
  if (Array.isArray(value)) {
    const flat: unknown[] = value.flat();
    return [[name, flat.map((one) => (typeof one === "string" ? one : String(Object(one).word)))]];
  }
  if (typeof value !== "object" || value === null) return [];
  // Words with what they are worth.
  if (Object.values(value).some((worth) => typeof worth === "number")) return [[name, Object.keys(value)]];
  return Object.entries(value).flatMap(([key, inner]) => listsIn(inner, `${name}.${key}`));
}
