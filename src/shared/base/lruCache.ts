/** A bounded memory: the least recently used entry is forgotten first. */

export interface LruCache<V, K = string> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/** @param capacity greatest number of entries. */
export function createLruCache<V, K = string>(capacity: number): LruCache<V, K> {
  const entries = new Map<K, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      // Nothing is forgotten before the memory is full: until it is half full the order need not be kept.
      if (entries.size * 2 > capacity) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= capacity) return;
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
    },
  };
}
