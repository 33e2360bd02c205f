import { constants, existsSync, promises as fs, rmSync } from "node:fs";
import { basename, dirname, join, posix, sep } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import { type Files, STAGED_MOVE, type WriteOptions } from "../services/ports.ts";
import { acquireLock } from "./fileLock.ts";
import { findLeftovers, isStaging, partName, stagingName } from "./leftovers.ts";
import { storageError } from "./storageError.ts";

/** The files of this machine: reads are limited, writes are all or nothing and on the disk before they count. */

/** Nothing that Manara reads is larger. */
const LARGEST = 1024 ** 3;

/** Temporary files and folders that exist at this moment. */
const unfinished = new Set<string>();

/** For a program that is told to stop in the middle: takes away what is not finished. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    // Earlier files of a folder may be in it: the next start puts them back.
    if (!existsSync(join(path, STAGED_MOVE))) rmSync(path, { recursive: true, force: true });
  }
}

export const nodeFiles: Files = {
  async read(path, limit = LARGEST) {
    try {
      const { size } = await fs.stat(path);
      if (size > limit) {
        throw new StudioError("storage/too-large", "failure", `${path} has ${size} bytes; ${limit} is the most.`, {
          hint: "This is not a file that Manara made.",
        });
      }
      return new Uint8Array(await fs.readFile(path));
    } catch (cause) {
      throw storageError(cause, "read", path);
    }
  },

  async exists(path) {
    return fs.access(path, constants.F_OK).then(
      () => true,
      () => false,
    );
  },

  async readTree(folder) {
    try {
      const named = await filesBelow(folder);
      const read = named.map(async ([name, path]) => [name, new Uint8Array(await fs.readFile(path))] as const);
      return new Map(await Promise.all(read));
    } catch (cause) {
      throw storageError(cause, "read", folder);
    }
  },

  async listTree(folder) {
    try {
      return (await filesBelow(folder)).map(([name]) => name);
    } catch (cause) {
      throw storageError(cause, "read", folder);
    }
  },

  async listFolders(folder) {
    const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  },

  write: writeWhole,

  async append(path, bytes, at) {
    try {
      await fs.mkdir(dirname(path), { recursive: true });
      const file = await fs.open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
      try {
        await file.truncate(at);
        for (let done = 0; done < bytes.length; ) {
          // A disk that is almost full takes a part, and refuses only the next one.
          done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
        }
        await file.datasync();
      } catch (cause) {
        await file.truncate(at).catch(() => undefined);
        throw cause;
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw storageError(cause, "write", path);
    }
  },

  async makeStaging(folder) {
    try {
      const staging = join(folder, stagingName());
      await fs.mkdir(staging, { recursive: true });
      unfinished.add(staging);
      return staging;
    } catch (cause) {
      throw storageError(cause, "write", folder);
    }
  },

  async abandoned(folder) {
    const names = (await fs.readdir(folder).catch(() => [])).filter(isStaging);
    return (await findLeftovers(folder, names)).map((name) => join(folder, name));
  },

  async move(from, to) {
    try {
      await fs.mkdir(dirname(to), { recursive: true });
      await fs.rename(from, to);
    } catch (cause) {
      throw storageError(cause, "write", to);
    }
  },

  async remove(path) {
    try {
      await fs.rm(path, { recursive: true, force: true });
      unfinished.delete(path);
    } catch (cause) {
      throw storageError(cause, "write", path);
    }
  },

  async withLock(path, action) {
    await fs.mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
      // A file where the folder should be is no lock that somebody holds.
      throw storageError(cause, "write", dirname(path));
    });
    const lock = await acquireLock(path);
    for (const file of lock.files) unfinished.add(file);
    try {
      return await action();
    } finally {
      await lock.release();
      for (const file of lock.files) unfinished.delete(file);
    }
  },
};

/** Written under another name in the same folder, forced to the disk, then renamed over the old file. */
async function writeWhole(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  const target = await fs.realpath(path).catch(() => path);
  const folder = dirname(target);
  const temporary = join(folder, partName(basename(target)));
  try {
    await fs.mkdir(folder, { recursive: true });
    unfinished.add(temporary);
    const mode = options.secret ? 0o600 : await modeOf(target);
    const file = await fs.open(temporary, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.fresh) await refuseExisting(target);
    await fs.rename(temporary, target);
    await syncFolder(folder);
  } catch (cause) {
    throw storageError(cause, "write", path);
  } finally {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    unfinished.delete(temporary);
  }
}

/** A saved file keeps the rights it had; one that its owner made read-only is not replaced. */
async function modeOf(path: string): Promise<number> {
  const stat = await fs.stat(path).catch(() => null);
  if (stat === null) return 0o666;
  if (stat.isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
  if ((stat.mode & 0o222) === 0) throw Object.assign(new Error("is read-only"), { code: "EACCES" });
  return stat.mode & 0o777;
}

async function refuseExisting(path: string): Promise<void> {
  if (await nodeFiles.exists(path)) throw Object.assign(new Error("exists"), { code: "EEXIST" });
}

/** Network and FUSE file systems may refuse to sync a folder; the rename is done all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, "r").catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Name below the folder with forward slashes and the machine's path of every file, sorted by name. */
async function filesBelow(folder: string): Promise<(readonly [name: string, path: string])[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map((path) => [path.slice(join(folder, sep).length).split(sep).join(posix.sep), path] as const);
  return named.sort(([one], [other]) => (one < other ? -1 : 1));
}
