import { diffArrays } from "diff";
import { type Entry, entryLine, readEntry } from "./entry.ts";
import { factWords, moveWords, near, numbersOf } from "./factWords.ts";

/** Two descriptions of a page → what is different, as sentences for whoever has to decide whether it may be. */

type Entries = ReadonlyMap<string, Entry>;

/** What follows from other facts: told only where nothing else explains it. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  reads: ["starts", "glyphs", "width"],
  set: ["starts", "glyphs", "width"],
  starts: ["glyphs"],
  width: ["glyphs"],
  box: ["outline"],
};

export function tellPageChanges(before: readonly string[], after: readonly string[]): string[] {
  const old = new Map(before.map(readEntry).map((one) => [one.key, one]));
  const now = new Map(after.map(readEntry).map((one) => [one.key, one]));
  const moves = frameMoves(old, now);
  const told = [...moves.values()];
  told.push(...shapeChanges(old, now, new Set(moves.keys())));
  const otherLines = [...now].filter(
    ([key, { facts }]) => facts.reads !== undefined && isOther(old.get(key), now.get(key)),
  );
  for (const [key, entry] of now) {
    const was = old.get(key);
    const owner = ownerOf(key);
    if (SHAPE.test(key)) continue;
    // The box of a block follows from its lines.
    const follows = moves.has(owner) || otherLines.some(([line]) => line.startsWith(`${key}, line `));
    if (was === undefined) told.push(`${key} is new: ${shortly(entry)}`);
    else told.push(...factChanges(was, entry, follows).map((words) => `${key}: ${words}`));
  }
  for (const [key, entry] of old) {
    if (!now.has(key) && !SHAPE.test(key)) told.push(`${key} is gone: ${shortly(entry)}`);
  }
  const order = firstOutOfOrder([...old.keys()], [...now.keys()]);
  if (order !== null) told.push(`${order} is drawn in another order`);
  const digest = pageEntryOf(old)?.facts.digest !== pageEntryOf(now)?.facts.digest;
  if (told.length === 0 && digest)
    told.push("something that has no words here is different: see the digest of the page");
  return told;
}

function pageEntryOf(entries: Entries): Entry | undefined {
  return [...entries.values()].find(({ key }) => key.startsWith("page "));
}

function isOther(one: Entry | undefined, other: Entry | undefined): boolean {
  return one === undefined || other === undefined || entryLine(one) !== entryLine(other);
}

function factChanges({ facts: was }: Entry, { key, facts: now }: Entry, placeFollows: boolean): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter((name) => was[name] !== now[name]);
  const explained = new Set(names.flatMap((name) => FOLLOWS[name] ?? []));
  if (placeFollows) for (const name of ["at", "box", "clip", "outline"]) explained.add(name);
  if (names.includes("reads")) {
    if (stylesOf(was.set) === stylesOf(now.set)) explained.add("set");
    // Where a line begins follows from its words; on which baseline it stands does not.
    if (numbersOf(was.at ?? "")[1] === numbersOf(now.at ?? "")[1]) explained.add("at");
  }
  if (key.startsWith("page ")) explained.add("digest");
  return names.filter((name) => !explained.has(name)).map((name) => factWords(name, was[name], now[name]));
}

/** How the runs of a line are set, whatever they say and in whatever order. */
function stylesOf(set = ""): string {
  const styles = set.split(/(?:^|, )“[^”]*” /).filter((style) => style !== "");
  return [...new Set(styles)].sort().join();
}

