import { join } from "node:path";
import { assert, StudioError } from "../../shared/base/errors.ts";
import type { Files } from "../services/ports.ts";
import type { Secrets } from "../studio/base/ports.ts";
import type { ElectronApi } from "./electronApi.ts";

/** Secrets of the person → files that only the machine's own key store can open. */

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** @param folder for the encrypted files. Fails with `keys/no-safe-place` where the machine has no key store. */
export function safeSecrets(
  storage: ElectronApi["safeStorage"],
  files: Pick<Files, "exists" | "read" | "write">,
  folder: string,
  platform: "mac" | "windows" | "linux",
): Secrets {
  const pathOf = (name: string) => {
    assert(NAME.test(name), "a secret has a plain name");
    return join(folder, `${name}.secret`);
  };

  const checkStorage = async () => {
    // Without a key store, Chromium on Linux says that it can encrypt, and uses a key that everybody knows.
    const open = platform === "linux" && storage.getSelectedStorageBackend() === "basic_text";
    if (open || !(await storage.isAsyncEncryptionAvailable())) {
      throw new StudioError("keys/no-safe-place", "failure", "This computer has no safe place for your signing key.", {
        hint:
          platform === "linux"
            ? "Install and unlock a keyring, such as GNOME Keyring or KWallet, and start Manara again."
            : "Unlock the keychain of your account, and start Manara again.",
      });
    }
  };

  return {
    async read(name) {
      const path = pathOf(name);
      if (!(await files.exists(path))) return null;
      const encrypted = await files.read(path);
      await checkStorage();
      try {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(encrypted));
        const secret = Buffer.from(result, "base64url");
        // The machine changed its key: what was written with the old one may not open much longer.
        if (shouldReEncrypt) await write(path, secret);
        return new Uint8Array(secret);
      } catch (cause) {
        throw new StudioError("keys/cannot-read", "failure", "Your signing key on this computer cannot be opened.", {
          hint: "Unlock the keyring of the account that made the key. If it is lost, make a new key and ask your campaign lead to add it to the team list.",
          cause,
        });
      }
    },
    async write(name, secret) {
      await checkStorage();
      await write(pathOf(name), secret);
    },
  };

  async function write(path: string, secret: Uint8Array): Promise<void> {
    const encrypted = await storage.encryptStringAsync(Buffer.from(secret).toString("base64url"));
    await files.write(path, new Uint8Array(encrypted), { secret: true });
  }
}
