import { z } from "zod";
import { StudioError } from "../../shared/base/errors.ts";
import type { Machine, SigningKey } from "./ports.ts";

/** Signing keys ⇄ files that only their owner may read. */

const key = z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/);
const keyFile = z.strictObject({
  manara: z.literal("signing-key"),
  version: z.literal(1),
  name: z.string().min(1).max(200),
  key,
  /** 32 bytes, base64url. Whoever has it can approve in this person's name. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** Fails with `keys/no-name` and the codes of `Files.write`; an existing file is never replaced. */
export async function createKeyFile(machine: Machine, path: string, name: string): Promise<SigningKey> {
  if (name.trim() === "") {
    throw new StudioError("keys/no-name", "usage", "A key needs the name of the person who approves.", {
      hint: 'Add --name "Nguyen Thi Lan".',
    });
  }
  const made = machine.keys.generate(name.trim().normalize("NFC").slice(0, 200));
  const text = `${JSON.stringify({ manara: "signing-key", version: 1, ...made }, null, 2)}\n`;
  await machine.files.write(path, new TextEncoder().encode(text), { secret: true, fresh: true });
  return made;
}

/** Fails with `keys/not-a-key` and the codes of `Files.read`. */
export async function readKeyFile(machine: Machine, path: string): Promise<SigningKey> {
  const bytes = await machine.files.read(path, 64 * 1024);
  const result = keyFile.safeParse(parseJson(bytes));
  if (result.success) return { name: result.data.name, key: result.data.key, secret: result.data.secret };
  throw new StudioError("keys/not-a-key", "failure", `${path} is not a signing key of Manara.`, {
    hint: "Make one with: manara keys new --name … -o my.key",
  });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
