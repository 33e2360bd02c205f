import type { i18n } from "i18next";
import type { Diagnostic, DiagnosticPlace } from "../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { countryName, dateName, editionName, isolateValue } from "../i18n/names.ts";

/** A diagnostic → its words in the interface's language, and the place that it is about. */

export interface DiagnosticWords {
  /** What kind of problem it is, in a few words. */
  readonly title: string;
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /** In words; empty where the whole document is meant. */
  readonly place: string;
}

/**
 * Texts of a code are `<code>_<case>`, then `<room>_<case>`, then `<code>`; a rule of the pack brings its own remedy.
 * In English where a code has no texts. @param pack null where the pack itself is what is wrong.
 */
export function diagnosticText(
  texts: i18n,
  diagnostic: Diagnostic,
  pack: TemplatePack | null,
  language: InterfaceLanguage,
): DiagnosticWords {
  const say = (part: string): string | null => {
    for (const key of keysOf(diagnostic)) {
      const said = textOf(texts, `${key}.${part}`, replacements());
      if (said !== null) return said;
    }
    return null;
  };
  const replacements = () => valuesOf(texts, diagnostic, pack, language);
  const message = say("message") ?? diagnostic.message;
  const nothingKnown = [diagnostic.values?.known, diagnostic.values?.instead].includes("");
  const hint =
    (nothingKnown ? (say("hint_none") ?? remedyOf(diagnostic, pack, language)) : null) ??
    say("hint") ??
    remedyOf(diagnostic, pack, language) ??
    diagnostic.hint;
  return { title: say("title") ?? message, message, hint, place: placeOf(texts, diagnostic, pack, language) };
}

/** What a schema finds in a file is said alike for each of them. */
export const STRUCTURE = ["pack/schema", "content/wrong-shape"];

/** From the nearest to the most general. */
function keysOf({ code, values }: Diagnostic): string[] {
  const own = code.replace("/", "_");
  const variant = values?.case;
  if (variant === undefined) return [own];
  if (STRUCTURE.includes(code)) return [`${own}_${variant}`, own, `schema_${variant}`];
  return [`${own}_${variant}`, `${code.slice(0, code.indexOf("/"))}_${variant}`, own];
}

type Replacements = Readonly<Record<string, string | number>>;

/** Null where there is no such text. `count` chooses the plural form. */
function textOf(texts: i18n, name: string, replace: Replacements = {}): string | null {
  const { count } = replace;
  const options = { replace, ...(typeof count === "number" ? { count } : {}) };
  const key = `diagnostics:${name}`;
  // The key is data: only `exists` knows whether there are texts for it.
  return texts.exists(key, options) ? String(texts.t(key as "diagnostics:places.file", options)) : null;
}

/** Values whose English word stands for a thing of ours. */
const WORDS = ["side", "mark", "unit", "feature", "expected", "detail"];

/** Between the parts of a list. */
const LIST_MARK: Readonly<Record<InterfaceLanguage, string>> = { ar: "؛ ", vi: "; ", en: "; " };

function valuesOf(
  texts: i18n,
  { code, values = {}, at }: Diagnostic,
  pack: TemplatePack | null,
  language: InterfaceLanguage,
): Replacements {
  const said = (name: string, value: string | number): string | number => {
    if (typeof value === "number") return value;
    if (WORDS.includes(name)) {
      const word = textOf(
        texts,
        `words.${name}.${value
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, "-")
          .replace(/-$/, "")}`,
      );
      if (word !== null) return word;
    }
    // Lists of numbers and spellings; each part keeps its own direction.
    if (value.includes("; ")) return value.split("; ").map(isolateValue).join(LIST_MARK[language]);
    return isolateValue(nameOf(name, value) ?? value);
  };
  const roleName = (role: string): string =>
    texts.exists(`review:roles.${role}`) ? texts.t(`review:roles.${role}` as "review:roles.lead") : role;
  /** Things of the pack, countries and editions have names in every language. */
  const nameOf = (name: string, value: string): string | undefined => {
    if (name === "name") return pack?.helplines.find(({ id }) => id === values.helpline)?.name[language];
    if (name === "title" || code === "localise/missing-picture") return slotTitle(pack, at?.slot, language);
    if (name === "fact") return pack?.facts.find(({ id }) => id === value)?.text[language];
    if (name === "roles") return value.split(", ").map(roleName).join(LIST_MARK[language]);
    if (name === "pack" && pack?.id === value) return pack.title[language];
    if (name === "template") return pack?.templates.find(({ id }) => id === value)?.title[language];
    if (name === "edition") return editionName(value, language);
    if (name === "at" || name === "until") return dateName(value, language, value.length === 10 ? "day" : "moment");
    if (name === "country") return countryName(value, language);
    return undefined;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(name, value)]));
}

