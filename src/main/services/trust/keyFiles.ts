import { z } from "zod";
import { digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { cutText } from "../../../shared/base/unicode.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { readJsonFile } from "../readJsonFile.ts";
import { lockedSecret, lockSecret, openSecret } from "./keyLock.ts";

/** Signing keys ⇄ files that only their owner may read, locked with a passphrase where there is one. */

const key = z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/);
const name = z.string().min(1).max(200);
/** 32 bytes, base64url. Whoever has it can approve in this person's name. */
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const first = z.strictObject({ manara: z.literal("signing-key"), version: z.literal(1), name, key, secret });
const second = z.strictObject({
  manara: z.literal("signing-key"),
  version: z.literal(2),
  name,
  organisation: z.string().max(200),
  key,
  /** Plain, or locked. */
  secret: z.union([secret, lockedSecret]),
  /** SHA-256 of everything else: tells damage from a wrong passphrase. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
});
const keyFile = z.union([first, second]);

export interface NewKey {
  readonly name: string;
  readonly organisation?: string;
  /** Null leaves the key open to everybody who gets the file. */
  readonly passphrase?: string | null;
}

/** Asked only where the file is locked; null where nobody gave one. */
export type AskPassphrase = () => Promise<string | null>;

/** Who the key belongs to: what a file says without being opened. */
export interface KeyFacts {
  readonly name: string;
  readonly organisation: string;
  readonly key: string;
  readonly locked: boolean;
}

/**
 * Fails with `keys/no-name`, `keys/short-passphrase` and the codes of `Files.write`; an existing file is never
 * replaced.
 */
export async function createKeyFile(
  machine: Pick<Machine, "files" | "keys">,
  path: string,
  facts: NewKey | string,
): Promise<SigningKey> {
  const { name: given, organisation = "", passphrase = null } = typeof facts === "string" ? { name: facts } : facts;
  const clean = (text: string) => cutText(text.trim().normalize("NFC"), 200);
  if (given.trim() === "") {
    throw new StudioError("keys/no-name", "usage", "A key needs the name of the person who approves.", {
      hint: 'Add --name "Nguyen Thi Lan".',
    });
  }
  if (passphrase !== null && [...passphrase].length < LEAST_PASSPHRASE) {
    throw new StudioError("keys/short-passphrase", "usage", "The passphrase is shorter than 8 characters.", {
      hint: "Four words that do not belong together are easy to remember.",
    });
  }
  const place = clean(organisation);
  const made = machine.keys.generate(clean(given));
  const own = { name: made.name, organisation: place, key: made.key };
  const kept = passphrase === null ? made.secret : await lockSecret(made.secret, passphrase, own);
  const body = { manara: "signing-key", version: 2, ...own, secret: kept };
  const text = `${JSON.stringify({ ...body, check: digestValue(body) }, null, 2)}\n`;
  await machine.files.write(path, new TextEncoder().encode(text), { secret: true, fresh: true });
  return place === "" ? made : { ...made, organisation: place };
}

const LEAST_PASSPHRASE = 8;

/** Fails with `keys/not-a-key`, `keys/damaged` and the codes of `Files.read`. */
export async function readKeyFacts(machine: Pick<Machine, "files">, path: string): Promise<KeyFacts> {
  const file = await readFile(machine, path);
  if (file.version === 1) return { name: file.name, organisation: "", key: file.key, locked: false };
  return { name: file.name, organisation: file.organisation, key: file.key, locked: typeof file.secret !== "string" };
}

/** As `readKeyFacts`, and fails with `keys/needs-passphrase` or `keys/wrong-passphrase` where the file is locked. */
export async function readKeyFile(
  machine: Pick<Machine, "files" | "keys">,
  path: string,
  ask: AskPassphrase = async () => null,
): Promise<SigningKey> {
  const file = await readFile(machine, path);
  const own = { name: file.name, key: file.key };
  if (file.version === 1) return fitting(machine, path, { ...own, secret: file.secret });
  const { organisation } = file;
  const facts = organisation === "" ? own : { ...own, organisation };
  if (typeof file.secret === "string") return fitting(machine, path, { ...facts, secret: file.secret });
  const passphrase = await ask();
  if (passphrase === null) {
    throw new StudioError("keys/needs-passphrase", "usage", `${path} is locked with a passphrase.`, {
      hint: "Set MANARA_PASSPHRASE, or add --passphrase-file with a file that contains it.",
    });
  }
  const secret = await openSecret(file.secret, passphrase, { ...own, organisation });
  return fitting(machine, path, { ...facts, secret });
}

/** With half of another key, every signature would be one that does not fit. */
function fitting({ keys }: Pick<Machine, "keys">, path: string, key: SigningKey): SigningKey {
  const said = new TextEncoder().encode("manara");
  const fits = keys.verify(key.key, said, keys.sign(key, said));
  if (fits) return key;
  throw new StudioError("keys/damaged", "failure", `The two halves of the key in ${path} do not belong together.`, {
    hint: "Restore the key from a backup.",
  });
}

async function readFile(machine: Pick<Machine, "files">, path: string): Promise<z.infer<typeof keyFile>> {
  const result = keyFile.safeParse(await readJsonFile(machine, path, 64 * 1024));
  if (!result.success) {
    throw new StudioError("keys/not-a-key", "failure", `${path} is not a signing key of Manara.`, {
      hint: "Make one with: manara keys new --name … -o my.key",
    });
  }
  if (result.data.version === 1) return result.data;
  const { check, ...body } = result.data;
  if (digestValue(body) === check) return result.data;
  throw new StudioError("keys/damaged", "failure", `${path} was damaged or changed.`, {
    hint: "Restore the key from a backup.",
  });
}
