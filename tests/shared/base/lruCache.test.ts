import { describe, expect, it } from "vitest";
import { createLruCache } from "../../../src/shared/base/lruCache.ts";

describe("createLruCache", () => {
  it("forgets what was used longest ago", () => {
    const cache = createLruCache<number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    expect(cache.get("a")).toBe(1);
    cache.set("c", 3);
    expect(cache.get("b")).toBeUndefined();
    expect(cache.get("a")).toBe(1);
    expect(cache.get("c")).toBe(3);
  });

  it("keeps the newest value of a key", () => {
    const cache = createLruCache<number>(2);
    cache.set("a", 1);
    cache.set("a", 2);
    cache.set("b", 3);
    expect(cache.get("a")).toBe(2);
  });
});
