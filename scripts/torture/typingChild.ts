import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nodeMachine } from "../../src/main/cli/nodeMachine.ts";
import { createStudio } from "../../src/main/studio/studio.ts";
import { createClient } from "../../src/shared/contract/client.ts";
import { inProcessTransport } from "../../src/shared/contract/inProcess.ts";
import { DEFAULT_SETTINGS } from "../../src/shared/settings/settings.ts";

/**
 * A studio over a folder of its own, in which somebody types: each key is a draft of a longer title, each fifth an edit.
 * It tells the number and the moment of every key, before it is sent, and whether changes reach the disk, until
 * somebody kills it.
 */

const [root = mkdtempSync(join(tmpdir(), "manara-typing-")), pause = "5"] = process.argv.slice(2);
const studio = await createStudio({
  kind: "process",
  platform: "linux",
  languages: ["en"],
  machine: nodeMachine({ MANARA_DATA: join(root, "data") }, resolve("templates")),
  folder: join(root, "Manara"),
  dataFolder: join(root, "data"),
  settings: { read: () => DEFAULT_SETTINGS, write: async () => undefined },
  secrets: { read: async () => null, write: async () => undefined },
  dialogs: null,
  // A full disk is told to the window as well.
  log: () => undefined,
});
const { dispatch, putAsset } = studio;
const client = createClient(
  inProcessTransport({ dispatch, put: putAsset, listen: (listener) => studio.listen((event) => listener(event)) }, "w"),
);
const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
const { session } = await client.call("documents.create", { ...asked, title: "0" });

client.on("documents.changed", async ({ edit }) => {
  if (edit === null) process.send?.({ unkept: (await client.call("documents.state", { session })).unkept });
});

let key = 0;
/** The longest answer so far, in milliseconds. */
let longest = 0;
const press = async () => {
  key += 1;
  process.send?.({ key, at: Date.now(), longest });
  const edit = { kind: "set-title" as const, title: String(key) };
  const from = performance.now();
  if (key % 5 === 0) await client.call("documents.edit", { session, edit });
  else await client.call("documents.draft", { session, edit });
  longest = Math.max(longest, performance.now() - from);
  setTimeout(press, Number(pause));
};
await press();
