import { describe, expect, it } from "vitest";
import { safeSecrets } from "../../../src/main/electron/secrets.ts";
import { makeElectron } from "../../fakes/electron.ts";
import { memoryFiles } from "../../fakes/memoryFiles.ts";

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index * 7);

function world(platform: "mac" | "windows" | "linux" = "linux") {
  const { api, machine } = makeElectron("/data");
  const files = memoryFiles();
  return { files, machine, secrets: safeSecrets(api.safeStorage, files, "/data/secrets", platform) };
}

describe("secrets", () => {
  it("come back as they were, and lie sealed", async () => {
    const { files, secrets } = world();
    expect(await secrets.read("signing-key")).toBeNull();
    await secrets.write("signing-key", SECRET);
    expect(await secrets.read("signing-key")).toEqual(SECRET);
    const stored = Buffer.from(await files.read("/data/secrets/signing-key.secret")).toString();
    expect(stored).not.toContain(Buffer.from(SECRET).toString("base64url"));
  });

  it("are not kept with a key that everybody knows", async () => {
    const { files, machine, secrets } = world();
    machine.backend = "basic_text";
    await expect(secrets.write("signing-key", SECRET)).rejects.toMatchObject({ code: "keys/no-safe-place" });
    expect(await files.exists("/data/secrets/signing-key.secret")).toBe(false);
  });

  it("are not kept where the machine has no key store", async () => {
    const { machine, secrets } = world("mac");
    machine.encryption = false;
    await expect(secrets.write("signing-key", SECRET)).rejects.toMatchObject({ code: "keys/no-safe-place" });
  });

  it("say that they cannot be opened, and stay as they are", async () => {
    const { files, secrets } = world();
    await files.write("/data/secrets/signing-key.secret", new TextEncoder().encode("of another account"));
    await expect(secrets.read("signing-key")).rejects.toMatchObject({ code: "keys/cannot-read" });
    expect(await files.exists("/data/secrets/signing-key.secret")).toBe(true);
  });

  it("are sealed again when the machine has a new key", async () => {
    const { files, machine, secrets } = world();
    await secrets.write("signing-key", SECRET);
    machine.rotated = true;
    expect(await secrets.read("signing-key")).toEqual(SECRET);
    expect(await secrets.read("signing-key")).toEqual(SECRET);
    expect(await files.exists("/data/secrets/signing-key.secret")).toBe(true);
  });

  it("have plain names, which lead nowhere else", async () => {
    const { secrets } = world();
    await expect(secrets.read("../settings")).rejects.toThrow("plain name");
  });
});
