import type { CSSProperties } from "react";
import type { Rect } from "../../../shared/base/geometry.ts";
import type { Edition } from "../../../shared/base/locale.ts";
import type { Template } from "../../../shared/pack/templatePack.ts";
import { foldsOf, safeMargins } from "../../../shared/typeset/page/mirror.ts";
import { useAppState } from "../../state/hooks.ts";
import styles from "./PageMarks.module.css";

/** Lines that help and never print: where the knife cuts, where it folds, what text keeps clear of. */
export function PageMarks(props: {
  readonly template: Template;
  readonly pageIndex: number;
  readonly edition: Edition;
}) {
  const { template, pageIndex, edition } = props;
  const { bleed, safe } = useAppState((state) => state.settings.overlays);
  const { width, height } = template;
  const { left, top, right, bottom } = safeMargins(template, edition.direction);
  const inside = { x: left, y: top, width: width - left - right, height: height - top - bottom };
  const page = template.pages[pageIndex];
  const folds = page === undefined ? [] : foldsOf(page, template, edition.direction);
  return (
    <div aria-hidden="true" className={styles.marks}>
      {bleed && <div className={styles.trim} style={at({ x: 0, y: 0, width, height })} />}
      {safe && <div className={styles.safe} style={at(inside)} />}
      {(safe || bleed) &&
        folds.map((x) => <div key={x} className={styles.fold} style={at({ x, y: 0, width: 0, height })} />)}
    </div>
  );
}

function at({ x, y, width, height }: Rect): CSSProperties {
  return { "--x": x, "--y": y, "--width": width, "--height": height } as CSSProperties;
}