/** What the pack's own rule says to do. */
function remedyOf({ code }: Diagnostic, pack: TemplatePack | null, language: InterfaceLanguage): string | null {
  const id = code.slice(code.indexOf("/") + 1);
  return pack?.contentRules.find((rule) => rule.id === id)?.message[language] ?? null;
}

function slotTitle(pack: TemplatePack | null, slot: string | undefined, language: InterfaceLanguage) {
  return pack?.content.flatMap(({ slots }) => slots).find(({ id }) => id === slot)?.title[language];
}

function placeOf(
  texts: i18n,
  { at, place }: Diagnostic,
  pack: TemplatePack | null,
  language: InterfaceLanguage,
): string {
  if (at === undefined) return place;
  const template = pack?.templates.find(({ id }) => id === at.template);
  const page = template?.pages.find(({ id }) => id === at.page);
  // One page needs no name.
  const pageTitle = template !== undefined && template.pages.length > 1 ? page?.title[language] : undefined;
  const words = (key: string, replace: Replacements) => textOf(texts, `places.${key}`, replace) ?? undefined;
  const parts = [
    template?.title[language] ?? at.template,
    pageTitle,
    // Frames have no names for people: "show" leads to them.
    slotTitle(pack, at.slot, language) ?? at.slot ?? (pack === null ? at.frame : undefined),
    at.paragraph === undefined ? undefined : words("paragraph", { number: at.paragraph }),
    at.file,
    at.line === undefined ? undefined : words("line", { number: at.line }),
    at.path === undefined || at.path.length === 0 ? undefined : at.path.join(" › "),
    at.sheet === undefined ? undefined : words("sheet", { number: at.sheet }),
    at.mm === undefined ? undefined : words("spot", { x: at.mm[0], y: at.mm[1] }),
  ];
  return parts
    .filter((part) => part !== undefined)
    .map(isolateValue)
    .join(" › ");
}

export interface DiagnosticTarget {
  readonly edition?: string;
  readonly template?: string;
  /** Index of the page in its template. */
  readonly page?: number;
  readonly frame?: string;
  readonly slot?: string;
}

/** What "show" leads to: only what is there. Null where the problem is about no place of this document. */
export function target(
  { edition, at = {} }: Diagnostic,
  pack: TemplatePack,
  document: CampaignDocument,
): DiagnosticTarget | null {
  const template = pack.templates.find(({ id }) => id === at.template && document.templates.includes(id));
  const page = pageOf(at, template);
  const frame = page < 0 ? undefined : template?.pages[page]?.frames.find(({ id }) => id === at.frame);
  const family = pack.content.find(({ id }) => id === document.family);
  const slot = family?.slots.find(({ id }) => id === at.slot);
  if (template === undefined && slot === undefined) return null;
  return {
    ...(edition === undefined ? {} : { edition }),
    ...(template === undefined ? {} : { template: template.id }),
    ...(page < 0 ? {} : { page }),
    ...(frame === undefined ? {} : { frame: frame.id }),
    ...(slot === undefined ? {} : { slot: slot.id }),
  };
}

/** A page of a finished PDF is the page of the template at the same place. */
function pageOf({ page, sheet }: DiagnosticPlace, template: TemplatePack["templates"][number] | undefined): number {
  if (template === undefined) return -1;
  const index = sheet === undefined ? template.pages.findIndex(({ id }) => id === page) : sheet - 1;
  return index < template.pages.length ? index : -1;
}
