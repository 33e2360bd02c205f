import { describe, expect, it } from "vitest";
import { exportWords, importWords } from "../../../src/main/services/document/interchange.ts";
import type { CampaignDocument, Inline, RichText } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../src/shared/document/edits.ts";
import { unitStatuses } from "../../../src/shared/localise/units/unitStatus.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../fixtures/wordsDocument.ts";

/** Files as translators' tools leave them behind, written by hand from how each tool documents what it does. */

const WHO = { by: "Lan", at: "2026-02-03T04:05:06Z" };
const [template = ""] = pack.templates.map(({ id }) => id);
const paragraph = (...content: Inline[]): RichText => [{ kind: "paragraph", content }];
const OTHER = pack.helplines.find(({ id }) => id !== "VN-111") ?? { id: "" };
const VN = pack.helplines.find(({ id }) => id === "VN-111") ?? { id: "", display: "" };

/** A call with a helpline, a list of three, and no words in Vietnamese yet. */
function untranslated(): CampaignDocument {
  const items = ["One thing", "Another thing", "The last thing"].map((text): Inline[] => [{ text }]);
  const slots: Record<string, RichText> = {
    headline: paragraph({ text: "Ask " }, { text: "before", emphasis: true }, { text: " you go" }),
    cta: paragraph({ text: "Call " }, { helpline: VN.id }, { text: " now" }),
    items: [{ kind: "list", items }],
  };
  return { ...sampleDocument(template), editions: { "en-VN": { slots }, "vi-VN": { slots: {} } } };
}

const digestOf = (slot: string, format: "xliff" | "xliff12") => {
  const text = exported(untranslated(), format);
  const from = text.indexOf(format === "xliff" ? `<unit id="${slot}"` : `<group id="${slot}"`);
  return /[0-9a-f]{64}/.exec(text.slice(from))?.[0] ?? "";
};

function exported(document: CampaignDocument, format: "xliff" | "xliff12" | "csv"): string {
  return new TextDecoder().decode(exportWords(document, pack, { edition: "vi-VN", source: "en-VN", format }));
}

function take(document: CampaignDocument, file: string | Uint8Array, edition: string | null = null) {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const taken = importWords(document, pack, bytes, edition, WHO);
  const after = taken.edit === null ? document : applyEdit(document, taken.edit).document;
  const unit = (slot: string) => taken.units.find((one) => one.slot === slot);
  return { taken, after, unit, words: (slot: string) => after.editions["vi-VN"]?.slots[slot] };
}

/** The exported file with targets for the segments named, as a careful tool writes them. */
function filled(document: CampaignDocument, targets: Readonly<Record<string, string>>): string {
  let text = exported(document, "xliff");
  for (const [place, target] of Object.entries(targets)) {
    const [slot = "", id = ""] = place.split("/");
    const from = text.indexOf(`<segment id="${id}"`, text.indexOf(`<unit id="${slot}"`));
    const at = text.indexOf("</source>", from) + "</source>".length;
    text = `${text.slice(0, at)}<target>${target}</target>${text.slice(at)}`;
  }
  return text;
}

const HEADLINE = 'Hãy hỏi <pc id="b.1">trước khi</pc> đi';
const CTA = 'Gọi <ph id="h.VN-111.1"/> ngay';

