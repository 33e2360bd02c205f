import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderSecrets } from "../../../src/main/platform/folderSecrets.ts";
import { nodeFiles } from "../../../src/main/platform/nodeFiles.ts";
import type { Secrets } from "../../../src/main/studio/base/ports.ts";

let folder: string;
let secrets: Secrets;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manara-secrets-"));
  secrets = folderSecrets(nodeFiles, folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("folderSecrets", () => {
  it("gives back what it was given, in files that only their owner may read", async () => {
    const secret = new Uint8Array([0, 255, 13, 10]);
    await secrets.write("signing-key", secret);
    expect(await secrets.read("signing-key")).toEqual(secret);
    const { mode } = await stat(join(folder, "signing-key.secret"));
    expect(mode & 0o777).toBe(0o600);
    expect(await secrets.read("other")).toBeNull();
  });

  it("tightens the rights of a file that was open to others", async () => {
    await secrets.write("k", new Uint8Array([1]));
    await chmod(join(folder, "k.secret"), 0o644);
    await secrets.write("k", new Uint8Array([2]));
    expect((await stat(join(folder, "k.secret"))).mode & 0o777).toBe(0o600);
  });

  it("stays in its folder whatever the name", async () => {
    await secrets.write("../../outside", new Uint8Array([1]));
    expect(await readdir(folder)).toHaveLength(1);
    expect(await secrets.read("../../outside")).toEqual(new Uint8Array([1]));
  });

  it("tells a secret that cannot be opened from one that is not there", async () => {
    await secrets.write("big", new Uint8Array(64 * 1024 + 1));
    await expect(secrets.read("big")).rejects.toMatchObject({ code: "keys/cannot-read" });
  });
});
