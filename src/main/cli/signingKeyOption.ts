import type { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import type { Machine, SigningKey } from "../services/ports.ts";
import { readKeyFile } from "../services/trust/keyFiles.ts";

/** `--passphrase-file` and `MANARA_PASSPHRASE` → the passphrase of a key; never an option itself, which others could read. */

export interface PassphraseOptions {
  readonly passphraseFile?: string;
}

export function addPassphraseOption(command: Command): Command {
  return command.option("--passphrase-file <file>", "file with the key's passphrase; else MANARA_PASSPHRASE is used");
}

/** Null where nobody gave one. A line break at the end of the file is not part of it. */
export async function passphraseOf(machine: Machine, { passphraseFile }: PassphraseOptions): Promise<string | null> {
  if (passphraseFile === undefined) return process.env.MANARA_PASSPHRASE ?? null;
  const bytes = await machine.files.read(passphraseFile, 4096);
  const text = new TextDecoder().decode(bytes).replace(/\r?\n$/, "");
  if (text !== "") return text;
  throw new StudioError("cli/empty-passphrase", "usage", `${passphraseFile} is empty.`, {
    hint: "Write the passphrase into it.",
  });
}

export function openKey(machine: Machine, path: string, options: PassphraseOptions): Promise<SigningKey> {
  return readKeyFile(machine, path, () => passphraseOf(machine, options));
}