describe("what a tool gives back", () => {
  it("is taken with its emphasis and its helpline, as a draft", () => {
    const { unit, words, after } = take(
      untranslated(),
      filled(untranslated(), { "headline/p1": HEADLINE, "cta/p1": CTA }),
    );
    expect(unit("headline")).toMatchObject({ outcome: "taken", reviewed: false, warnings: [] });
    expect(words("headline")).toEqual(
      paragraph({ text: "Hãy hỏi " }, { text: "trước khi", emphasis: true }, { text: " đi" }),
    );
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
    expect(unit("items")).toMatchObject({ outcome: "empty" });
    const { headline, items } = unitStatuses(after, pack, "vi-VN", "en-VN");
    expect([headline?.state, headline?.by, headline?.at, items?.state]).toEqual(["draft", WHO.by, WHO.at, "missing"]);
  });

  it("comes in one step, which can be taken back", () => {
    const document = untranslated();
    const { taken } = take(document, filled(document, { "headline/p1": HEADLINE, "cta/p1": CTA }));
    if (taken.edit === null) throw new Error("nothing was taken");
    const { document: after, inverse } = applyEdit(document, taken.edit);
    expect(applyEdit(after, inverse).document).toEqual(document);
  });

  it("brings a review with it", () => {
    const file = filled(untranslated(), { "headline/p1": HEADLINE }).replaceAll('state="initial"', 'state="final"');
    const { after } = take(untranslated(), file);
    const { headline } = unitStatuses(after, pack, "vi-VN", "en-VN");
    expect(headline).toMatchObject({ state: "reviewed", reviewed: WHO });
  });

  it("keeps what the document has where a list is filled in part", () => {
    const { unit, words } = take(untranslated(), filled(untranslated(), { "items/i3": "Điều cuối" }));
    expect(unit("items")).toMatchObject({ outcome: "taken", warnings: ["partly-filled"] });
    expect(words("items")).toEqual([{ kind: "list", items: [[], [], [{ text: "Điều cuối" }]] }]);
    const first = take(untranslated(), filled(untranslated(), { "items/l1": "Một", "items/i2": "Hai" }));
    const then = take(first.after, filled(untranslated(), { "items/i3": "Ba" }));
    expect(then.words("items")).toEqual([
      { kind: "list", items: [[{ text: "Một" }], [{ text: "Hai" }], [{ text: "Ba" }]] },
    ]);
  });

  it("never clears words because a target is empty", () => {
    const { after } = take(untranslated(), filled(untranslated(), { "headline/p1": HEADLINE }));
    const again = take(after, exported(untranslated(), "xliff").replaceAll("</source>", "</source><target/>"));
    expect(again.taken.edit).toBeNull();
    expect(again.taken.units.map(({ outcome }) => outcome)).toEqual(["empty", "empty", "empty"]);
  });
});

