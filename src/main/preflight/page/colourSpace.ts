import type { PDFDict, PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { asArray, asDict, asName, asNumber, asStream, asText, get, items, numbers } from "../pdf/pdfFile.ts";

/** Colour space objects and tints → plates of ink (ISO 32000-1, 8.6). */

export interface ColourSpace {
  /** Family name as PDF writes it, for example `DeviceCMYK`. */
  readonly family: string;
  readonly components: number;
  /** Colorants of Separation and DeviceN. */
  readonly names: readonly string[];
  /** Alternate, or base of Indexed and Pattern. */
  readonly under: ColourSpace | null;
  readonly profile: PDFRawStream | null;
  readonly tint: PDFObject | null;
}

/** Plate → 0 to 1. Null where the file does not say, as in pictures. */
export type InkAmounts = ReadonlyMap<string, number>;

export const PROCESS = ["Cyan", "Magenta", "Yellow", "Black"] as const;
const DEEPEST = 6;
/** Of DeviceN; readers need to know 32 (ISO 32000-1, annex C). */
const MOST_COLORANTS = 64;

const COMPONENTS: Readonly<Record<string, number>> = {
  DeviceCMYK: 4,
  DeviceRGB: 3,
  DeviceGray: 1,
  CalRGB: 3,
  CalGray: 1,
  Lab: 3,
  Indexed: 1,
  Separation: 1,
};
/** Inline images shorten them (ISO 32000-1, table 93). */
const SHORT: Readonly<Record<string, string>> = { G: "DeviceGray", RGB: "DeviceRGB", CMYK: "DeviceCMYK", I: "Indexed" };

export function plainSpace(name: string): ColourSpace {
  const family = SHORT[name] ?? name;
  return { family, components: COMPONENTS[family] ?? 0, names: [], under: null, profile: null, tint: null };
}

/** A name is looked up among the resources, as `cs` does. */
export function readSpace(value: PDFObject | undefined, resources: PDFDict | undefined, depth = 0): ColourSpace {
  const name = asName(value);
  if (name !== undefined) {
    const named = get(asDict(get(resources, "ColorSpace")), name);
    return named && depth < DEEPEST ? readSpace(named, undefined, depth + 1) : plainSpace(name);
  }
  const parts = items(asArray(value));
  const family = asName(parts[0]) ?? "unknown";
  const plain = plainSpace(family);
  if (depth >= DEEPEST) return plain;
  const under = (at: number) => (parts[at] ? readSpace(parts[at], resources, depth + 1) : null);
  if (plain.family === "Indexed" || family === "Pattern") return { ...plain, under: under(1) };
  if (family === "ICCBased") {
    const profile = asStream(parts[1]) ?? null;
    return { ...plain, profile, components: asNumber(get(profile?.dict, "N")) ?? 0 };
  }
  if (family === "Separation" || family === "DeviceN") {
    const list = asArray(parts[1]) ? items(asArray(parts[1]), MOST_COLORANTS) : [parts[1]];
    const names = list.map((one) => asName(one) ?? asText(one) ?? "");
    return { ...plain, names, components: names.length, under: under(2), tint: parts[3] ?? null };
  }
  return plain;
}

/** The space and all beneath it. */
export function chainOf(space: ColourSpace): ColourSpace[] {
  return space.under ? [space, ...chainOf(space.under)] : [space];
}

/** RGB, Lab or calibrated: nothing that a CMYK press can print without conversion. */
export function needsConversion(space: ColourSpace): string | null {
  for (const one of chainOf(space)) {
    if (["DeviceRGB", "CalRGB", "CalGray", "Lab"].includes(one.family)) return one.family;
    if (one.family === "ICCBased" && one.components === 3) return "ICCBased RGB";
  }
  return null;
}

export function initialTints({ family, components }: ColourSpace): number[] {
  if (family === "DeviceCMYK") return [0, 0, 0, 1];
  return new Array<number>(Math.min(components, 32)).fill(family === "Separation" || family === "DeviceN" ? 1 : 0);
}

/** Null for spaces without plates. */
export function inksOf(space: ColourSpace, tints: readonly number[]): InkAmounts | null {
  const tint = (at: number) => Math.min(1, Math.max(0, tints[at] ?? 0));
  if (space.family === "DeviceCMYK" || (space.family === "ICCBased" && space.components === 4)) {
    return new Map(PROCESS.map((plate, at) => [plate, tint(at)]));
  }
  if (space.family === "DeviceGray" || (space.family === "ICCBased" && space.components === 1)) {
    return new Map([["Black", 1 - tint(0)]]);
  }
  if (space.family !== "Separation" && space.family !== "DeviceN") return null;
  const inks = new Map<string, number>();
  for (const [at, name] of space.names.entries()) {
    if (name === "All") for (const plate of PROCESS) inks.set(plate, tint(at));
    else if (name !== "None") inks.set(name, tint(at));
  }
  return inks;
}

/** In per cent. */
export function totalInk(inks: InkAmounts): number {
  return [...inks.values()].reduce((sum, tint) => sum + tint * 100, 0);
}

/** Plates that print at all. */
export function platesOf(inks: InkAmounts): string[] {
  return [...inks].filter(([, tint]) => tint > 0.001).map(([plate]) => plate);
}

/** Every colour that a gradient's functions name at their ends; what lies between is no darker (types 2 and 3). */
export function shadingColours(
  shading: PDFDict,
  resources: PDFDict | undefined,
): { space: ColourSpace; inks: InkAmounts[] } {
  const space = readSpace(get(shading, "ColorSpace"), resources);
  const found: number[][] = [];
  const visit = (value: PDFObject | undefined, depth: number) => {
    const dict = asDict(value);
    if (!dict || depth > DEEPEST || found.length > 256) return;
    if (asNumber(get(dict, "FunctionType")) === 2) {
      found.push(numbers(get(dict, "C0")), numbers(get(dict, "C1")));
    }
    for (const part of items(asArray(get(dict, "Functions")))) visit(part, depth + 1);
  };
  const functions = get(shading, "Function");
  for (const one of asArray(functions) ? items(asArray(functions)) : [functions]) visit(one, 0);
  const inks = found.map((tints) => inksOf(space, tints)).filter((one) => one !== null);
  return { space, inks };
}

/** As people read it, for example `60 % Cyan, 100 % Black`. */
export function recipe(inks: InkAmounts): string {
  return platesOf(inks)
    .map((plate) => `${Math.round((inks.get(plate) ?? 0) * 100)} % ${plate}`)
    .join(", ");
}
