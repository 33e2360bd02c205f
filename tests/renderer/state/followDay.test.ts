import { afterEach, beforeEach, expect, it } from "vitest";
import { HEARTBEAT_MS } from "../../../src/main/platform/documentLock.ts";
import { followDay } from "../../../src/renderer/state/followDay.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

let place: TestPlace;
let host: TestStudio;
beforeEach(async () => {
  place = await testPlace();
  place.setNow("2026-06-30T23:59:50Z");
  host = await testStudio(place);
});
afterEach(async () => {
  await host.studio.close();
  await place.remove();
});

it("turns in every open window at the first heartbeat after midnight, once", async () => {
  const heard: string[] = [];
  for (const name of ["one", "two"]) {
    followDay(
      host.window(name),
      (today) => heard.push(`${name} ${today}`),
      (error) => heard.push(String(error)),
    );
  }
  host.timers.advance(HEARTBEAT_MS);
  expect(heard).toEqual([]);
  place.setNow("2026-07-01T00:00:20Z");
  host.timers.advance(HEARTBEAT_MS);
  expect(heard).toEqual(["one 2026-07-01", "two 2026-07-01"]);
  host.timers.advance(10 * HEARTBEAT_MS);
  expect(heard).toHaveLength(2);
});

it("turns when the machine wakes, however long it slept", () => {
  const heard: string[] = [];
  const stop = followDay(
    host.window("one"),
    (today) => heard.push(today),
    (error) => heard.push(String(error)),
  );
  place.setNow("2026-07-04T08:00:00Z");
  host.timers.advance(HEARTBEAT_MS);
  expect(heard).toEqual(["2026-07-04"]);
  stop();
  place.setNow("2026-07-05T08:00:00Z");
  host.timers.advance(HEARTBEAT_MS);
  expect(heard).toEqual(["2026-07-04"]);
});

it("is asked for when the window hears again after a gap", async () => {
  const client = host.window("one");
  const told = new Promise<string>((resolve, reject) => {
    const on: typeof client.on = (name, listener) => {
      if (name === "host.connection") {
        (listener as (value: { connected: boolean }) => void)({ connected: false });
        place.setNow("2026-07-02T00:00:00Z");
        (listener as (value: { connected: boolean }) => void)({ connected: true });
      }
      return client.on(name, listener);
    };
    followDay({ call: client.call, on }, resolve, reject);
  });
  expect(await told).toBe("2026-07-02");
});
