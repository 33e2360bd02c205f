import { join } from "node:path";
import { digestBytes } from "../../../shared/base/digest.ts";
import type { Machine } from "../ports.ts";

/** The colour profile that a print shop gave → what the exporters draw with and what preflight then expects. */

export interface SuppliedProfile {
  /** Of its file, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PrintProfile {
  /** Where the exporters read it: a copy, which nobody changes while they work. */
  readonly path: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
  /** Per cent of ink that it lays down at most. */
  readonly mostInk: number;
}

/** sharp takes its time to load, and most work needs no colour: it is loaded with the first profile. */
const profiles = () => import("../../render/profile/outputProfile.ts");

/** Fails with the codes of `Files.read` and of `checkOutputProfile`. */
export async function readSuppliedProfile(machine: Pick<Machine, "files">, path: string): Promise<SuppliedProfile> {
  const { checkOutputProfile, LARGEST_PROFILE } = await profiles();
  // More than is taken, so that the check can say what a profile has at most.
  const bytes = await machine.files.read(path, 16 * LARGEST_PROFILE);
  checkOutputProfile(bytes, path);
  return { name: path, bytes };
}

/** @param folder of this export, gone when it is finished. Fails with the codes of `checkOutputProfile` and `Files.write`. */
export async function stageProfile(
  machine: Pick<Machine, "files">,
  { name, bytes }: SuppliedProfile,
  folder: string,
): Promise<PrintProfile> {
  const { checkOutputProfile, measureInk } = await profiles();
  checkOutputProfile(bytes, name);
  const path = join(folder, "output-profile.icc");
  await machine.files.write(path, bytes);
  return { path, digest: digestBytes(bytes), mostInk: await measureInk(path, name) };
}
