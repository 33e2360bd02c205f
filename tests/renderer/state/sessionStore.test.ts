import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "../../../src/renderer/state/sessionStore.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import { type TestPlace, testPlace, testStudio } from "../../fakes/testStudio.ts";
import { pack } from "../../fixtures/safeMigration.ts";

/** A window's document over a real studio whose events come late, or never. */
describe("the open document of a window", () => {
  let place: TestPlace;

  beforeAll(async () => {
    place = await testPlace();
  });
  afterAll(() => place.remove());

  it("never loses an edit out of sight while the host's answer overtakes its event", async () => {
    const { window, studio } = await testStudio(place);
    const client = window("w1");
    const state = await client.call("documents.create", {
      pack: pack.id,
      template: "card-helpline",
      title: "Before",
      editions: [],
      sample: true,
    });
    const deaf: Client = { ...client, on: () => () => undefined };
    const faults: unknown[] = [];
    const session = openSession(deaf, "w1", pack, state, (error) => faults.push(error));
    const shown: string[] = [];
    session.store.subscribe(({ document }) => shown.push(document.title));
    session.edit({ kind: "set-title", title: "After" });
    await session.settle();
    expect(new Set(shown)).toEqual(new Set(["After"]));
    const { confirmed, pending } = session.store.getState();
    expect({ title: confirmed.document.title, revision: confirmed.revision, pending }).toEqual({
      title: "After",
      revision: state.revision + 1,
      pending: [],
    });
    expect(faults).toEqual([]);
    session.dispose();
    await studio.close();
  });
});
