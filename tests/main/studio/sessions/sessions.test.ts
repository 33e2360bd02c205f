import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "../../../../src/shared/contract/client.ts";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../../src/shared/document/edits.ts";
import { lockHeadline, withPackCopy } from "../../../fakes/packCopy.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../../fakes/testStudio.ts";

const PACK = "safe-migration";
const TEMPLATE = "poster-fake-job-signs";
const EDITIONS = ["vi-VN", "ar-EG"];

let place: TestPlace;
let opened: TestStudio;
let one: Client;
let two: Client;

async function start() {
  place = await testPlace();
  opened = await testStudio(place);
  one = opened.window("one");
  two = opened.window("two");
}

async function stop() {
  await opened.studio.close();
  await place.remove();
}

const text = (words: string) => [{ kind: "paragraph" as const, content: [{ text: words }] }];

describe("one document in two windows", () => {
  // The same studio for every run: each run has a document of its own.
  beforeAll(start);
  afterAll(stop);

  /** What a window believes that has only heard events. */
  function follow(client: Client, session: string, document: CampaignDocument, revision: number) {
    const view = { document, revision };
    const stop = client.on("documents.changed", (event) => {
      if (event.session !== session) return;
      expect(event.revision).toBe(view.revision + 1);
      view.revision = event.revision;
      if (event.edit !== null) view.document = applyEdit(view.document, event.edit).document;
    });
    return { view, stop };
  }

  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant("set-title" as const), title: fc.string({ minLength: 1, maxLength: 12 }) }),
    fc.record({
      kind: fc.constant("set-slot" as const),
      edition: fc.constantFrom(...EDITIONS, "en-VN"),
      slot: fc.constantFrom("headline", "no-such-slot"),
      content: fc.option(fc.string({ minLength: 1, maxLength: 12 }).map(text)),
    }),
    fc.record({
      kind: fc.constant("set-edition" as const),
      edition: fc.constantFrom(...EDITIONS),
      content: fc.option(fc.constant({ slots: {} })),
    }),
  );
  const step = fc.oneof(
    { weight: 3, arbitrary: edit },
    { weight: 2, arbitrary: fc.constantFrom("undo" as const, "redo" as const) },
  );

  it("leaves both with the document of the studio, whatever they do", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 25 }), async (steps) => {
        const state = await one.call("documents.create", {
          pack: PACK,
          template: TEMPLATE,
          editions: EDITIONS,
          sample: false,
        });
        const { session } = state;
        await two.call("documents.state", { session });
        const views = [one, two].map((client) => follow(client, session, state.document, state.revision));
        // All at once: the studio alone decides the order.
        const done = await Promise.allSettled(
          steps.map(([first, what]) => {
            const client = first ? one : two;
            if (typeof what === "string") return client.call(`documents.${what}`, { session });
            return client.call("documents.edit", { session, edit: what });
          }),
        );
        for (const result of done) {
          if (result.status === "rejected") expect(result.reason.code).toMatch(/^document\/unknown-(slot|edition)$/);
        }
        const now = await one.call("documents.state", { session });
        for (const { view, stop } of views) {
          expect(view).toEqual({ document: now.document, revision: now.revision });
          stop();
        }
        // Back to the beginning, and everything is as it was.
        for (let left = now; left.canUndo; left = await two.call("documents.state", { session })) {
          await two.call("documents.undo", { session });
        }
        expect((await one.call("documents.state", { session })).document).toEqual(state.document);
        for (const client of [one, two]) await client.call("documents.close", { session, discard: true });
      }),
      { numRuns: 40 },
    );
  });
});

describe("sessions", () => {
  beforeEach(start);
  afterEach(stop);

  const create = (template = TEMPLATE) =>
    one.call("documents.create", { pack: PACK, template, editions: [], sample: true });

  it("refuses what the document does not know, and changes nothing", async () => {
    const { session, document } = await create();
    const picture = { name: "a.png", type: "image/png" as const, width: 5, height: 5, consent: null };
    const refusals: [Edit, string][] = [
      [{ kind: "set-slot", edition: "vi-VN", slot: "no-such-slot", content: null }, "document/unknown-slot"],
      [{ kind: "set-slot", edition: "fr-FR", slot: "headline", content: null }, "document/unknown-edition"],
      [{ kind: "set-picture", digest: "a".repeat(64), picture }, "document/unknown-picture"],
      [
        {
          kind: "together",
          edits: [
            { kind: "set-title", title: "half" },
            { kind: "set-templates", templates: ["banner-30-july"] },
          ],
        },
        "pack/unknown-template",
      ],
    ];
    for (const [edit, code] of refusals) {
      await expect(one.call("documents.edit", { session, edit })).rejects.toMatchObject({ code });
    }
    const state = await one.call("documents.state", { session });
    expect(state).toMatchObject({ document, revision: 0, canUndo: false });
  });

  it("does not let a window say of a picture what is not so", async () => {
    const { session } = await create();
    const upload = await one.put(await pixels());
    const { digest, picture } = await one.call("pictures.add", { session, upload, name: "a.png" });
    const lie: Edit = { kind: "set-picture", digest, picture: { ...picture, width: 9000 } };
    await expect(one.call("documents.edit", { session, edit: lie })).rejects.toMatchObject({
      code: "document/unknown-picture",
    });
    await one.call("documents.edit", { session, edit: { kind: "set-picture", digest, picture } });
  });

  it("refuses a picture that is none", async () => {
    const { session } = await create();
    const upload = await one.put(new TextEncoder().encode("<svg onload='alert(1)'/>"));
    await expect(one.call("pictures.add", { session, upload, name: "a.svg" })).rejects.toMatchObject({
      code: expect.stringMatching(/^render\/picture-/),
    });
  });

  it("knows no session after the last window closed it", async () => {
    const { session } = await create();
    await two.call("documents.state", { session });
    await one.call("documents.close", { session, discard: true });
    await two.call("documents.state", { session });
    await two.call("documents.close", { session, discard: true });
    await one.call("documents.recoveries", {});
    await expect(two.call("documents.state", { session })).rejects.toMatchObject({ code: "document/unknown-session" });
  });

  it("keeps an edit out of a locked slot, and fills the slot from the pack", async () => {
    const copy = await withPackCopy(place);
    const { template, slot } = await lockHeadline(copy);
    const { studio, window } = await testStudio(copy);
    const client = window("one");
    const sample = await client.call("documents.create", { pack: PACK, template, editions: [], sample: true });
    const content = sample.document.editions["vi-VN"]?.slots[slot];
    expect(content?.length).toBeGreaterThan(0);
    await expect(
      client.call("documents.edit", {
        session: sample.session,
        edit: { kind: "set-slot", edition: "vi-VN", slot, content: text("0900 000 000") },
      }),
    ).rejects.toMatchObject({ code: "document/locked" });
    const empty = await client.call("documents.create", { pack: PACK, template, editions: ["vi-VN"], sample: false });
    expect(empty.document.editions).toEqual({ "vi-VN": { slots: { [slot]: content } } });
    await studio.close();
  });
});

async function pixels(): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const made = sharp({ create: { width: 8, height: 6, channels: 3, background: "#E8A317" } });
  return new Uint8Array(await made.png().toBuffer());
}
