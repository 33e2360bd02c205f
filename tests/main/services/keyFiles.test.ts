import { describe, expect, it } from "vitest";
import { createKeyFile, readKeyFile } from "../../../src/main/services/keyFiles.ts";
import { fakeMachine } from "../../fakes/fakeMachine.ts";

describe("key files", () => {
  it("come back as they were made, and are never replaced", async () => {
    const machine = fakeMachine();
    const made = await createKeyFile(machine, "/lan.key", " Nguyễn Thị Lan ");
    expect(made.name).toBe("Nguyễn Thị Lan");
    expect(await readKeyFile(machine, "/lan.key")).toEqual(made);
    await expect(createKeyFile(machine, "/lan.key", "Eve")).rejects.toMatchObject({ code: "storage/exists" });
    expect(await readKeyFile(machine, "/lan.key")).toEqual(made);
  });

  it("need a name, and refuse other files", async () => {
    const machine = fakeMachine();
    await expect(createKeyFile(machine, "/x", "  ")).rejects.toMatchObject({ code: "keys/no-name", kind: "usage" });
    machine.files.content.set("/x", new TextEncoder().encode("-----BEGIN PRIVATE KEY-----"));
    await expect(readKeyFile(machine, "/x")).rejects.toMatchObject({ code: "keys/not-a-key", kind: "failure" });
    await expect(readKeyFile(machine, "/none")).rejects.toMatchObject({ code: "storage/missing", kind: "usage" });
  });
});