describe("what went wrong in a tool", () => {
  it.each([
    ["a lost helpline", "Gọi ngay", "lost", "helpline VN-111"],
    ["a doubled one", `${CTA} ${CTA}`, "added", "helpline VN-111"],
    ["another one", `Gọi <ph id="h.${OTHER.id}.1"/>`, "lost", "helpline VN-111"],
    ["a tag nobody knows", `${CTA}<ph id="7" equiv="?"/>`, "unknown-code", '"7"'],
  ])("%s leaves the unit as it was and is told", (_, target, reason, named) => {
    const { unit, words } = take(untranslated(), filled(untranslated(), { "cta/p1": target, "headline/p1": HEADLINE }));
    expect(unit("cta")).toMatchObject({ outcome: "skipped", reason });
    expect(unit("cta")?.message).toContain(named);
    expect(words("cta")).toBeUndefined();
    // The rest of the file is not held up by it.
    expect(unit("headline")).toMatchObject({ outcome: "taken" });
  });

  it("digits changed inside a helpline's tag are not taken, but told", () => {
    const target = 'Gọi <ph id="h.VN-111.1" equiv="112"/> ngay';
    const { unit, words } = take(untranslated(), filled(untranslated(), { "cta/p1": target }));
    expect(unit("cta")).toMatchObject({ outcome: "taken", warnings: ["retyped-number"] });
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
  });

  it("a helpline typed as digits becomes the registry's own again", () => {
    const { unit, words } = take(untranslated(), filled(untranslated(), { "cta/p1": `Gọi ${VN.display} ngay` }));
    expect(unit("cta")).toMatchObject({ outcome: "taken", warnings: ["number-as-text"] });
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
  });

  it("letters in parts become whole, and stray direction marks go", () => {
    const target = "\u202bHãy hỏi\u202c trước\u200f".normalize("NFD");
    const { unit, words } = take(untranslated(), filled(untranslated(), { "headline/p1": target }));
    expect(unit("headline")).toMatchObject({ outcome: "taken", warnings: ["direction-marks"] });
    expect(words("headline")).toEqual(paragraph({ text: "Hãy hỏi trước".normalize("NFC") }));
  });

  it("a source that changed meanwhile is shown beside the one that was localised", () => {
    const file = filled(untranslated(), { "headline/p1": HEADLINE });
    const { document } = applyEdit(untranslated(), {
      kind: "set-slot",
      edition: "en-VN",
      slot: "headline",
      content: paragraph({ text: "Ask before you travel" }),
    });
    const { unit, after } = take(document, file);
    expect(unit("headline")).toMatchObject({ outcome: "taken", warnings: ["stale-source"] });
    const { headline } = unitStatuses(after, pack, "vi-VN", "en-VN");
    expect(headline?.state).toBe("stale");
    expect(headline?.stale?.changes).toEqual([
      { kind: "same", text: "Ask before you " },
      { kind: "removed", text: "go" },
      { kind: "added", text: "travel" },
    ]);
  });

  it("segments that were joined cannot be parted again", () => {
    const joined = `<unit id="items"><segment id="l1"><source>One thing Another thing</source><target>Một hai</target></segment>
      <segment id="i3"><source>The last thing</source><target>Ba</target></segment></unit>`;
    expect(take(untranslated(), xliff21(joined)).unit("items")).toMatchObject({ outcome: "skipped", reason: "merged" });
  });

  it("segments that were split are joined, with the white space between", () => {
    const split = `<unit id="headline"><segment id="p1"><source>Ask <pc id="b.1">before</pc></source><target>Hãy hỏi <pc id="b.1">trước</pc></target></segment>
      <ignorable><source> </source></ignorable><segment id="s2"><source>you go</source><target>khi đi</target></segment></unit>`;
    const { unit, words } = take(untranslated(), xliff21(split));
    expect(unit("headline")).toMatchObject({ outcome: "taken", warnings: ["split"] });
    expect(words("headline")).toEqual(
      paragraph({ text: "Hãy hỏi " }, { text: "trước", emphasis: true }, { text: " khi đi" }),
    );
  });

  it("units of another document, edition or slot are refused", () => {
    const file = filled(untranslated(), { "headline/p1": HEADLINE });
    const other = { ...untranslated(), id: "00000000-0000-4000-8000-000000000000" };
    expect(() => take(other, file)).toThrow(expect.objectContaining({ code: "localise/wrong-document" }));
    expect(() => take(untranslated(), file, "ar-EG")).toThrow(
      expect.objectContaining({ code: "localise/wrong-edition" }),
    );
    expect(() => take(untranslated(), file.replace("vi-VN", "fr-FR"))).toThrow(
      expect.objectContaining({ code: "document/unknown-edition" }),
    );
    const stranger = file.replace('<unit id="headline"', '<unit id="slogan"');
    expect(take(untranslated(), stranger).unit("slogan")).toMatchObject({ outcome: "skipped", reason: "unknown-slot" });
    expect(take(untranslated(), stranger).taken.absent).toContain("headline");
  });
});

describe("a tag lost on both sides", () => {
  const bare = '<unit id="cta"><segment id="p1"><source>Call now</source><target>Gọi ngay</target></segment></unit>';

  it.each([
    ["without a digest", bare],
    [
      "under the true digest",
      bare.replace(
        "<segment",
        `<m:metadata xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0"><m:metaGroup><m:meta type="source-digest">${digestOf("cta", "xliff")}</m:meta></m:metaGroup></m:metadata><segment`,
      ),
    ],
  ])("%s, is not silently dropped", (_, units) => {
    const { unit, words } = take(untranslated(), xliff21(units));
    expect(unit("cta")).toMatchObject({ outcome: "skipped", reason: "lost" });
    expect(words("cta")).toBeUndefined();
  });
});

