import { digestBytes, textBytes } from "../../src/shared/base/digest.ts";
import type { CampaignDocument, EditionContent, Picture, RichText } from "../../src/shared/document/documentSchema.ts";

/** A sound document → documents each wrong in one way, with a code that must be found in one edition of it. */

export interface Faulty {
  readonly name: string;
  /** What is found, or what the typesetter fails with; null where only the pages are others, or nothing is. */
  readonly code: string | null;
  readonly document: CampaignDocument;
  /** Digest → bytes of every picture. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

type Change = (document: CampaignDocument) => CampaignDocument;

/** No photograph: nothing here looks into it. */
const PHOTO = textBytes("a photograph");
const PHOTO_DIGEST = digestBytes(PHOTO);
const CONSENT = { person: "Mai", date: "2025-01-01", uses: "posters", withdraw: "call 111" };

const text = (...paragraphs: string[]): RichText =>
  paragraphs.map((one) => ({ kind: "paragraph", content: one === "" ? [] : [{ text: one }] }));
const list = (...items: string[]): RichText => [{ kind: "list", items: items.map((one) => [{ text: one }]) }];

function edition(tag: string, change: (slots: EditionContent["slots"]) => EditionContent["slots"]): Change {
  return (document) => {
    const content = document.editions[tag] ?? { slots: {} };
    return { ...document, editions: { ...document.editions, [tag]: { ...content, slots: change(content.slots) } } };
  };
}
const slot = (tag: string, name: string, content: RichText): Change =>
  edition(tag, (slots) => ({ ...slots, [name]: content }));
const without = (tag: string, ...names: string[]): Change =>
  edition(tag, (slots) => Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name))));

/** The words were localised from others than the source has now. */
function staleUnit(tag: string, name: string): Change {
  const unit = {
    source: { edition: "en-VN", content: text("What it said before") },
    by: "Lan",
    at: "2025-12-01T00:00:00Z",
    reviewed: null,
  };
  return (document) => {
    const content = document.editions[tag] ?? { slots: {} };
    const units = { ...content.units, [name]: unit };
    return { ...document, editions: { ...document.editions, [tag]: { ...content, units } } };
  };
}

function photograph(consent: Picture["consent"], alt: Readonly<Record<string, string>>): Change {
  return (document) => ({
    ...document,
    pictures: { [PHOTO_DIGEST]: { name: "mai.jpg", type: "image/jpeg", width: 4000, height: 3000, consent } },
    placements: { photo: { digest: PHOTO_DIGEST, focus: { x: 0.5, y: 0.5 }, alt: { ...alt } } },
  });
}
const ALT = {
  "en-VN": "A woman reads a contract at a desk.",
  "vi-VN": "Một phụ nữ đọc hợp đồng bên bàn.",
  "ar-EG": "امرأة تقرأ عقدًا على مكتب.",
  "ar-VN": "امرأة تقرأ عقدًا على مكتب.",
};

/** Name, code, change. */
const FAULTS: readonly (readonly [string, string | null, Change])[] = [
  ["a slot is missing", "localise/required-slot", without("vi-VN", "headline")],
  ["several slots are missing", "localise/C05", without("ar-EG", "headline", "items", "cta")],
  ["an edition is empty", "localise/C01", edition("en-VN", () => ({}))],
  [
    "a helpline is in no registry",
    "localise/unknown-helpline",
    slot("vi-VN", "body", [{ kind: "paragraph", content: [{ helpline: "XX-000" }] }]),
  ],
  [
    "a fact is in no registry",
    "localise/unknown-fact",
    slot("en-VN", "body", [{ kind: "paragraph", content: [{ fact: "NO-FACT" }] }]),
  ],
  ["a consent ended yesterday", "picture/consent-expired", photograph({ ...CONSENT, expires: "2026-01-01" }, ALT)],
  ["a consent ends soon", "localise/C09", photograph({ ...CONSENT, expires: "2026-01-10" }, ALT)],
  ["a photograph has no description", "localise/C12", photograph(null, {})],
  [
    "a placed picture is not in the document",
    "localise/missing-picture",
    (document) => ({ ...photograph(null, ALT)(document), pictures: {} }),
  ],
  [
    "the pack is another one",
    "document/pack-changed",
    (document) => ({ ...document, pack: { ...document.pack, digest: "0".repeat(64) } }),
  ],
  ["words have no room", "typeset/overflow", slot("vi-VN", "body", text("Hãy hỏi trước khi ký. ".repeat(200)))],
  ["a word is wider than its frame", "typeset/too-wide", slot("en-VN", "headline", text("W".repeat(400)))],
  [
    "a word blames",
    "localise/EN-01",
    slot("en-VN", "body", text("A rescued girl is an illegal migrant and a victim.")),
  ],
  [
    "a number has no source",
    "localise/C18",
    slot("en-VN", "body", text("87% of all offers are false, and 12,000 people were sold in 2025.")),
  ],
  [
    "a number is typed",
    "localise/unknown-number",
    slot("en-VN", "body", text("Call 0900 123 456 or +84 24 1234 5678.")),
  ],
  ["an address is not safe", "localise/C30", slot("en-VN", "body", text("See http://example.org/event."))],
  ["a letter is in no font", "typeset/missing-glyph", slot("vi-VN", "headline", text("Việc thật 漢字 Ω"))],
  ["letters turn the reading around", "localise/stray-mark", slot("ar-EG", "headline", text("عمل \u202Eحقيقي\u202C"))],
  ["digits are of another script", "localise/C22", slot("ar-EG", "body", text("انتظر ٣ أيام قبل أن توقّع"))],
  [
    "the words are of another language",
    "localise/C22",
    slot("vi-VN", "body", text("This is written in English and nobody has translated it.")),
  ],
  ["items are fewer than in the source", null, slot("vi-VN", "items", list("Chỉ một dấu hiệu"))],
  ["a helpline is left out", "localise/required-slot", without("vi-VN", "helpline")],
  ["a helpline is typed by hand", null, slot("vi-VN", "helpline", list("111"))],
  ["sources are left out", "localise/required-slot", without("en-VN", "sources")],
  ["nobody is told what to do", "localise/C05", without("ar-VN", "cta")],
  ["a weekday is wrong", "localise/C27", slot("en-VN", "body", text("Come on Monday 30 July 2026 at 9:00."))],
  [
    "a sentence is long",
    "localise/C20",
    slot("en-VN", "body", text(`If ${"you think about it again and again and ".repeat(12)}then ask.`)),
  ],
  ["the source has changed since", null, staleUnit("vi-VN", "headline")],
  [
    "a template is unknown",
    "pack/unknown-template",
    (document) => ({ ...document, templates: [...document.templates, "no-such-poster"] }),
  ],
  ["a family is unknown", "pack/unknown-family", (document) => ({ ...document, family: "no-such-family" })],
];

export function faultyDocuments(sound: CampaignDocument): Faulty[] {
  return FAULTS.map(([name, code, change], index) => {
    const document = { ...change(sound), id: `00000000-0000-4000-9000-${String(index).padStart(12, "0")}` };
    const pictures = new Map(Object.keys(document.pictures).map((digest) => [digest, PHOTO]));
    return { name, code, document, pictures };
  });
}
