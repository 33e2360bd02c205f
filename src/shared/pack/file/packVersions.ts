import type { Migration } from "../../base/versioned.ts";

/** Every change of `pack.json` since version 1, as the step from version n to n + 1. Templates and data follow the pack's version. */
export const PACK_MIGRATIONS: Readonly<Record<number, Migration>> = {};
