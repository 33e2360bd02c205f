import { useTranslation } from "react-i18next";
import type { Template } from "../../shared/pack/templatePack.ts";
import { isolateValue } from "../i18n/names.ts";

/** A template → the size that people know it by: A4, or its pixels. */

const POINTS_PER_MM = 72 / 25.4;

export interface Size {
  readonly unit: "px" | "mm";
  readonly width: number;
  readonly height: number;
  /** Of the ISO 216 A series, for example `A4`. */
  readonly name: string | null;
}

/** Short side in millimetres → name (ISO 216). */
const A_SERIES: Readonly<Record<string, string>> = {
  "841x1189": "A0",
  "594x841": "A1",
  "420x594": "A2",
  "297x420": "A3",
  "210x297": "A4",
  "148x210": "A5",
  "105x148": "A6",
};

export function templateSize({ pixels, width, height }: Template): Size {
  if (pixels !== null) return { unit: "px", ...pixels, name: null };
  const size = { width: Math.round(width / POINTS_PER_MM), height: Math.round(height / POINTS_PER_MM) };
  const key = `${Math.min(size.width, size.height)}x${Math.max(size.width, size.height)}`;
  return { unit: "mm", ...size, name: A_SERIES[key] ?? null };
}

/** A template → its size in words: "A4, 210 × 297 mm". */
export function useSizeText(): (template: Template) => string {
  const { t } = useTranslation("start");
  return (template) => {
    const { unit, width, height, name } = templateSize(template);
    const measures = t(unit === "mm" ? "size.mm" : "size.px", { measures: isolateValue(`${width} × ${height}`) });
    return name === null ? measures : t("size.named", { name: isolateValue(name), measures });
  };
}
