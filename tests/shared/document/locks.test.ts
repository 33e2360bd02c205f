import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, RichText, Unit } from "../../../src/shared/document/documentSchema.ts";
import type { Edit } from "../../../src/shared/document/edits.ts";
import { checkEdit, lockedSlots } from "../../../src/shared/document/locks.ts";
import type { Frame, Template, TemplatePack } from "../../../src/shared/pack/templatePack.ts";
import { PACK } from "../../fakes/samplePack.ts";

const OPEN = { position: true, style: true, content: false, existence: true };
const LOCKED = { ...OPEN, content: true };
const AT = { x: 0, y: 0, width: 10, height: 10 };
const placed = { at: AT, image: "art", fit: "contain", anchor: [0.5, 0.5] } as const;

function textFrame(id: string, locks: typeof OPEN, ...slots: string[]): Frame {
  return {
    id,
    kind: "text",
    locks,
    anchor: "top",
    at: AT,
    blocks: slots.map((slot) => ({ slot })),
  } as unknown as Frame;
}
const art = (id: string, locks: typeof OPEN, slot?: string) =>
  ({ id, kind: "picture", locks, ...placed, ...(slot === undefined ? {} : { slot }) }) as unknown as Frame;

const [poster] = PACK.templates as readonly [Template];
const page = (id: string, ...frames: Frame[]) => ({ id, title: poster.title, ground: "white", panels: [], frames });
/** The poster lets people write a headline and a list, and locks the helpline and the logo; the post locks the list as well. */
const LOCKING: TemplatePack = {
  ...PACK,
  content: PACK.content.map((family) => ({
    ...family,
    slots: [
      ...family.slots,
      ...(["logo", "photo", "link"] as const).map((id) => ({ ...(family.slots[0] as (typeof family.slots)[0]), id })),
    ],
    templates: ["poster-a3", "post"],
  })),
  templates: [
    {
      ...poster,
      pages: [
        page("front", textFrame("top", OPEN, "headline", "items"), art("photo", OPEN, "photo")),
        page(
          "back",
          textFrame("foot", LOCKED, "helpline"),
          art("logo", LOCKED, "logo"),
          art("ground", LOCKED),
          { id: "code", kind: "qr", locks: LOCKED, at: AT, slot: "link", colour: "k", ground: "w" } as unknown as Frame,
          { id: "bar", kind: "shape", locks: LOCKED, at: AT } as unknown as Frame,
        ),
      ],
    },
    { ...poster, id: "post", pages: [page("front", textFrame("list", LOCKED, "items"))] },
  ],
};
const DOCUMENT: CampaignDocument = {
  ...createDocument(LOCKING, "poster-a3", {
    id: "00000000-0000-4000-8000-000000000000",
    at: "2026-01-01T00:00:00Z",
    engine: "1",
  }),
  editions: { "vi-VN": { slots: {} } },
};
const WORDS: RichText = [{ kind: "paragraph", content: [{ text: "Gọi 111" }] }];
const UNIT: Unit = {
  source: { edition: "en-VN", content: [] },
  by: "Lan",
  at: "2026-01-01T00:00:00Z",
  reviewed: null,
};

