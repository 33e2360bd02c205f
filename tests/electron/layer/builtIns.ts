import { put } from "./put.ts";

/** What Chrome 108 and Node 16 lack of the language, as far as the product uses it. */

/** Half of a character that needs two. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function putToSorted(): void {
  put("Array.prototype", Array.prototype, "toSorted", function toSorted(this: unknown[], compare) {
    return [...this].sort(compare);
  });
}

export function putCanParse(): void {
  put("URL", URL, "canParse", (url, base) => {
    try {
      new URL(url, base);
      return true;
    } catch {
      return false;
    }
  });
}

export function putOthersOfWindows(): void {
  put("Array.prototype", Array.prototype, "toReversed", function toReversed(this: unknown[]) {
    return [...this].reverse();
  });
  put("String.prototype", String.prototype, "isWellFormed", function isWellFormed(this: string) {
    return this.search(HALF) < 0;
  });
  put("String.prototype", String.prototype, "toWellFormed", function toWellFormed(this: string) {
    return this.replace(HALF, "\ufffd");
  });
  put("Map", Map, "groupBy", (items, keyOf) => {
    const groups = new Map<ReturnType<typeof keyOf>, (typeof items extends Iterable<infer Item> ? Item : never)[]>();
    let index = 0;
    for (const item of items) {
      const key = keyOf(item, index++);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    return groups;
  });
}
