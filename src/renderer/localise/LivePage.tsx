import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Rect } from "../../shared/base/geometry.ts";
import { frameRect } from "../../shared/typeset/page/mirror.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { slotsOfFrame } from "../checks/slotFrames.ts";
import { PageView } from "../pieces/PageView.tsx";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useApp, useAppState, useLooking, useOpen, useSession } from "../state/hooks.ts";
import type { ComposedPiece } from "../typeset/typesetClient.ts";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Choice } from "../ui/fields/Choice.tsx";
import looks from "../ui/Looks.module.css";
import { Progress } from "../ui/status/Progress.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import { useSize } from "../ui/useSize.ts";
import styles from "./LivePage.module.css";

/** The page as it is with the words that are being written, and where they stand on it. */

export interface Props {
  readonly piece: ComposedPiece | null;
  /** The slot that is being written. */
  readonly slot: string | null;
}

/** Around the page, CSS pixels. */
const MARGIN = 32;

export function LivePage({ piece, slot }: Props) {
  const { t } = useTranslation("localise");
  const app = useApp();
  const { pack } = useOpen();
  const looking = useLooking();
  const language = useAppState((state) => state.language);
  const templates = useSession((view) => view.document.templates);
  const names = usePieceName();
  const stage = useRef<HTMLDivElement>(null);
  const room = useSize(stage);
  const template = pack.templates.find(({ id }) => id === looking.template);
  const count = template?.pages.length ?? 0;
  const index = Math.min(looking.page, Math.max(0, count - 1));
  const page = piece?.pages[index];
  const pageTitle = template?.pages[index]?.title[language] ?? "";
  const scale =
    page === undefined || room === null
      ? 1
      : Math.max(0.05, Math.min((room.width - MARGIN) / page.width, (room.height - MARGIN) / page.height));
  const mark = page === undefined || slot === null ? null : markOf(page, slot);
  const frames = template?.pages[index]?.frames ?? [];
  const frame = mark === null && slot !== null ? frames.find((one) => slotsOfFrame(one).includes(slot)) : undefined;
  const rect =
    mark ??
    (frame === undefined || template === undefined || page === undefined
      ? null
      : frameRect(frame, template, page.direction));
  return (
    <Panel
      title={t("page")}
      className={styles.page}
      bodyClassName={styles.pageBody}
      actions={
        <>
          {templates.length > 1 && (
            <Choice
              label={t("format")}
              hideLabel
              items={templates.map((id) => ({ id, label: names.template(id) }))}
              value={looking.template}
              onChange={(id) => app.look({ template: id, page: 0, frame: null })}
              className={styles.format}
            />
          )}
          {count > 1 && (
            <>
              <IconButton
                label={t("pageBefore")}
                icon={ChevronLeft}
                mirror
                isDisabled={index === 0}
                onPress={() => app.look({ page: index - 1, frame: null })}
              />
              <span className={looks.quiet}>{t("pageOf", { page: index + 1, total: count })}</span>
              <IconButton
                label={t("pageAfter")}
                icon={ChevronRight}
                mirror
                isDisabled={index >= count - 1}
                onPress={() => app.look({ page: index + 1, frame: null })}
              />
            </>
          )}
        </>
      }
    >
      <div ref={stage} className={styles.stage}>
        {page === undefined || room === null ? (
          <div className={styles.waiting}>
            <Progress label={t("setting")} />
          </div>
        ) : (
          // Coordinates of a page run from its left edge in every language.
          <div dir="ltr" className={styles.paper}>
            <PageView
              page={page}
              width={Math.round(page.width * scale)}
              label={t("pageLabel", { page: pageTitle, edition: names.edition(page.edition) })}
            />
            {rect !== null && (
              <span
                className={styles.mark}
                style={{
                  insetInlineStart: rect.x * scale - 4,
                  insetBlockStart: rect.y * scale - 4,
                  inlineSize: rect.width * scale + 8,
                  blockSize: rect.height * scale + 8,
                }}
              />
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

/** Around everything that the slot prints on the page; null where it prints nothing. */
function markOf(page: Page, slot: string): Rect | null {
  const bounds = page.blocks.filter((block) => block.slot === slot && block.bounds.height > 0).map((one) => one.bounds);
  if (bounds.length === 0) return null;
  const x = Math.min(...bounds.map((one) => one.x));
  const y = Math.min(...bounds.map((one) => one.y));
  const end = Math.max(...bounds.map((one) => one.x + one.width));
  const bottom = Math.max(...bounds.map((one) => one.y + one.height));
  return { x, y, width: end - x, height: bottom - y };
}
