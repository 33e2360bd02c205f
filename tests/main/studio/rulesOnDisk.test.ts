import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { watchFolders } from "../../../src/main/platform/watchFolders.ts";
import { addNote } from "../../../src/main/services/pack/registryNotes.ts";
import type { PageExporter } from "../../../src/main/services/ports.ts";
import { signTeam } from "../../../src/main/services/trust/teams.ts";
import { CALM_MS } from "../../../src/main/studio/sessions/rules.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import { textExporter } from "../../fakes/fakeMachine.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

/** What another process writes counts at once: a document that is open is judged by what is on the disk. */

const PACK = "safe-migration";
const TEMPLATE = "card-helpline";
const lead = nodeKeys.generate("Lan");

let place: TestPlace;
let studio: TestStudio;
let window: Client;
let drawing: () => Promise<void>;
let changed: () => void;
const heard: string[] = [];

beforeEach(async () => {
  drawing = async () => undefined;
  heard.length = 0;
  const text = textExporter();
  const exporter: PageExporter = {
    ...text,
    render: async (job, options) => {
      await drawing();
      return text.render(job, options);
    },
  };
  place = await testPlace(exporter);
  studio = await testStudio(place, null, (_, onChange) => {
    changed = onChange;
    return () => undefined;
  });
  window = studio.window("one");
  for (const name of ["rules.changed", "registry.changed"] as const) window.on(name, () => heard.push(name));
});
afterEach(async () => {
  await studio.studio.close();
  await place.remove();
  expect(studio.faults).toEqual([]);
});

const withdraw = () =>
  addNote({ ...place.machine, registryFolder: join(place.dataFolder, "registry") }, lead, {
    pack: PACK,
    what: "withdrawn",
    kind: "helpline",
    id: "VN-111",
    value: "111",
    on: "2026-01-02",
    reviewBy: null,
    owner: null,
    note: "It is another number now",
  });

async function trustTeam(revoked: readonly { key: string; at: string }[] = []): Promise<void> {
  const facts = {
    id: "july",
    name: "July",
    number: 1,
    valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
    members: [{ name: lead.name, organisation: "", key: lead.key, roles: ["lead"], editions: null }],
    revoked,
    rules: { stages: "one", approvals: 1, authorMayRelease: true, reasons: false },
  };
  const { signed } = signTeam(place.machine, facts, null, lead);
  await place.machine.files.write(join(place.dataFolder, "team.json"), Buffer.from(JSON.stringify(signed)));
}

async function created() {
  const asked = { pack: PACK, template: TEMPLATE, editions: [], sample: true, title: "Card" };
  const { session } = await window.call("documents.create", asked);
  await window.call("keys.create", { name: "Minh" });
  const piece = (await window.call("approvals.list", { session })).find(({ edition }) => edition === "vi-VN");
  if (piece === undefined) throw new Error("the sample has a piece");
  const { template, edition, proof } = piece;
  const approve = () =>
    window.call("approvals.decide", {
      session,
      pieces: [{ template, edition, proof }],
      decision: "approve",
      note: "",
    });
  const exported = () =>
    window.call("exports.run", {
      session,
      pieces: [{ template, edition }],
      formats: ["png"],
      draft: false,
      target: null,
      ppi: 36,
    });
  return { session, approve, exported };
}

const filesOut = async () =>
  (await readdir(place.folder, { recursive: true }).catch(() => [])).filter((one) => /\.png$|manifest/.test(one));

describe("a helpline that another process withdraws", () => {
  it("stops an approval of a document that is open", async () => {
    const { approve } = await created();
    await withdraw();
    await expect(approve()).rejects.toMatchObject({ code: "approve/has-errors" });
    expect(heard).toContain("registry.changed");
  });

  it("stops an export of approved pages", async () => {
    const { approve, exported } = await created();
    await approve();
    await withdraw();
    await expect(exported()).rejects.toMatchObject({ code: "export/has-errors" });
    expect(await filesOut()).toEqual([]);
  });

  it("stops an export that is being drawn", async () => {
    const { approve, exported } = await created();
    await approve();
    drawing = withdraw;
    await expect(exported()).rejects.toMatchObject({ code: "export/rules-changed" });
    expect(await filesOut()).toEqual([]);
  });
});

describe("a team list that another process puts in force", () => {
  it("stops an export that is being drawn, and the next one", async () => {
    const { approve, exported } = await created();
    await approve();
    drawing = () => trustTeam();
    await expect(exported()).rejects.toMatchObject({ code: "export/rules-changed" });
    await expect(exported()).rejects.toMatchObject({ code: "export/not-approved" });
    expect(await filesOut()).toEqual([]);
  });
});

describe("a pack that another process changes", () => {
  it("is not what was loaded any more", async () => {
    const { approve, exported } = await created();
    await approve();
    const [loaded] = [place.machine.files];
    const before = loaded.readTree;
    drawing = async () => {
      // As if one file had been written meanwhile: the real pack is nobody's to change here.
      Object.assign(place.machine.files, {
        readTree: async (folder: string) =>
          new Map(
            [...(await before(folder))].map(([path, bytes]) => [path, path === "pack.json" ? bytes.slice(1) : bytes]),
          ),
      });
    };
    try {
      await expect(exported()).rejects.toMatchObject({ code: "export/rules-changed" });
    } finally {
      Object.assign(place.machine.files, { readTree: before });
    }
    expect(await filesOut()).toEqual([]);
  });
});

describe("windows", () => {
  it("are told of a change once, and of nothing where nothing changed", async () => {
    await created();
    changed();
    changed();
    studio.timers.advance(CALM_MS);
    await window.call("rules.look", {});
    expect(heard).toEqual([]);
    await trustTeam();
    changed();
    expect(heard).toEqual([]);
    studio.timers.advance(CALM_MS);
    await window.call("rules.look", {});
    expect(heard).toEqual(["rules.changed"]);
    expect(CALM_MS).toBeLessThan(1000);
  });

  it("are told of a withdrawal without asking, with what is withdrawn", async () => {
    await created();
    const upkeep: unknown[] = [];
    window.on("registry.changed", (event) => upkeep.push(event));
    await withdraw();
    changed();
    studio.timers.advance(CALM_MS);
    await window.call("rules.look", {});
    expect(upkeep).toMatchObject([{ pack: PACK, upkeep: [{ id: "VN-111", withdrawn: { by: "Lan" } }] }]);
  });

  it("are told where the machine tells of no files, when they get the focus", async () => {
    await created();
    await trustTeam();
    await window.call("rules.look", {});
    expect(heard).toEqual(["rules.changed"]);
  });
});

describe("watching", () => {
  it("hears a file that is written, and makes a folder that is missing", async () => {
    const folder = join(place.root, "watched");
    let count = 0;
    const stop = watchFolders({ folders: [folder], trees: [join(place.root, "missing")] }, () => {
      count += 1;
    });
    await writeFile(join(folder, "team.json"), "{}");
    await expect.poll(() => count).toBeGreaterThan(0);
    stop();
  });
});