describe("the bytes that tools write", () => {
  const file = filled(untranslated(), { "headline/p1": HEADLINE, "cta/p1": CTA });
  const expected = take(untranslated(), file).after;

  it.each([
    ["a byte order mark", (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    [
      "UTF-16, little end first",
      (text: string) => new Uint8Array(Buffer.from(`\ufeff${text.replace("UTF-8", "UTF-16")}`, "utf16le")),
    ],
    ["UTF-16, big end first", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le").swap16())],
    ["Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    [
      "another prefix",
      (text: string) =>
        text.replace("xmlns=", "xmlns:x=").replace(/<(\/?)(?=[a-z0-9]+[ />])(?!(?:gls|mda):)/g, "<$1x:"),
    ],
    ["attributes of its own", (text: string) => text.replaceAll("<segment ", '<segment xmlns:o="urn:x" o:score="9" ')],
    ["character references", (text: string) => text.replaceAll("ã", "&#xE3;").replaceAll("Hãy", "&#72;ãy")],
    ["CDATA", (text: string) => text.replaceAll("Hãy hỏi ", "<![CDATA[Hãy hỏi ]]>")],
    [
      "another order of units",
      (text: string) => text.replace(/(<unit id="headline".*?<\/unit>)(.*)(<\/file>)/s, "$2$1$3"),
    ],
    [
      "indentation inside targets",
      (text: string) => text.replaceAll("<target>", "<target>\n        ").replaceAll("</target>", "\n      </target>"),
    ],
    ["no digests", (text: string) => text.replace(/<mda:metadata>.*?<\/mda:metadata>/gs, "")],
    ["a language without its country", (text: string) => text.replace('trgLang="vi-VN"', 'trgLang="vi"')],
    ["a language with an underscore", (text: string) => text.replace('trgLang="vi-VN"', 'trgLang="vi_VN"')],
  ])("%s: nothing is lost", (_, change) => {
    const changed = change(file);
    expect(typeof changed === "string" ? changed : "bytes").not.toBe(file);
    expect(take(untranslated(), changed).after).toEqual(expected);
  });
});

describe("habits of common tools", () => {
  it("Trados Studio: XLIFF 1.2 with segmentation marks, its own namespace and confirmation levels", () => {
    const file = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0">
<file original="C:\\Jobs\\${untranslated().id}.xlf" source-language="en-VN" target-language="vi-VN" datatype="x-sdlfilterframework2"><header><sdl:ref-files/></header><body>
<group id="cta" extradata="source-digest:${digestOf("cta", "xliff12")}"><trans-unit id="cta/p1"><source>Call <ph id="h.VN-111.1">111</ph> now</source>
<seg-source><mrk mtype="seg" mid="1">Call <ph id="h.VN-111.1">111</ph> now</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Gọi <ph id="h.VN-111.1">111</ph> ngay</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></group></body></file></xliff>`;
    const { unit, words } = take(untranslated(), file);
    expect(unit("cta")).toMatchObject({ outcome: "taken", warnings: [], reviewed: false });
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
  });

  it("memoQ: groups dropped, alternatives inside, states in the target", () => {
    const file = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff"><file original="poster" source-language="en-vn" target-language="vi-vn" datatype="plaintext"><body>
<trans-unit id="headline/p1" mq:status="ManuallyConfirmed"><source xml:space="preserve">Ask <g id="b.1">before</g> you go</source><target xml:space="preserve" state="signed-off">Hãy hỏi <g id="b.1">trước khi</g> đi</target>
<alt-trans><source>Ask first</source><target>Không phải câu này</target></alt-trans></trans-unit></body></file></xliff>`;
    const { unit, words } = take(untranslated(), file);
    expect(unit("headline")).toMatchObject({ outcome: "taken", reviewed: true, warnings: [] });
    expect(JSON.stringify(words("headline"))).not.toContain("Không phải");
  });

  it("OmegaT: untranslated segments left out, targets without a state", () => {
    const file = `<xliff version="1.2"><file original="${untranslated().id}" source-language="en-VN" target-language="vi-VN"><body>
<group id="items"><trans-unit id="items/l1"><source>One thing</source><target>Một điều</target></trans-unit></group></body></file></xliff>`;
    const { unit, words } = take(untranslated(), file);
    expect(unit("items")).toMatchObject({ outcome: "taken", reviewed: false, warnings: ["partly-filled"] });
    expect(words("items")).toEqual([{ kind: "list", items: [[{ text: "Một điều" }]] }]);
  });

  it("Weblate: approved in place of a state, contexts added, units in the order of their names", () => {
    const file = `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="${untranslated().id}" source-language="en-VN" target-language="vi-VN" datatype="x-manara"><body>
<trans-unit id="items/i2" approved="yes"><source>Another thing</source><target>Hai</target><context-group purpose="location"><context context-type="sourcefile">a</context></context-group></trans-unit>
<trans-unit id="items/i3" approved="yes"><source>The last thing</source><target>Ba</target></trans-unit>
<trans-unit id="items/l1" approved="yes"><source>One thing</source><target>Một</target></trans-unit></body></file></xliff>`;
    const { unit, words } = take(untranslated(), file);
    expect(unit("items")).toMatchObject({ outcome: "taken", reviewed: true, warnings: [] });
    expect(words("items")).toEqual([{ kind: "list", items: [[{ text: "Một" }], [{ text: "Hai" }], [{ text: "Ba" }]] }]);
  });

  it("Poedit: XLIFF 2 read and written, whole file indented anew", () => {
    const file = xliff21(`<unit id="cta"><notes><note>x</note></notes>
      <segment id="p1" state="translated">
        <source>
          Call
          <ph id="h.VN-111.1"/>
          now
        </source>
        <target>
          Gọi
          <ph id="h.VN-111.1"/>
          ngay
        </target>
      </segment></unit>`);
    const { unit, words } = take(untranslated(), file);
    expect(unit("cta")).toMatchObject({ outcome: "taken", warnings: ["re-indented"] });
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
  });

  it("Okapi Rainbow: pairs as single codes, annotations around words", () => {
    const file = xliff21(`<unit id="headline"><segment id="p1"><source>Ask <pc id="b.1">before</pc> you go</source>
      <target><mrk id="m1" type="term">Hãy</mrk> hỏi <sc id="b.1"/>trước khi<ec startRef="b.1"/> đi</target></segment></unit>`);
    expect(take(untranslated(), file).words("headline")).toEqual(
      paragraph({ text: "Hãy hỏi " }, { text: "trước khi", emphasis: true }, { text: " đi" }),
    );
  });

  it.each([
    ["Excel in Viet Nam: semicolons", (text: string) => table(text, ";")],
    [
      "Excel, Unicode text: tabs in UTF-16",
      (text: string) => new Uint8Array(Buffer.from(`\ufeff${table(text, "\t").replace(/^\ufeff/, "")}`, "utf16le")),
    ],
    [
      "LibreOffice: no byte order mark, Unix line ends",
      (text: string) => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"),
    ],
    [
      "Google Sheets: every row as long as the longest, an empty one at the end",
      (text: string) => `${text},,,,,,,,\r\n`,
    ],
  ])("%s", (_, change) => {
    const text = exported(untranslated(), "csv").replace("Call {VN-111} now,", "Call {VN-111} now,Gọi {VN-111} ngay");
    const { unit, words } = take(untranslated(), change(text));
    expect(unit("cta")).toMatchObject({ outcome: "taken", warnings: [] });
    expect(words("cta")).toEqual(paragraph({ text: "Gọi " }, { helpline: "VN-111" }, { text: " ngay" }));
  });
});

/** Cells of our own file hold commas only in quotes. */
function table(text: string, delimiter: string): string {
  return text.replace(/("(?:[^"]|"")*")|,/g, (_, quoted: string | undefined) => quoted ?? delimiter);
}

function xliff21(units: string): string {
  return `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-VN" trgLang="vi-VN"><file id="content" original="${untranslated().id}">${units}</file></xliff>`;
}
