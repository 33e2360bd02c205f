import { createHash } from "node:crypto";
import { join } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import type { Files } from "../services/ports.ts";

/** Secrets of a person → one file each in a folder, which only that person may read. */

const LARGEST = 64 * 1024;
/** Names that are the same file on every system as they are here. */
const PLAIN = /^[a-z0-9-]{1,60}$/;

/** For hosts without a keychain: as safe as the person's own account on this machine. */
export function folderSecrets(files: Files, folder: string) {
  const fileOf = (name: string) => {
    const plain = PLAIN.test(name) ? name : createHash("sha256").update(name).digest("hex");
    return join(folder, `${plain}.secret`);
  };
  return {
    /** Null where there is none. Fails with `keys/cannot-read` where it is there and cannot be opened. */
    async read(name: string): Promise<Uint8Array | null> {
      const path = fileOf(name);
      try {
        return await files.read(path, LARGEST);
      } catch (cause) {
        if (cause instanceof StudioError && cause.code === "storage/missing") return null;
        throw new StudioError("keys/cannot-read", "failure", `${path} is there and cannot be opened.`, {
          cause,
          hint: "Allow yourself to read it, or restore it from a backup.",
        });
      }
    },
    /** Replaces the one of that name, all or nothing. Fails with the codes of `Files.write`. */
    write: (name: string, secret: Uint8Array): Promise<void> => files.write(fileOf(name), secret, { secret: true }),
  };
}
