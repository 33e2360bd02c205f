import { StudioError } from "./errors.ts";

/** A file of any version that Manara ever wrote → the current version, one step at a time. */

/** From version n to n + 1; the value's own `version` is set afterwards. */
export type Migration = (value: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * @param migrations version n → the step from n to n + 1, for every n from 1 to `currentVersion` - 1.
 * @param kind the noun in messages and error codes, for example `document`.
 *
 * The result still has to be validated. Fails with `<kind>/no-version` or `<kind>/newer-version`.
 */
export function migrate(
  value: unknown,
  currentVersion: number,
  migrations: Readonly<Record<number, Migration>>,
  kind: string,
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw noVersion(kind);
  let current: Record<string, unknown> = { ...value };
  const from = current.version;
  if (typeof from !== "number" || !Number.isInteger(from) || from < 1) throw noVersion(kind);
  if (from > currentVersion) {
    throw new StudioError(
      `${kind}/newer-version`,
      "failure",
      `The ${kind} has version ${from}; this Manara reads up to version ${currentVersion}.`,
      { hint: "Install the newest Manara, or ask the sender for an older version." },
    );
  }
  for (let version = from; version < currentVersion; version += 1) {
    const step = migrations[version];
    if (step === undefined) throw noVersion(kind);
    current = { ...step(current), version: version + 1 };
  }
  return current;
}

function noVersion(kind: string): StudioError {
  return new StudioError(`${kind}/no-version`, "failure", `The ${kind} does not say which version it is.`, {
    hint: `The file is not a Manara ${kind}, or it was changed by another program.`,
  });
}
