import type { XmlElement } from "@rgrove/parse-xml";
import { StudioError } from "../../shared/base/errors.ts";
import type { SegmentState } from "../../shared/localise/files/exchange.ts";
import type { Incoming, IncomingPart, IncomingSegment, IncomingUnit } from "../../shared/localise/files/incoming.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { readCodes } from "./inlineCodes.ts";
import { SOURCE_DIGEST } from "./writeXliff.ts";
import { attributeOf, childrenNamed, descendantsNamed, elementsOf, isTextNode, localName, readXml } from "./xmlText.ts";

/** Bytes of XLIFF 1.2 or 2.x, as tools leave it behind → what came back, by unit and segment. */

/** Fails with `localise/not-xml`, `localise/not-xliff` and the codes of `decodeText`. */
export function readXliff(bytes: Uint8Array, pack: TemplatePack): Incoming {
  const root = readXml(bytes);
  const version = attributeOf(root, "version") ?? "";
  if (localName(root) === "xliff" && version.startsWith("2.")) return read21(root, pack);
  if (localName(root) === "xliff" && (version === "1.2" || version === "1.1")) return read12(root, pack);
  const found = localName(root) === "xliff" ? `XLIFF ${version}` : `a file of "${localName(root)}"`;
  throw new StudioError("localise/not-xliff", "failure", `This is ${found}, not XLIFF 1.2 or 2.1.`, {
    hint: "Export from the tool as XLIFF 1.2 or 2.1.",
  });
}

function read21(root: XmlElement, pack: TemplatePack): Incoming {
  const files = childrenNamed(root, "file");
  return {
    source: attributeOf(root, "srcLang"),
    target: attributeOf(root, "trgLang"),
    units: files.flatMap((file) => descendantsNamed(file, "unit").map((unit) => unit21(unit, pack, documentIn(file)))),
  };
}

function unit21(unit: XmlElement, pack: TemplatePack, document: string | null): IncomingUnit {
  const digest = descendantsNamed(unit, "meta").find((meta) => attributeOf(meta, "type") === SOURCE_DIGEST);
  const segments = elementsOf(unit).flatMap((child): IncomingSegment[] => {
    const name = localName(child);
    if (name !== "segment" && name !== "ignorable") return [];
    const [source] = childrenNamed(child, "source");
    const [target] = childrenNamed(child, "target");
    const from = source === undefined ? null : readCodes(source, pack);
    const to = target === undefined ? null : readCodes(target, pack);
    if (name === "ignorable") {
      // White space between segments that a tool split: what has no target of its own is the same in both.
      return [segment(null, from?.parts ?? [], (to ?? from)?.parts ?? null, null, false)];
    }
    return [
      segment(attributeOf(child, "id"), from?.parts ?? [], to?.parts ?? null, state21(child), to?.refolded === true),
    ];
  });
  return { document, slot: attributeOf(unit, "id") ?? "", digest: digestIn(digest), segments };
}

function state21(node: XmlElement): SegmentState | null {
  const state = attributeOf(node, "state");
  return state === "initial" || state === "translated" || state === "reviewed" || state === "final" ? state : null;
}

function read12(root: XmlElement, pack: TemplatePack): Incoming {
  const files = childrenNamed(root, "file");
  const all: IncomingUnit[] = [];
  for (const file of files) {
    const document = documentIn(file);
    const units = new Map<string, { digest: string | null; segments: IncomingSegment[] }>();
    const digests = new Map(
      descendantsNamed(file, "group").map((group) => [attributeOf(group, "id"), attributeOf(group, "extradata")]),
    );
    for (const node of descendantsNamed(file, "trans-unit")) {
      const id = attributeOf(node, "id") ?? "";
      const cut = id.indexOf("/");
      const slot = cut < 0 ? id : id.slice(0, cut);
      const unit = units.get(slot) ?? { digest: bareDigest(digests.get(slot) ?? null), segments: [] };
      units.set(slot, unit);
      const [source] = childrenNamed(node, "source");
      const [target] = childrenNamed(node, "target");
      const from = source === undefined ? null : readCodes(source, pack);
      const to = target === undefined ? null : readCodes(target, pack);
      const name = cut < 0 ? null : id.slice(cut + 1);
      unit.segments.push(
        segment(name, from?.parts ?? [], to?.parts ?? null, state12(node, target), to?.refolded === true),
      );
    }
    all.push(...[...units].map(([slot, unit]) => ({ document, slot, ...unit })));
  }
  return {
    source: oneOf(files.map((file) => attributeOf(file, "source-language"))),
    target: oneOf(files.map((file) => attributeOf(file, "target-language"))),
    units: all,
  };
}

/** Tools say it in the target's state, in `approved`, or not at all. */
function state12(node: XmlElement, target: XmlElement | undefined): SegmentState | null {
  const state = target === undefined ? null : attributeOf(target, "state");
  if (state === "final") return "final";
  if (state === "signed-off") return "reviewed";
  if (state !== null && /^(?:needs|new)/.test(state))
    return state.startsWith("needs-review") ? "translated" : "initial";
  if (state === "translated") return "translated";
  return attributeOf(node, "approved") === "yes" ? "reviewed" : null;
}

function segment(
  id: string | null,
  source: readonly IncomingPart[],
  target: readonly IncomingPart[] | null,
  state: SegmentState | null,
  refolded: boolean,
): IncomingSegment {
  return { id, source, target, state, refolded };
}

function oneOf(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null && value !== "") ?? null;
}

/** Tools put a path of their own into `original`: only an id tells the document. */
function documentIn(file: XmlElement): string | null {
  const original = attributeOf(file, "original")?.toLowerCase() ?? "";
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(original)?.[0] ?? null;
}

function digestIn(meta: XmlElement | undefined): string | null {
  return meta === undefined
    ? null
    : bareDigest(meta.children.map((child) => (isTextNode(child) ? child.text : "")).join(""));
}

function bareDigest(text: string | null): string | null {
  return /[0-9a-f]{64}/.exec(text ?? "")?.[0] ?? null;
}
