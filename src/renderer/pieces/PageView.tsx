import { useEffect, useReducer, useRef, useState } from "react";
import { pageBox } from "../../shared/render/renderSvg.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { useApp } from "../state/hooks.ts";
import { paintPage } from "../typeset/paintPage.ts";
import styles from "./PageView.module.css";

/** One typeset page, fitted into a box: thumbnails, the page beside a translation, a proof. */

interface Props {
  readonly page: Page;
  /** CSS pixels; the page keeps its shape, and one of both is enough. */
  readonly width?: number;
  readonly height?: number;
  readonly bleed?: boolean;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

export function PageView({ page, width, height, bleed = false, label }: Props) {
  const { typeset, pictures } = useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [arrived, pictureArrived] = useReducer((count: number) => count + 1, 0);
  const density = useDensity();
  const box = bleed ? "bleed" : "trim";
  const { width: points, height: high } = pageBox(page, box);
  const scale = Math.min((width ?? Number.POSITIVE_INFINITY) / points, (height ?? Number.POSITIVE_INFINITY) / high);
  const fitted = Number.isFinite(scale) ? scale : 1;

  useEffect(() => pictures.listen(pictureArrived), [pictures]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `arrived` says that a picture can be painted now
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d") ?? null;
    if (element === null || context === null) return;
    const sharp = fitted * density;
    const margin = bleed ? page.bleed * sharp : 0;
    element.width = Math.max(1, Math.round(points * sharp));
    element.height = Math.max(1, Math.round(high * sharp));
    paintPage(context, page, {
      scale: sharp,
      x: margin,
      y: margin,
      box,
      outline: typeset.outline,
      picture: pictures.get,
    });
  }, [page, fitted, density, box, bleed, points, high, typeset, pictures, arrived]);

  const size = { inlineSize: `${points * fitted}px`, blockSize: `${high * fitted}px` };
  return <canvas ref={canvas} role="img" aria-label={label} className={styles.page} style={size} />;
}

/** Device pixels for each CSS pixel, also after the window went to another screen. */
function useDensity(): number {
  const [density, setDensity] = useState(globalThis.devicePixelRatio);
  useEffect(() => {
    const query = globalThis.matchMedia(`(resolution: ${density}dppx)`);
    const moved = () => setDensity(globalThis.devicePixelRatio);
    query.addEventListener("change", moved);
    return () => query.removeEventListener("change", moved);
  }, [density]);
  return density;
}