/** Frames of which everything drawn moved by one distance, and kept its size: one sentence instead of one a line. */
function frameMoves(old: Entries, now: Entries): Map<string, string> {
  const places = new Map<string, { was: readonly number[]; now: readonly number[] }[]>();
  const torn = new Set<string>();
  for (const [key, entry] of now) {
    const owner = ownerOf(key);
    const place = entry.facts.at ?? entry.facts.box;
    if (place === undefined) continue;
    const before = old.get(key)?.facts;
    const was = before?.at ?? before?.box;
    if (was === undefined) torn.add(owner);
    else places.set(owner, [...(places.get(owner) ?? []), { was: numbersOf(was), now: numbersOf(place) }]);
  }
  const found = new Map<string, string>();
  for (const [owner, pairs] of places) {
    const [first] = pairs;
    if (torn.has(owner) || owner === "shape" || first === undefined) continue;
    const dx = (first.now[0] ?? 0) - (first.was[0] ?? 0);
    const dy = (first.now[1] ?? 0) - (first.was[1] ?? 0);
    if (near(dx, 0) && near(dy, 0)) continue;
    const together = pairs.every(
      (pair) =>
        near((pair.now[0] ?? 0) - (pair.was[0] ?? 0), dx) &&
        near((pair.now[1] ?? 0) - (pair.was[1] ?? 0), dy) &&
        near(pair.now[2], pair.was[2]) &&
        near(pair.now[3], pair.was[3]),
    );
    if (!together) continue;
    const from = cornerOf(pairs.map((pair) => pair.was));
    const to = cornerOf(pairs.map((pair) => pair.now));
    const sentence = `frame ${owner} moved by ${moveWords(first.was, first.now)}, from ${from} to ${to}, and all in it`;
    found.set(owner, sentence);
  }
  return found;
}

function cornerOf(places: readonly (readonly number[])[]): string {
  return `${Math.min(...places.map(([x = 0]) => x))} ${Math.min(...places.map(([, y = 0]) => y))}`;
}

const SHAPE = /^shape \d+$|, part \d+$/;

/** Shapes are only numbered, so one more would make every later one look changed: they are compared as lists. */
function shapeChanges(old: Entries, now: Entries, moves: ReadonlySet<string>): string[] {
  const [before, after] = [shapesByOwner(old), shapesByOwner(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((owner) => {
    if (moves.has(owner)) return [];
    const [was, is] = [before.get(owner) ?? [], after.get(owner) ?? []];
    const told = was.length === is.length ? [] : [`${owner} has ${is.length} drawn parts instead of ${was.length}`];
    const gone: Entry[] = [];
    const fresh: Entry[] = [];
    const parts = diffArrays(was, is, { comparator: (one, other) => shortly(one) === shortly(other) });
    parts.forEach(({ removed, added, value }, at) => {
      const next = parts[at + 1];
      const previous = parts[at - 1];
      if (removed && next?.added && next.value.length === value.length) {
        // As many in the same place: the same ones, changed.
        told.push(...value.flatMap((one, index) => changedShape(one, next.value[index])));
      } else if (removed) gone.push(...value);
      else if (added && !(previous?.removed && previous.value.length === value.length)) fresh.push(...value);
    });
    const goneWords = gone.map(shortly);
    const freshWords = fresh.map(shortly);
    return [
      ...told,
      ...goneWords.map((one) => `${owner}, ${freshWords.includes(one) ? "drawn in another order" : "gone"}: ${one}`),
      ...freshWords.filter((one) => !goneWords.includes(one)).map((one) => `${owner}, new: ${one}`),
    ];
  });
}

function changedShape(was: Entry, now: Entry | undefined): string[] {
  return now === undefined ? [] : factChanges(was, now, false).map((words) => `${now.key}: ${words}`);
}

function shapesByOwner(entries: Entries): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const [key, entry] of entries) {
    if (SHAPE.test(key)) found.set(ownerOf(key), [...(found.get(ownerOf(key)) ?? []), entry]);
  }
  return found;
}

function firstOutOfOrder(before: readonly string[], after: readonly string[]): string | null {
  const both = after.filter((key) => before.includes(key));
  const expected = before.filter((key) => both.includes(key));
  return both.find((key, at) => key !== expected[at]) ?? null;
}

/** The frame that an entry belongs to; `shape` for what belongs to none. */
function ownerOf(key: string): string {
  return /^shape \d+$/.test(key) ? "shape" : (key.split(", ")[0] ?? key);
}

function shortly({ facts }: Entry): string {
  const { reads, says } = facts;
  return (
    reads ??
    says ??
    Object.entries(facts)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")
  );
}
