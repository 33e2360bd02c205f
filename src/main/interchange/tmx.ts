import { StudioError } from "../../shared/base/errors.ts";
import { type Inline, inline } from "../../shared/document/documentSchema.ts";
import type { MemoryEntry } from "../../shared/localise/memory/memory.ts";
import { joinRuns } from "../../shared/localise/units/units.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { codeWriter, readCodes } from "./inlineCodes.ts";
import {
  attributeOf,
  childrenNamed,
  descendantsNamed,
  element,
  isTextNode,
  localName,
  readXml,
  writeXml,
} from "./xmlText.ts";

/** Entries of a translation memory ⇄ TMX 1.4b (LISA OSCAR, 2005). */

export function writeTmx(entries: readonly MemoryEntry[], pack: TemplatePack, engine: string): string {
  const header = {
    creationtool: "Manara",
    creationtoolversion: engine,
    segtype: "paragraph",
    "o-tmf": "manara",
    adminlang: "en",
    srclang: "*all*",
    datatype: "xml",
  };
  const units = entries.map(({ source, target, by, at, from }) => {
    const changed = at === "" ? undefined : at.replace(/[-:]/g, "");
    return element("tu", { creationid: by === "" ? undefined : by, changedate: changed, srclang: source.edition }, [
      element("prop", { type: "x-manara-title" }, [from.title]),
      element("prop", { type: "x-manara-slot" }, [from.slot]),
      element("tuv", { "xml:lang": source.edition }, [
        element("seg", {}, codeWriter("tmx", pack, source.edition).write(source.content)),
      ]),
      element("tuv", { "xml:lang": target.edition }, [
        element("seg", {}, codeWriter("tmx", pack, target.edition).write(target.content)),
      ]),
    ]);
  });
  return writeXml(element("tmx", { version: "1.4" }, [element("header", header), element("body", {}, units)]));
}

export interface ReadTmx {
  readonly entries: readonly MemoryEntry[];
  /** Units without both a source and a target. */
  readonly skipped: number;
}

/**
 * Every pair of a source and another language of a unit is an entry; codes of other tools give nothing, their text is
 * left out. Fails with `localise/not-xml`, `localise/not-tmx` and the codes of `decodeText`.
 */
export function readTmx(bytes: Uint8Array, pack: TemplatePack, name: string): ReadTmx {
  const root = readXml(bytes);
  if (localName(root) !== "tmx") {
    throw new StudioError("localise/not-tmx", "failure", `${name} is a file of "${localName(root)}", not TMX.`, {
      hint: "Export the memory from the tool as TMX 1.4.",
    });
  }
  const [header] = childrenNamed(root, "header");
  const common = header === undefined ? null : attributeOf(header, "srclang");
  const entries: MemoryEntry[] = [];
  let skipped = 0;
  for (const unit of descendantsNamed(root, "tu")) {
    const said = attributeOf(unit, "srclang") ?? common;
    const variants = childrenNamed(unit, "tuv").flatMap((tuv) => {
      const [seg] = childrenNamed(tuv, "seg");
      const tag = attributeOf(tuv, "xml:lang") ?? attributeOf(tuv, "lang");
      const content = seg === undefined ? [] : known(readCodes(seg, pack).parts);
      const date = attributeOf(tuv, "changedate") ?? attributeOf(tuv, "creationdate");
      const by = attributeOf(tuv, "changeid") ?? attributeOf(tuv, "creationid");
      return tag === null || content.length === 0 ? [] : [{ edition: tagOf(tag), content, date, by }];
    });
    const source = variants.find(({ edition }) => said !== null && edition === tagOf(said)) ?? variants[0];
    const others = variants.filter((one) => one !== source);
    if (source === undefined || others.length === 0) skipped += 1;
    else {
      const property = (type: string) =>
        childrenNamed(unit, "prop")
          .filter((prop) => attributeOf(prop, "type") === type)
          .flatMap((prop) => prop.children.map((child) => (isTextNode(child) ? child.text : "")))
          .join("");
      for (const target of others) {
        entries.push({
          source: { edition: source.edition, content: source.content },
          target: { edition: target.edition, content: target.content },
          by: target.by ?? attributeOf(unit, "changeid") ?? attributeOf(unit, "creationid") ?? "",
          at: readTmxDate(target.date ?? attributeOf(unit, "changedate") ?? attributeOf(unit, "creationdate")),
          from: { file: name, title: property("x-manara-title") || name, slot: property("x-manara-slot") },
        });
      }
    }
  }
  return { entries, skipped };
}

/** Empty where no document could hold it. */
function known(parts: ReturnType<typeof readCodes>["parts"]): Inline[] {
  const inlines = joinRuns(
    parts.flatMap((part): Inline[] => {
      if ("unknown" in part) return [];
      const { retyped: _, ...rest } = part;
      return [rest];
    }),
  );
  return inlines.every((part) => inline.safeParse(part).success) ? inlines : [];
}

/** `vi_vn` → `vi-VN`. */
function tagOf(written: string): string {
  const [language = "", ...rest] = written.replaceAll("_", "-").split("-");
  return [language.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join("-");
}

/** `20260102T030405Z` → ISO 8601; empty where there is none. */
function readTmxDate(date: string | null): string {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z$/.exec(date ?? "");
  return match === null ? "" : `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`;
}
