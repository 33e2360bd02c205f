import type { LoadedPack } from "../../services/pack/packs.ts";

/** Which addresses the studio opens in the machine's browser: those that are in a pack's own data. */

/** @returns the address as it may be opened; null for every other one. */
export function knownAddress(url: string, packs: readonly LoadedPack[]): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== "https:" || parsed.port !== "") return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  const ofHost = packs.some(({ pack }) =>
    pack.hosts.some((host) => parsed.hostname === host || parsed.hostname.endsWith(`.${host}`)),
  );
  return ofHost || packs.some((pack) => sourcesOf(pack).has(parsed.href)) ? parsed.href : null;
}

/** Addresses under `url` anywhere in the data: where helplines and facts come from. */
function sourcesOf({ files }: LoadedPack): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, bytes] of files) {
    if (!path.startsWith("data/") || !path.endsWith(".json")) continue;
    JSON.parse(new TextDecoder().decode(bytes), (key, value: unknown) => {
      const parsed = key === "url" && typeof value === "string" ? URL.parse(value) : null;
      if (parsed !== null) found.add(parsed.href);
      return value;
    });
  }
  return found;
}
