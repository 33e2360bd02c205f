import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../../../src/shared/contract/client.ts";
import { reviewSlot } from "../../../src/shared/localise/units/units.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

const TEMPLATE = "poster-fake-job-signs";

describe("words of an edition, over the contract", () => {
  let place: TestPlace;
  let host: TestStudio;
  let client: Client;
  beforeEach(async () => {
    place = await testPlace();
    host = await testStudio(place);
    client = host.window("one");
  });
  afterEach(async () => {
    await host.studio.close();
    await place.remove();
    expect(host.faults).toEqual([]);
  });

  const create = async (sample: boolean) =>
    client.call("documents.create", {
      pack: "safe-migration",
      template: TEMPLATE,
      editions: ["en-VN", "vi-VN"],
      sample,
    });

  it("go out as an asset and come in as one edit that can be undone", async () => {
    const { session, document } = await create(true);
    const wish = { session, edition: "vi-VN", source: "en-VN", format: "xliff" as const };
    const { asset, name } = await client.call("localise.export", wish);
    expect(name).toMatch(/\.vi-VN\.xlf$/);
    const file = new TextDecoder().decode((await host.studio.readAsset(asset))?.bytes);
    const headline = /<unit id="headline"[\s\S]*?<target>([^<]*)</.exec(file)?.[1] ?? "";
    const upload = await host.studio.putAsset(new TextEncoder().encode(file.replace(`>${headline}<`, ">Việc khác<")));
    const report = await client.call("localise.import", { session, upload, edition: null, by: "Lan" });
    expect(report).toMatchObject({ edition: "vi-VN", source: "en-VN", absent: [] });
    expect(report.units.filter(({ outcome }) => outcome !== "unchanged")).toMatchObject([
      { slot: "headline", outcome: "taken" },
    ]);
    const after = await client.call("documents.state", { session });
    expect(JSON.stringify(after.document.editions["vi-VN"]?.slots.headline)).toContain("Việc khác");
    expect(after.document.editions["vi-VN"]?.units?.headline).toMatchObject({
      by: "Lan",
      source: { edition: "en-VN" },
    });
    await client.call("documents.undo", { session });
    expect((await client.call("documents.state", { session })).document).toEqual(document);
  });

  it("are refused whole where the file is not for this edition", async () => {
    const { session } = await create(true);
    const wish = { session, edition: "vi-VN", source: "en-VN", format: "csv" as const };
    const { asset } = await client.call("localise.export", wish);
    const bytes = (await host.studio.readAsset(asset))?.bytes ?? new Uint8Array();
    const upload = await host.studio.putAsset(bytes);
    await expect(
      client.call("localise.import", { session, upload, edition: "ar-EG", by: "Lan" }),
    ).rejects.toMatchObject({ code: "localise/wrong-edition" });
  });

  it("are suggested from reviewed documents in Manara's own folder", async () => {
    const { session } = await create(true);
    const { document } = await client.call("documents.state", { session });
    await client.call("documents.edit", { session, edit: { kind: "set-source", source: "en-VN" } });
    const review = reviewSlot(
      document,
      { edition: "vi-VN", source: "en-VN", slot: "headline" },
      { by: "Lan", at: "2026-01-01T00:00:00Z" },
    );
    await client.call("documents.edit", { session, edit: review });
    await client.call("documents.saveAs", { session, name: "first" });
    const second = await create(true);
    await client.call("documents.edit", { session: second.session, edit: { kind: "set-source", source: "en-VN" } });
    const { source, segments, notices } = await client.call("localise.suggest", {
      session: second.session,
      edition: "vi-VN",
      slot: "headline",
    });
    expect([source, notices, segments.length]).toEqual(["en-VN", [], 1]);
    // Lan reviewed what the pack's publisher wrote.
    expect(segments[0]?.matches).toMatchObject([
      { score: 1, by: "Manara sample campaign", from: { slot: "headline" } },
    ]);
  });
});