/** "allowed", or why not. */
function verdict(edit: Edit, document = DOCUMENT): string {
  try {
    checkEdit(LOCKING, document, edit);
    return "allowed";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
const write = (slot: string, edition = "vi-VN"): Edit => ({ kind: "set-slot", edition, slot, content: WORDS });

describe("lockedSlots", () => {
  it("are those that a frame of these formats locks, on any page, words and pictures", () => {
    expect([...lockedSlots(LOCKING, ["poster-a3"])]).toEqual(["helpline", "logo"]);
    expect([...lockedSlots(LOCKING, ["poster-a3", "post"])]).toEqual(["helpline", "logo", "items"]);
    expect([...lockedSlots(LOCKING, [])]).toEqual([]);
  });

  it("do not include where a QR code leads, which is checked by its host", () => {
    expect(lockedSlots(LOCKING, ["poster-a3"]).has("link")).toBe(false);
  });
});

describe("checkEdit", () => {
  it("lets people write where the template is open, and nowhere else", () => {
    expect(verdict(write("headline"))).toBe("allowed");
    expect(verdict(write("helpline"))).toBe("document/locked");
    expect(verdict(write("nowhere"))).toBe("document/unknown-slot");
    expect(verdict(write("headline", "fr-FR"))).toBe("document/unknown-edition");
  });

  it("locks what any of the document's formats locks", () => {
    expect(verdict(write("items"))).toBe("allowed");
    expect(verdict(write("items"), { ...DOCUMENT, templates: ["poster-a3", "post"] })).toBe("document/locked");
  });

  it("asks the same of where the words come from", () => {
    const set = (slot: string, edition = "vi-VN"): Edit => ({ kind: "set-unit", edition, slot, unit: UNIT });
    expect(verdict(set("headline"))).toBe("allowed");
    expect(verdict(set("helpline"))).toBe("document/locked");
    expect(verdict(set("headline", "fr-FR"))).toBe("document/unknown-edition");
  });

  it("lets a picture be placed in an open frame only", () => {
    const place = (slot: string): Edit => ({ kind: "place-picture", slot, placement: null });
    expect(verdict(place("photo"))).toBe("allowed");
    expect(verdict(place("logo"))).toBe("document/locked");
    expect(verdict(place("nowhere"))).toBe("document/unknown-slot");
  });

  it("takes a source edition that the pack has, or none", () => {
    expect(verdict({ kind: "set-source", source: "vi-VN" })).toBe("allowed");
    expect(verdict({ kind: "set-source", source: null })).toBe("allowed");
    expect(verdict({ kind: "set-source", source: "fr-FR" })).toBe("document/unknown-edition");
  });

  it("looks at every slot of a whole edition that changes, and leaves alone what was there", () => {
    const set = (slots: Record<string, RichText>, units: Record<string, Unit> = {}): Edit => ({
      kind: "set-edition",
      edition: "vi-VN",
      content: { slots, units },
    });
    expect(verdict(set({ headline: WORDS }, { headline: UNIT }))).toBe("allowed");
    expect(verdict(set({ headline: WORDS, helpline: WORDS }))).toBe("document/locked");
    expect(verdict(set({ headline: WORDS }, { helpline: UNIT }))).toBe("document/locked");
    expect(verdict(set({ nowhere: WORDS }))).toBe("document/unknown-slot");
    const before = { ...DOCUMENT, editions: { "vi-VN": { slots: { helpline: WORDS }, units: { helpline: UNIT } } } };
    expect(verdict(set({ headline: WORDS, helpline: WORDS }, { helpline: UNIT }), before)).toBe("allowed");
    expect(verdict(set({ helpline: [] }), before)).toBe("document/locked");
    expect(verdict(set({}, { helpline: { ...UNIT, by: "Omar" } }), before)).toBe("document/locked");
  });

  it("adds and removes the editions of the pack, and no other", () => {
    expect(verdict({ kind: "set-edition", edition: "ar-EG", content: { slots: {} } })).toBe("allowed");
    expect(verdict({ kind: "set-edition", edition: "vi-VN", content: null })).toBe("allowed");
    expect(verdict({ kind: "set-edition", edition: "fr-FR", content: null })).toBe("document/unknown-edition");
  });

  it("takes only formats that share the document's slots", () => {
    expect(verdict({ kind: "set-templates", templates: ["post", "poster-a3"] })).toBe("allowed");
    expect(verdict({ kind: "set-templates", templates: ["post", "leaflet"] })).toBe("pack/unknown-template");
    expect(verdict({ kind: "set-templates", templates: ["post"] }, { ...DOCUMENT, family: "other" })).toBe(
      "pack/unknown-family",
    );
  });

  it("looks at every one of several edits", () => {
    expect(verdict({ kind: "together", edits: [write("headline"), write("items")] })).toBe("allowed");
    expect(verdict({ kind: "together", edits: [write("headline"), write("helpline")] })).toBe("document/locked");
  });

  it("has nothing to say about titles, remarks and records of pictures", () => {
    expect(verdict({ kind: "set-title", title: "x" })).toBe("allowed");
    expect(verdict({ kind: "set-remark", id: "x", remark: null })).toBe("allowed");
    expect(verdict({ kind: "set-picture", digest: "b".repeat(64), picture: null })).toBe("allowed");
  });
});
