import { StudioError } from "../../shared/base/errors.ts";

/** A failure of the operating system → a message with a permanent code, what to do, and the exit code. */

/** @param purpose what was tried: a file that cannot be read is the caller's slip, a disk that fills up is not. */
export function storageError(cause: unknown, purpose: "read" | "write", path: string): StudioError {
  if (cause instanceof StudioError) return cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return purpose === "read"
        ? new StudioError("storage/missing", "usage", `There is no ${path}.`, { cause, hint: "Check the path." })
        : new StudioError("storage/missing", "failure", `The folder of ${path} is gone.`, {
            cause,
            hint: "Plug the disk in again, or choose another folder.",
          });
    case "EISDIR":
      return new StudioError("storage/is-folder", "usage", `${path} is a folder.`, { cause, hint: "Name a file." });
    case "EEXIST":
      return new StudioError("storage/exists", "usage", `${path} exists already.`, {
        cause,
        hint: "Choose another name, or move the old file away.",
      });
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new StudioError("storage/disk-full", "failure", `The disk is full: ${path} was not written.`, {
        cause,
        hint: "Free some space and try again. Nothing was changed.",
      });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return purpose === "read"
        ? new StudioError("storage/no-access", "failure", `You may not read ${path}.`, {
            cause,
            hint: "Ask the owner for access, or copy the file.",
          })
        : new StudioError("storage/read-only", "failure", `${path} cannot be written: the place is read-only.`, {
            cause,
            hint: "Choose a folder in which you may write. Nothing was changed.",
          });
    default:
      return new StudioError(
        "storage/failed",
        "failure",
        `${path}: ${cause instanceof Error ? cause.message : cause}.`,
        {
          cause,
          hint: "Try again; if it happens again, try another disk.",
        },
      );
  }
}
