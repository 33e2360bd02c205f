/** What a later version brings → the older one has it too, if it really lacks it. */

/** Read by `tests/desktop/layer.test.ts`; every script of a window has this module in it, and the first one fills it. */
const world = globalThis as { manaraLayer?: string[] };
world.manaraLayer ??= [];
const replaced = world.manaraLayer;

/** @param where as people write it, for example `Array.prototype`. */
export function put<Owner extends object, Name extends keyof Owner & string>(
  where: string,
  owner: Owner,
  name: Name,
  value: Owner[Name],
): void {
  // A layer that covers what is there would hide how it works.
  if (name in owner) throw new Error(`${where}.${name} is there already: the layer may not replace it.`);
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  replaced.push(`${where}.${name}`);
}
