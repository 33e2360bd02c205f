import { clsx } from "clsx";
import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Template } from "../../../shared/pack/templatePack.ts";
import type { Page } from "../../../shared/typeset/page/page.ts";
import { isolateValue } from "../../i18n/names.ts";
import styles from "./Pins.module.css";
import { areaAbout, pinsOn, type SpreadPin, spotAt, spreadPins } from "./pinSpots.ts";
import type { PieceRemarks } from "./usePieceRemarks.ts";

/** The remarks over a page, each at its place; and, while one is being made, the page as a place to put it. */

export interface Props {
  readonly page: Page;
  readonly template: Template;
  /** CSS pixels for each point. */
  readonly scale: number;
  readonly remarks: PieceRemarks;
  /** Digest of the pages that are shown; null while they are others than those that would print. */
  readonly proof: string | null;
}

/** CSS pixels. */
const SIZE = 28;
/** Room around the page for a pin at its edge, CSS pixels. */
const EDGE = 20;

export function Pins({ page, template, scale, remarks, proof }: Props) {
  const { t } = useTranslation("review");
  const { chosen, draft, isPlacing } = remarks;
  const shown = remarks.all.filter((one) => one.resolved === null || one === chosen);
  const pins = spreadPins(pinsOn(page, template, shown), scale, SIZE);
  const area = chosen === null ? null : areaAbout(page, template, chosen);
  // At the edges a pin turns to the inside, so that nothing cuts it off.
  const turned = (x: number, y: number, aside = 0) =>
    clsx(y * scale < SIZE - EDGE && styles.below, (page.width - x) * scale - aside < SIZE - EDGE && styles.before);
  const at = (x: number, y: number, aside = 0): CSSProperties => ({
    insetInlineStart: `calc(${(x / page.width) * 100}% + ${aside}px)`,
    insetBlockStart: `${(y / page.height) * 100}%`,
  });
  return (
    // Coordinates of a page run from its left edge in every language.
    <div dir="ltr" className={styles.layer}>
      {area !== null && (
        <span
          className={styles.area}
          style={{
            ...at(area.x, area.y),
            inlineSize: `${(area.width / page.width) * 100}%`,
            blockSize: `${(area.height / page.height) * 100}%`,
          }}
        />
      )}
      {isPlacing && proof !== null && (
        <button
          type="button"
          // Who has no pointer chooses a place from the list.
          tabIndex={-1}
          aria-label={t("remarks.plane")}
          className={styles.plane}
          onClick={({ clientX, clientY, currentTarget }) => {
            const box = currentTarget.getBoundingClientRect();
            const point = {
              x: ((clientX - box.x) / box.width) * page.width,
              y: ((clientY - box.y) / box.height) * page.height,
            };
            remarks.place(page.id, spotAt(page, template, point), proof);
          }}
        />
      )}
      {pins.map((pin) => (
        <PinButton
          key={pin.remark.id}
          pin={pin}
          style={at(pin.x, pin.y, pin.aside)}
          className={turned(pin.x, pin.y, pin.aside)}
          remarks={remarks}
        />
      ))}
      {draft !== null && draft.page === page.id && (
        <span
          className={clsx(styles.pin, styles.draft, turned(draft.x, draft.y))}
          style={at(draft.x, draft.y)}
          aria-hidden="true"
        >
          {remarks.all.length + 1}
        </span>
      )}
    </div>
  );
}

interface PinProps {
  readonly pin: SpreadPin;
  readonly style: CSSProperties;
  readonly className: string;
  readonly remarks: PieceRemarks;
}

function PinButton({ pin: { remark }, style, className, remarks }: PinProps) {
  const { t } = useTranslation("review");
  const button = useRef<HTMLButtonElement>(null);
  const isChosen = remarks.chosen?.id === remark.id;
  const [first] = remark.thread;
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isChosen]);
  return (
    <button
      ref={button}
      type="button"
      data-pin={remark.number}
      aria-label={t("remarks.pin", {
        number: remark.number,
        by: isolateValue(first?.by ?? ""),
        text: isolateValue(first?.text ?? ""),
      })}
      aria-pressed={isChosen}
      className={clsx(styles.pin, isChosen && styles.chosen, remark.resolved !== null && styles.settled, className)}
      style={style}
      onClick={() => remarks.choose(isChosen ? null : remark.id, "page")}
    >
      {remark.number}
    </button>
  );
}
