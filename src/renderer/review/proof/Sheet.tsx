import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Page } from "../../../shared/typeset/page/page.ts";
import { PageView } from "../../pieces/PageView.tsx";
import { usePiece } from "../../pieces/usePiece.ts";
import { usePieceName } from "../../pieces/usePieceName.ts";
import { useAppState, useOpen, useSession } from "../../state/hooks.ts";
import { URGENCY } from "../../typeset/typesetClient.ts";
import styles from "./Sheet.module.css";
import type { FoundChange } from "./useChanges.ts";

/** A page of a proof on the stage; says when its middle has been on the screen. */

export interface Props {
  readonly page: Page;
  /** CSS pixels for each point. */
  readonly scale: number;
  readonly stage?: RefObject<HTMLElement | null>;
  readonly onShown?: (page: string) => void;
  /** What is different from the approved page; a block that is gone has no place. */
  readonly marks?: readonly FoundChange[];
  /** Over the page. */
  readonly children?: ReactNode;
}

/** Around a marked place, CSS pixels: the words in it stay as they are. */
const AIR = 4;

export function Sheet({ page, scale, stage, onShown, marks = [], children }: Props) {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const names = usePieceName();
  const language = useAppState((state) => state.language);
  const middle = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (middle.current === null || onShown === undefined) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onShown(page.id);
      },
      { root: stage?.current ?? null },
    );
    observer.observe(middle.current);
    return () => observer.disconnect();
  }, [page.id, stage, onShown]);
  const pages = pack.templates.find(({ id }) => id === page.template)?.pages ?? [];
  const title = pages.find(({ id }) => id === page.id)?.title[language] ?? page.id;
  return (
    <figure className={styles.sheet}>
      <div className={styles.paper}>
        <PageView
          page={page}
          width={Math.max(1, Math.round(page.width * scale))}
          label={t("page", { page: title, edition: names.edition(page.edition) })}
        />
        {marks.length > 0 && (
          <svg className={styles.marks} viewBox={`0 0 ${page.width} ${page.height}`} aria-hidden="true">
            {marks.map(
              ({ after, kind, frame }) =>
                after !== null && (
                  <rect
                    key={`${frame} ${after.x} ${after.y}`}
                    x={after.x - AIR / scale}
                    y={after.y - AIR / scale}
                    width={after.width + (2 * AIR) / scale}
                    height={after.height + (2 * AIR) / scale}
                    rx={AIR / scale}
                    data-kind={kind}
                  />
                ),
            )}
          </svg>
        )}
        <span ref={middle} className={styles.middle} />
        {children}
      </div>
      {pages.length > 1 && <figcaption className={styles.caption}>{title}</figcaption>}
    </figure>
  );
}

export interface BesideProps {
  readonly template: string;
  /** BCP 47 tag. */
  readonly edition: string;
  /** Of the page. */
  readonly index: number;
  readonly scale: number;
}

/** The same page in another edition. */
export function Beside({ template, edition, index, scale }: BesideProps) {
  const document = useSession((view) => view.document);
  const page = usePiece(document, { template, edition }, URGENCY.shown, { key: `beside ${index}` })?.pages[index];
  return page === undefined ? <div className={styles.sheet} /> : <Sheet page={page} scale={scale} />;
}
