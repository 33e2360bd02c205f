import type { Exchange, ExchangeUnit, SegmentState } from "../../shared/localise/files/exchange.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { codeWriter, idsIn } from "./inlineCodes.ts";
import { element, type Tree, writeXml } from "./xmlText.ts";

/** Exchange → XLIFF 2.1 (OASIS, 13 February 2018, with the glossary and metadata modules) or XLIFF 1.2. */

export const SOURCE_DIGEST = "source-digest";

/** One unit a slot, one segment a paragraph or item. */
export function writeXliff21(exchange: Exchange, pack: TemplatePack): string {
  const { document, title, source, target, units } = exchange;
  const root = element(
    "xliff",
    {
      xmlns: "urn:oasis:names:tc:xliff:document:2.0",
      "xmlns:gls": "urn:oasis:names:tc:xliff:glossary:2.0",
      "xmlns:mda": "urn:oasis:names:tc:xliff:metadata:2.0",
      version: "2.1",
      srcLang: source.tag,
      trgLang: target.tag,
    },
    [
      element(
        "file",
        { id: "content", original: document, canResegment: "no", srcDir: source.direction, trgDir: target.direction },
        [
          element("notes", {}, [element("note", { id: "title", category: "title" }, [title])]),
          ...units.map((unit) => unit21(unit, exchange, pack)),
        ],
      ),
    ],
  );
  return writeXml(root);
}

function unit21(unit: ExchangeUnit, { source, target }: Exchange, pack: TemplatePack): Tree {
  const sources = codeWriter("xliff21", pack, source.tag);
  const targets = codeWriter("xliff21", pack, target.tag);
  const glossary = unit.terms.map((term) =>
    element("gls:glossEntry", {}, [
      element("gls:term", { source: "termbase" }, [term.source]),
      element("gls:translation", { source: "termbase" }, [term.target]),
      ...(term.note === "" ? [] : [element("gls:definition", { source: "termbase" }, [term.note])]),
    ]),
  );
  return element("unit", { id: unit.slot, name: unit.title, canResegment: "no", "xml:space": "preserve" }, [
    ...(glossary.length === 0 ? [] : [element("gls:glossary", {}, glossary)]),
    element("mda:metadata", {}, [
      element("mda:metaGroup", { category: "manara" }, [element("mda:meta", { type: SOURCE_DIGEST }, [unit.digest])]),
    ]),
    element(
      "notes",
      {},
      unit.notes.map(({ category, text }) => element("note", { category, appliesTo: "target" }, [text])),
    ),
    ...unit.segments.map(({ id, source: from, target: to, state }) => {
      const sub = unit.stale && state !== "initial" ? "manara:stale" : undefined;
      const written = targets.write(to);
      // Editions of other countries have other helplines: what the target rightly lacks may be lacking.
      const held = to.length === 0 ? null : idsIn(written);
      return element("segment", { id, state, subState: sub, canResegment: "no" }, [
        element("source", {}, sources.write(from, held)),
        ...(to.length === 0 ? [] : [element("target", {}, written)]),
      ]);
    }),
  ]);
}

const STATES_12: Readonly<Record<SegmentState, string>> = {
  initial: "needs-translation",
  translated: "translated",
  reviewed: "signed-off",
  final: "final",
};

/** One group a slot, one trans-unit `slot/segment` a paragraph or item. */
export function writeXliff12(exchange: Exchange, pack: TemplatePack): string {
  const { document, source, target, units } = exchange;
  const file = {
    original: document,
    "source-language": source.tag,
    "target-language": target.tag,
    datatype: "x-manara",
    "tool-id": "manara",
  };
  const root = element("xliff", { xmlns: "urn:oasis:names:tc:xliff:document:1.2", version: "1.2" }, [
    element("file", file, [
      element("header", {}, [element("tool", { "tool-id": "manara", "tool-name": "Manara" })]),
      element(
        "body",
        {},
        units.map((unit) => group12(unit, exchange, pack)),
      ),
    ]),
  ]);
  return writeXml(root);
}

function group12(unit: ExchangeUnit, { source, target }: Exchange, pack: TemplatePack): Tree {
  const sources = codeWriter("xliff12", pack, source.tag);
  const targets = codeWriter("xliff12", pack, target.tag);
  const notes = [
    ...unit.notes.map(({ category, text }) => `${category}: ${text}`),
    ...unit.terms.map((term) => `term: ${term.source} = ${term.target}${term.note === "" ? "" : ` (${term.note})`}`),
  ];
  return element("group", { id: unit.slot, resname: unit.title, extradata: `${SOURCE_DIGEST}:${unit.digest}` }, [
    ...notes.map((text) => element("note", { from: "manara" }, [text])),
    ...unit.segments.map(({ id, source: from, target: to, state }) => {
      const attributes = {
        id: `${unit.slot}/${id}`,
        approved: state === "reviewed" || state === "final" ? "yes" : "no",
        "xml:space": "preserve",
        maxwidth: String(unit.characters),
        "size-unit": "char",
      };
      return element("trans-unit", attributes, [
        element("source", {}, sources.write(from)),
        ...(to.length === 0 ? [] : [element("target", { state: STATES_12[state] }, targets.write(to))]),
      ]);
    }),
  ]);
}
