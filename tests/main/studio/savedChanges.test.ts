import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { zipArchives } from "../../../src/main/platform/zipArchives.ts";
import { readDocumentFile } from "../../../src/main/services/document/documentFile.ts";
import { digestValue } from "../../../src/shared/base/digest.ts";
import { mergeDocuments } from "../../../src/shared/document/mergeDocuments.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

/** What a save says it changed: by that, two copies can be brought together without the one both started from. */

let place: TestPlace;
let made: TestStudio;
beforeEach(async () => {
  place = await testPlace();
  made = await testStudio(place, null);
});
afterEach(async () => {
  await made.studio.close();
  await place.remove();
});

it("names what is different from the file before, and copies come together by it", async () => {
  const client = made.window("one");
  const asked = {
    pack: "safe-migration",
    template: "poster-fake-job-signs",
    editions: [],
    sample: true,
    title: "Poster",
  };
  const { session } = await client.call("documents.create", asked);
  const onDisk = async (name: string) =>
    (await readDocumentFile(zipArchives, new Uint8Array(await readFile(join(place.folder, name))))).document;
  const headline = (text: string) =>
    client.call("documents.edit", {
      session,
      edit: {
        kind: "set-slot",
        edition: "vi-VN",
        slot: "headline",
        content: [{ kind: "paragraph", content: [{ text }] }],
      },
    });
  await client.call("documents.save", { session });
  const common = await onDisk("Poster.manara");
  for (const text of ["B", "C"]) await headline(text);
  await client.call("documents.save", { session });
  const ours = await onDisk("Poster.manara");
  const was = digestValue(common.editions["vi-VN"]?.slots.headline).slice(0, 16);
  const is = digestValue([{ kind: "paragraph", content: [{ text: "C" }] }]).slice(0, 16);
  expect(ours.history.at(-1)?.changed).toEqual([{ unit: "slot:vi-VN/headline", was, is }]);

  const facts = { base: null, take: null, approvals: [], at: "2026-09-01T00:00:00Z" };
  expect(mergeDocuments(common, ours, facts)).toMatchObject({ state: "merged", document: ours });
});
