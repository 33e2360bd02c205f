import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../../../src/shared/base/digest.ts";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { checkEdit } from "../../../../src/shared/document/locks.ts";
import { parseDocument } from "../../../../src/shared/document/parseDocument.ts";
import { exchangeOf } from "../../../../src/shared/localise/files/exchange.ts";
import type { Incoming, IncomingPart, IncomingSegment } from "../../../../src/shared/localise/files/incoming.ts";
import { takeIn } from "../../../../src/shared/localise/files/takeIn.ts";
import { atomsOf, segmentsOf } from "../../../../src/shared/localise/units/units.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { anyInline, anyRich, sampleDocument } from "../../../fixtures/wordsDocument.ts";

const WHO = { by: "Lan", at: "2026-02-03T04:05:06Z" };
const SLOTS = ["headline", "items"];

/** Whatever a tool may do to a segment: leave it, empty it, drop it, lose, move or double its parts, rename it. */
const anyHarm = fc.record({
  at: fc.nat(20),
  how: fc.constantFrom("empty", "drop", "lose", "double", "reverse", "rename", "type", "swap", "digest"),
  part: fc.nat(6),
  typed: anyInline,
});

function harmed(
  incoming: Incoming,
  harms: readonly (typeof anyHarm extends fc.Arbitrary<infer H> ? H : never)[],
): Incoming {
  const units = incoming.units.map((unit) => ({ ...unit, segments: [...unit.segments] }));
  for (const { at, how, part, typed } of harms) {
    const unit = units[at % Math.max(1, units.length)];
    if (unit === undefined) continue;
    const index = part % Math.max(1, unit.segments.length);
    const segment = unit.segments[index];
    if (segment === undefined) continue;
    const target = segment.target ?? [];
    const place = part % Math.max(1, target.length);
    const put = (parts: readonly IncomingPart[]) => {
      unit.segments[index] = { ...segment, target: parts };
    };
    if (how === "empty") put([]);
    else if (how === "drop") unit.segments.splice(index, 1);
    else if (how === "lose") put(target.filter((_, other) => other !== place));
    else if (how === "double") put([...target, ...target.slice(place, place + 1)]);
    else if (how === "reverse") put([...target].reverse());
    else if (how === "rename") unit.segments[index] = { ...segment, id: null };
    else if (how === "type") put([...target, typed]);
    else if (how === "digest") unit.digest = null;
    else {
      const next = (index + 1) % unit.segments.length;
      const other = unit.segments[next];
      if (other === undefined || next === index) continue;
      unit.segments[index] = { ...segment, target: other.target };
      unit.segments[next] = { ...other, target };
    }
  }
  return { ...incoming, units };
}

function incomingOf(document: CampaignDocument): Incoming {
  const { document: id, source, target, units } = exchangeOf(document, pack, "vi-VN", "en-VN");
  return {
    source: source.tag,
    target: target.tag,
    units: units.map(({ slot, digest, segments }) => ({
      document: id,
      slot,
      digest,
      segments: segments.map(
        (one): IncomingSegment => ({
          id: one.id,
          source: one.source,
          target: one.target,
          state: one.state,
          refolded: false,
        }),
      ),
    })),
  };
}

const atoms = (document: CampaignDocument, edition: string, slot: string) =>
  segmentsOf(document.editions[edition]?.slots[slot] ?? [])
    .flatMap(({ content }) => atomsOf(content))
    .sort();

describe("whatever a tool does to a file", () => {
  it("no helpline is lost or added, nothing else changes, and it can all be taken back", () => {
    const template = pack.templates[0]?.id ?? "";
    let taken = 0;
    let skipped = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyRich, anyRich),
        fc.tuple(anyRich, anyRich),
        fc.array(anyHarm, { maxLength: 4 }),
        (sources, targets, harms) => {
          const slots = (contents: typeof sources) =>
            Object.fromEntries(SLOTS.map((slot, n) => [slot, contents[n] ?? []]));
          const document = parseDocument({
            ...sampleDocument(template),
            editions: { "en-VN": { slots: slots(sources) }, "vi-VN": { slots: slots(targets) } },
          });
          const result = takeIn(document, pack, harmed(incomingOf(document), harms), null, WHO);
          if (result.edit !== null) checkEdit(pack, document, result.edit);
          const applied = result.edit === null ? null : applyEdit(document, result.edit);
          const after = applied?.document ?? document;
          expect(parseDocument(JSON.parse(JSON.stringify(after)))).toEqual(after);
          expect(after.editions["en-VN"]).toEqual(document.editions["en-VN"]);
          for (const { slot, outcome } of result.units) {
            const now = canonicalText(after.editions["vi-VN"]?.slots[slot] ?? []);
            if (outcome === "taken") {
              taken += 1;
              const allowed = [atoms(document, "en-VN", slot), atoms(document, "vi-VN", slot)];
              // Filled in part, every paragraph is held to its own place in one of the two.
              const mixed = [...allowed.flat()].sort();
              const got = atoms(after, "vi-VN", slot);
              const whole = allowed.some((one) => one.join() === got.join());
              const partly = result.units.some((unit) => unit.slot === slot && unit.warnings.includes("partly-filled"));
              expect(whole || (partly && got.every((one) => mixed.includes(one)))).toBe(true);
            } else {
              if (outcome === "skipped") skipped += 1;
              expect(now).toBe(canonicalText(document.editions["vi-VN"]?.slots[slot] ?? []));
            }
          }
          if (applied !== null) expect(applyEdit(after, applied.inverse).document).toEqual(document);
        },
      ),
      { numRuns: 600 },
    );
    // Both ends of the judgement were met.
    expect(taken).toBeGreaterThan(20);
    expect(skipped).toBeGreaterThan(20);
  });
});
