import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeMachine, surroundings } from "../../src/main/cli/nodeMachine.ts";
import { createProgram } from "../../src/main/cli/program.ts";
import { studioHost } from "../../src/main/cli/serveCommand.ts";
import { studioMachine } from "../../src/main/electron/studioMachine.ts";
import { nodeKeys } from "../../src/main/platform/nodeKeys.ts";
import { dataFolder, earlierDataFolder } from "../../src/main/platform/ownFolders.ts";
import { addNote } from "../../src/main/services/pack/registryNotes.ts";
import { createKeyFile } from "../../src/main/services/trust/keyFiles.ts";
import { machinePolicy, signTeam } from "../../src/main/services/trust/teams.ts";
import { readTrusted, TRUSTS_NOBODY, trustedBytes } from "../../src/main/services/trust/trustedKeys.ts";
import type { Studio, StudioHost } from "../../src/main/studio/base/ports.ts";
import { createStudio } from "../../src/main/studio/studio.ts";
import { createClient } from "../../src/shared/contract/client.ts";
import { inProcessTransport } from "../../src/shared/contract/inProcess.ts";
import { manualTimers } from "../fakes/manualTimers.ts";

/** The command line, the studio in a browser and the desktop program answer alike over the folders of one person. */

const PACK = "safe-migration";
const lead = nodeKeys.generate("Lan");
let home = "";
let environment: Record<string, string>;
const open: Studio[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "manara-hosts-"));
  environment = { XDG_DATA_HOME: join(home, "share"), XDG_CONFIG_HOME: join(home, "config"), MANARA_FOLDER: home };
});
afterEach(async () => {
  for (const studio of open.splice(0)) await studio.close();
  await rm(home, { recursive: true, force: true });
});

const machine = () => nodeMachine(environment, null);
const around = () => surroundings(environment);
const shared = (name: string) => join(dataFolder(around()), name);
const older = (name: string) => join(earlierDataFolder(around()), name);

async function put(path: string, bytes: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

const team = () =>
  JSON.stringify(
    signTeam(
      machine(),
      {
        id: "july",
        name: "July",
        number: 1,
        valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
        members: [{ name: lead.name, organisation: "", key: lead.key, roles: ["lead"], editions: null }],
        revoked: [],
        rules: { stages: "one", approvals: 2, authorMayRelease: true, reasons: false },
      },
      null,
      lead,
    ).signed,
  );

/** As its own program wires it. */
async function desktopHost(): Promise<StudioHost> {
  const packs = { packsFolder: resolve("templates"), engine: "0.0.0-test" };
  const never = () => {
    throw new Error("Nothing is drawn here.");
  };
  return {
    ...(await studioHost(machine(), undefined, environment)),
    kind: "electron",
    machine: studioMachine(packs, never),
    dataFolder: dataFolder(around()),
    earlierDataFolder: earlierDataFolder(around()),
  };
}

/** What a host knows of people's rules, in its own way of asking. */
async function answers(host: "command line" | "browser" | "desktop") {
  if (host === "command line") {
    await createProgram(environment).run(["keys", "trust"]);
    const { team: list } = await machinePolicy(machine());
    const { listRegistry } = await import("../../src/main/services/pack/registry.ts");
    const entries = await listRegistry(machine(), PACK);
    return {
      team: list?.team.rules.approvals ?? null,
      withdrawn: entries.filter(({ withdrawn }) => withdrawn !== null).map(({ id }) => id),
      trusts: (await readTrusted(machine())).people.map(({ name }) => name),
    };
  }
  const made = host === "browser" ? await studioHost(machine(), undefined, environment) : await desktopHost();
  const studio = await createStudio(made, manualTimers());
  open.push(studio);
  const client = createClient(
    inProcessTransport({ dispatch: studio.dispatch, listen: studio.listen, put: studio.putAsset }, "one"),
  );
  const entries = await client.call("registry.list", { pack: PACK });
  return {
    team: (await client.call("team.read", {}))?.rules.approvals ?? null,
    withdrawn: entries.filter(({ withdrawn }) => withdrawn !== null).map(({ id }) => id),
    trusts: (await readTrusted({ files: made.machine.files, trustFile: shared("trusted.json") })).people.map(
      ({ name }) => name,
    ),
  };
}

const HOSTS = ["command line", "browser", "desktop"] as const;
const trusted = () =>
  trustedBytes({ ...TRUSTS_NOBODY, people: [{ name: "Lan", key: lead.key, at: "2026-01-01T00:00:00Z" }] });
const withdrawal = (registryFolder: string) =>
  addNote({ ...machine(), registryFolder }, lead, {
    pack: PACK,
    what: "withdrawn",
    kind: "helpline",
    id: "VN-111",
    value: "111",
    on: "2026-01-01",
    reviewBy: null,
    owner: null,
    note: "wrong",
  });

describe("one person's hosts", () => {
  it("say nothing of a team, of withdrawals and of trust where nobody said anything", async () => {
    for (const host of HOSTS) expect(await answers(host)).toEqual({ team: null, withdrawn: [], trusts: [] });
  });

  it("follow what was said on the command line", async () => {
    await put(join(home, "team.json"), team());
    await createKeyFile(machine(), join(home, "lan.key"), "Lan");
    const run = (...argv: string[]) => createProgram(environment).run(argv);
    expect(await run("team", "trust", join(home, "team.json"))).toBe(0);
    expect(await run("keys", "trust", lead.key, "--name", "Lan")).toBe(0);
    await withdrawal(shared("registry"));
    const expected = { team: 2, withdrawn: ["VN-111"], trusts: ["Lan"] };
    for (const host of HOSTS) expect([host, await answers(host)]).toEqual([host, expected]);
  });

  it.each(HOSTS)("follow what an older desktop program was told, whichever starts first: %s", async (first) => {
    await put(older("team.json"), team());
    await put(older("trusted.json"), trusted());
    await withdrawal(older("registry"));
    const expected = { team: 2, withdrawn: ["VN-111"], trusts: ["Lan"] };
    for (const host of [first, ...HOSTS]) expect([host, await answers(host)]).toEqual([host, expected]);
  });

  it("bring the unsaved work of an older desktop program into the desktop program", async () => {
    await put(older("recovery/abcdefghijklmnopqrstuv/a.json"), "{}");
    await put(older("undo/x.json"), "{}");
    await put(older("recents.json"), "[]");
    await answers("command line");
    expect(await readdir(dirname(older("x")))).toContain("recovery");
    await answers("desktop");
    expect(await readdir(shared("recovery/abcdefghijklmnopqrstuv"))).toEqual(["a.json"]);
    expect(await readdir(dirname(older("x")))).toEqual(["adopted"]);
  });
});
