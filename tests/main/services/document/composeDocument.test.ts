import { describe, expect, it } from "vitest";
import { composeDocument } from "../../../../src/main/services/document/composeDocument.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fakeMachine } from "../../../fakes/fakeMachine.ts";
import { documentWith } from "../../../fixtures/checkedDocument.ts";
import { fonts, pack } from "../../../fixtures/safeMigration.ts";

/** A document with a picture whose consent ends, composed on two days of the machine's clock. */

const LAST_DAY = "2026-07-01";
const digest = "0".repeat(64);
const consent = { person: "Lan", date: "2025-12-01", uses: "posters", expires: LAST_DAY, withdraw: "call 111" };
const document = {
  ...documentWith({ "vi-VN": {} }),
  pictures: { [digest]: { name: "lan.jpg", type: "image/jpeg" as const, width: 400, height: 400, consent } },
  placements: { photo: { digest, focus: { x: 0.5, y: 0.5 }, alt: {} } },
};
const setter = { pack, fonts, typesetter: createTypesetter(fonts, pack.families) };

async function endedConsents(now: string, today?: string): Promise<number> {
  const machine = fakeMachine();
  machine.setNow(now);
  const pieces = await composeDocument(machine, setter, document, today === undefined ? {} : { today });
  expect(pieces.length).toBeGreaterThan(0);
  return pieces.flatMap(({ diagnostics }) => diagnostics).filter(({ code }) => code === "picture/consent-expired")
    .length;
}

describe("composeDocument", () => {
  it("judges by the day of the machine's clock where nobody names another: a consent ends with its last day in UTC", async () => {
    expect(await endedConsents("2026-07-01T23:59:59Z")).toBe(0);
    expect(await endedConsents("2026-07-02T00:00:00Z")).toBe(1);
  });

  it("judges by the day that it is given", async () => {
    expect(await endedConsents("2026-07-02T00:00:00Z", LAST_DAY)).toBe(0);
    expect(await endedConsents("2026-07-01T23:59:59Z", "2026-07-02")).toBe(1);
  });
});
