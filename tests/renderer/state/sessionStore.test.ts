import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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

  it("sends what is typed without a rest several times a second, in one step of undo", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { window, studio } = await testStudio(place);
      const sound = window("w2");
      const calls: string[] = [];
      const client: Client = {
        ...sound,
        call: (name, input, options) => {
          if (name.startsWith("documents.")) calls.push(name);
          return sound.call(name, input, options);
        },
      };
      const state = await sound.call("documents.create", {
        pack: pack.id,
        template: "card-helpline",
        title: "Before",
        editions: [],
        sample: true,
      });
      const session = openSession(client, "w2", pack, state, (error) => expect.unreachable(String(error)));
      for (let letter = 1; letter <= 50; letter += 1) {
        session.draft({ kind: "set-title", title: "x".repeat(letter) });
        await vi.advanceTimersByTimeAsync(100);
      }
      // Five seconds without a rest: every 200 ms something went out, and none of it is an edit.
      expect(calls).toEqual(Array.from({ length: 25 }, () => "documents.draft"));
      expect((await sound.call("documents.state", { session: session.id })).canUndo).toBe(false);
      session.commit();
      await session.settle();
      session.undo();
      await session.settle();
      expect(session.store.getState().confirmed).toMatchObject({ canUndo: false, document: { title: "Before" } });
      session.draft({ kind: "set-title", title: "given up" });
      await vi.advanceTimersByTimeAsync(200);
      session.draft(null);
      await session.settle();
      expect(studio.unsaved()).toMatchObject([{ title: "Before" }]);
      session.dispose();
      expect((await window("w3").call("documents.state", { session: session.id })).document.title).toBe("Before");
      await studio.close();
    } finally {
      vi.useRealTimers();
    }
  });
});
