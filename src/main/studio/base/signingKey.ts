import { z } from "zod";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { cutText, parseJson } from "../../../shared/base/unicode.ts";
import type { Keys, SigningKey } from "../../services/ports.ts";
import type { Secrets } from "./ports.ts";
import { createTurns } from "./turns.ts";

/** The one key with which this person signs, among the machine's secrets. */

const NAME = "signing-key";
const kept = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(200),
  key: z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  organisation: z.string().min(1).max(200).optional(),
});

export function createSigningKey(keys: Keys, secrets: Secrets) {
  const inTurn = createTurns();
  const read = async (): Promise<SigningKey | null> => {
    const bytes = await secrets.read(NAME);
    if (bytes === null) return null;
    const parsed = kept.safeParse(jsonOrNull(bytes));
    if (!parsed.success) {
      throw new StudioError("keys/cannot-read", "failure", "Your signing key on this computer is damaged.", {
        hint: "Restore it from a backup. Manara never replaces a key by itself.",
      });
    }
    const { name, key, secret, organisation } = parsed.data;
    return { name, key, secret, ...(organisation === undefined ? {} : { organisation }) };
  };
  return {
    /** Null before there is one. Fails with `keys/cannot-read`. */
    read: () => inTurn(read),
    /** Fails with `keys/none`. */
    async need(): Promise<SigningKey> {
      const key = await inTurn(read);
      if (key !== null) return key;
      throw new StudioError("keys/none", "usage", "You have no key to sign with on this computer yet.", {
        hint: "Make one in Settings, under Signing.",
      });
    },
    /** Fails with `keys/exists`. */
    create: (name: string, organisation?: string): Promise<SigningKey> =>
      inTurn(async () => {
        if ((await read()) !== null) {
          throw new StudioError("keys/exists", "usage", "You have a key on this computer already.", {
            hint: "Sign with it: earlier approvals name it.",
          });
        }
        const made = keys.generate(cutText(name.normalize("NFC"), 200));
        const place = cutText(organisation?.normalize("NFC") ?? "", 200);
        const key = place === "" ? made : { ...made, organisation: place };
        await secrets.write(NAME, textBytes(JSON.stringify({ version: 1, ...key })));
        return key;
      }),
  };
}

export type SigningKeyStore = ReturnType<typeof createSigningKey>;

function jsonOrNull(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
