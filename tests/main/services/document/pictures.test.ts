import { describe, expect, it } from "vitest";
import { newDocument, openDocument, saveDocument } from "../../../../src/main/services/document/documents.ts";
import {
  type ImportedPicture,
  importPicture,
  type PictureChange,
  parseConsent,
  placePicture,
  removePicture,
} from "../../../../src/main/services/document/pictures.ts";
import type { Slot, TemplatePack } from "../../../../src/shared/pack/templatePack.ts";
import { fakeMachine, fakePack, sha256 } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";
import { flat, type Rgb } from "../../render/oddPictures.ts";

const slot = (id: string): Slot => ({
  id,
  title: { en: id, vi: id, ar: id },
  kind: "picture",
  role: "picture",
  required: false,
  lines: 1,
  characters: 1,
});
/** The sample pack with two slots for pictures. */
const pack: TemplatePack = {
  ...PACK,
  content: PACK.content.map((family) => ({ ...family, slots: [...family.slots, slot("photo"), slot("corner")] })),
};

const consent = { person: "Lan", date: "2025-12-01", uses: "posters", expires: "2026-12-01", withdraw: "call 111" };
const photo = async (...colour: Rgb) => importPicture(await flat(colour).png().toBuffer(), "photo.png");
const into = (place: string, imported: ImportedPicture | null, more: Partial<PictureChange> = {}): PictureChange => ({
  slot: place,
  imported,
  consent: null,
  focus: undefined,
  alt: {},
  ...more,
});

function start() {
  const machine = fakeMachine();
  const loaded = { ...fakePack(), pack };
  return { machine, open: newDocument(machine, loaded, "poster-a3", "/poster.manara", null) };
}

describe("importPicture", () => {
  it("keeps the file as it is and names it by its digest", async () => {
    const file = await flat([1, 2, 3]).png().toBuffer();
    const imported = await importPicture(file, "x".repeat(300));
    expect(imported.digest).toBe(sha256(file));
    expect(imported.bytes).toBe(file);
    expect(imported.facts).toEqual({ name: "x".repeat(200), type: "image/png", width: 60, height: 40 });
    expect(imported.diagnostics).toEqual([]);
  });

  it("warns of a file that tells where it was taken", async () => {
    const exif = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "21/1 2/1 0/1" } };
    const file = await flat([1, 2, 3]).jpeg().withExif(exif).toBuffer();
    expect((await importPicture(file, "photo.jpg")).diagnostics).toMatchObject([{ code: "picture/located" }]);
  });
});

describe("placePicture", () => {
  it("comes back from the disk as it was placed", async () => {
    const { machine, open } = start();
    const imported = await photo(200, 30, 40);
    const change = into("photo", imported, { consent, focus: { x: 0.1, y: 0.9 }, alt: { "vi-VN": "Một người" } });
    await saveDocument(machine, placePicture(machine, open, pack, change));
    const { document, pictures } = await openDocument(machine, "/poster.manara");
    expect(document.pictures).toEqual({ [imported.digest]: { ...imported.facts, consent } });
    expect(document.placements.photo).toEqual({
      digest: imported.digest,
      focus: { x: 0.1, y: 0.9 },
      alt: { "vi-VN": "Một người" },
    });
    expect([...pictures.keys()]).toEqual([imported.digest]);
  });

  it("keeps a picture while another slot shows it, and no longer", async () => {
    const { machine, open } = start();
    const [one, two] = [await photo(200, 30, 40), await photo(30, 60, 160)];
    const both = placePicture(
      machine,
      placePicture(machine, open, pack, into("photo", one)),
      pack,
      into("corner", one),
    );
    const mixed = placePicture(machine, both, pack, into("photo", two));
    expect(Object.keys(mixed.document.pictures).sort()).toEqual([one.digest, two.digest].sort());
    const last = removePicture(machine, mixed, pack, "corner");
    expect(Object.keys(last.document.pictures)).toEqual([two.digest]);
    expect([...last.pictures.keys()]).toEqual([two.digest]);
    expect(last.document.placements).toMatchObject({ photo: { digest: two.digest } });
  });

  it("changes one thing and leaves the rest", async () => {
    const { machine, open } = start();
    const imported = await photo(200, 30, 40);
    const placed = placePicture(machine, open, pack, into("photo", imported, { consent, alt: { "vi-VN": "Một" } }));
    const later = { consent: undefined, focus: { x: 0, y: 0 }, alt: { "en-VN": "One" } };
    const { document } = placePicture(machine, placed, pack, into("photo", null, later));
    expect(document.placements.photo).toMatchObject({ focus: { x: 0, y: 0 }, alt: { "vi-VN": "Một", "en-VN": "One" } });
    expect(document.pictures[imported.digest]?.consent).toEqual(consent);
  });

  it("refuses slots of words, unknown consent, and consent that has ended", async () => {
    const { machine, open } = start();
    const imported = await photo(1, 2, 3);
    const code = (change: PictureChange) => {
      try {
        placePicture(machine, open, pack, change);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "placed";
    };
    expect(code(into("headline", imported))).toBe("picture/not-a-picture-slot");
    expect(code(into("nowhere", imported))).toBe("picture/not-a-picture-slot");
    expect(code(into("photo", null))).toBe("picture/no-picture");
    expect(code(into("photo", imported, { consent: undefined }))).toBe("picture/consent-needed");
    expect(code(into("photo", imported, { consent: { ...consent, expires: "2026-01-01" } }))).toBe(
      "picture/consent-expired",
    );
    expect(code(into("photo", imported, { consent: { ...consent, expires: "2026-01-02" } }))).toBe("placed");
  });
});

describe("parseConsent", () => {
  it("reads a whole record and nothing less", () => {
    expect(parseConsent(JSON.stringify(consent), "c.json")).toEqual(consent);
    const wrong = [
      "",
      "null",
      "[]",
      JSON.stringify({ ...consent, expires: "soon" }),
      JSON.stringify({ person: "Lan" }),
    ];
    for (const text of wrong) {
      expect(() => parseConsent(text, "c.json")).toThrow(expect.objectContaining({ code: "picture/consent-invalid" }));
    }
  });
});
