import { describe, expect, it } from "vitest";
import { digestValue, shortDigest } from "../../../src/shared/base/digest.ts";
import { changeDigests, changesOf, recordedChanges } from "../../../src/shared/document/documentChanges.ts";
import type { CampaignDocument, Remark, Unit } from "../../../src/shared/document/documentSchema.ts";
import { START, state, words } from "../../fixtures/copies.ts";

const short = (value: unknown) => shortDigest(digestValue(value));

describe("what can change in a document", () => {
  it("has a name of its own, and what is absent has none", () => {
    const focus = { x: 0, y: 0.5 };
    const digest = "1".repeat(64);
    const unit: Unit = {
      source: { edition: "ar-EG", content: [] },
      by: "Lan",
      at: "2026-01-01T00:00:00Z",
      reviewed: null,
    };
    const picture = { name: "hands", type: "image/png", width: 9, height: 9, consent: null } as const;
    const remark: Remark = {
      about: { edition: "vi-VN", slot: "body" },
      thread: [{ by: "Lan", at: "2026-01-01T00:00:00Z", text: "?" }],
      resolved: null,
    };
    const document: CampaignDocument = {
      ...START,
      source: "vi-VN",
      templates: ["poster-a3", "post"],
      editions: { "vi-VN": { slots: { body: words("A") }, units: { headline: unit } }, "ar-EG": { slots: {} } },
      placements: { left: { digest, focus, alt: { "vi-VN": "tay" } } },
      pictures: { [digest]: picture },
      comments: { one: remark },
    };
    const values = {
      title: "A",
      "template:poster-a3": true,
      "template:post": true,
      source: "vi-VN",
      "edition:vi-VN": true,
      "slot:vi-VN/body": words("A"),
      "unit:vi-VN/headline": unit,
      "edition:ar-EG": true,
      "placed:left": digest,
      "focus:left": focus,
      "alt:vi-VN/left": "tay",
      [`picture:${digest}`]: picture,
      "comment:one": remark,
    };
    expect([...changeDigests(document)]).toEqual(
      Object.entries(values).map(([name, value]) => [name, digestValue(value)]),
    );
    expect([...changeDigests(START).keys()]).toEqual(["title", "template:poster-a3"]);
  });
});

describe("what an event says", () => {
  it("is nothing where nothing changed", () => {
    expect(changesOf(START, START)).toEqual({});
  });

  it("is what was there and what is there since, by name", () => {
    const next = state({ title: "B", source: "vi-VN", templates: ["post"] });
    expect(changesOf(START, next)).toEqual({
      changed: [
        { unit: "source", was: null, is: short("vi-VN") },
        { unit: "template:post", was: null, is: short(true) },
        { unit: "template:poster-a3", was: short(true), is: null },
        { unit: "title", was: short("A"), is: short("B") },
      ],
    });
  });

  const change = (unit: string, was: string | null = null) => ({ unit, was, is: null });

  it("is sorted by name, and what was there before", () => {
    const [a, b, c] = [change("a", "2"), change("a", "1"), change("A")];
    expect(recordedChanges([a, b, c])).toEqual({ changed: [c, b, a] });
  });

  it("has names no longer than the schema allows, and no more than a thousand", () => {
    const [longest, longer] = ["x".repeat(300), "x".repeat(301)].map((name) => change(name));
    expect(recordedChanges([longer, longest].filter((one) => one !== undefined))).toEqual({ changed: [longest] });
    const many = Array.from({ length: 1001 }, (_, at) => change(String(1000 + at)));
    expect(recordedChanges(many.toReversed()).changed).toEqual(many.slice(0, 1000));
  });
});
