import { clsx } from "clsx";
import {
  BadgeCheck,
  ChevronRight,
  CircleX,
  Eye,
  FilePen,
  Languages,
  type LucideIcon,
  MessageSquare,
  MessageSquareWarning,
  Undo2,
} from "lucide-react";
import { Button as Row } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { QueueStage } from "../../shared/contract/queueCalls.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { dateName, editionName, isolateValue } from "../i18n/names.ts";
import { PageView } from "../pieces/PageView.tsx";
import { usePiece } from "../pieces/usePiece.ts";
import { useApp, useAppState, useToday } from "../state/hooks.ts";
import { openQueued } from "../state/openQueued.ts";
import { daysSince, type QueueItem } from "../state/queueOrder.ts";
import { URGENCY } from "../typeset/typesetClient.ts";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import { Tag, type Tone } from "../ui/status/Tag.tsx";
import styles from "./QueuePiece.module.css";

/** One piece of the queue: what it looks like, where it stands, who said what last. Opens it in Review. */

export interface Props extends QueueItem {
  /** Null until it is read: then there is no picture yet. */
  readonly document: CampaignDocument | null;
  readonly packs: readonly TemplatePack[];
  /** Where it stands for its whole document: how many more pieces of it wait. The title is said too then. */
  readonly others?: number;
}

const STAGES: Readonly<Record<QueueStage, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  draft: { tone: "neutral", icon: FilePen },
  "in-review": { tone: "neutral", icon: Eye },
  reviewed: { tone: "neutral", icon: Languages },
  "changes-requested": { tone: "warn", icon: MessageSquareWarning },
  approved: { tone: "ok", icon: BadgeCheck },
  withdrawn: { tone: "warn", icon: Undo2 },
};

export function QueuePiece({ row, piece, document, packs, others }: Props) {
  const { t } = useTranslation("queue");
  const app = useApp();
  const today = useToday();
  const language = useAppState((state) => state.language);
  const { template, edition, stage, last, since, remarks, errors, turn } = piece;
  const pack = packs.find(({ id }) => id === row.document?.pack);
  const title = pack?.templates.find(({ id }) => id === template)?.title[language];
  const name = editionName(edition, language);
  const days = turn === null || since === null ? 0 : daysSince(since, today);
  return (
    <Row className={clsx(styles.piece)} onPress={() => app.attempt(() => openQueued(app, row, piece))}>
      <span className={styles.thumb} aria-hidden="true">
        {document !== null && <Page document={document} template={template} edition={edition} />}
      </span>
      <span className={styles.words}>
        {others !== undefined && (
          <span className={looks.name}>
            <bdi>
              <MixedText text={row.document?.title ?? ""} />
            </bdi>
          </span>
        )}
        <span className={others === undefined ? looks.name : styles.more}>
          {title === undefined ? name : `${title} · ${name}`}
          {others !== undefined && others > 0 && ` ${t("others", { count: others })}`}
        </span>
        <span className={looks.path}>
          {last === null
            ? t("nobody")
            : t(`said.${last.decision}`, { by: isolateValue(last.by), when: dateName(last.at, language, "moment") })}
          {last !== null && !last.current && ` (${t("earlier")})`}
        </span>
        {last !== null && last.note !== "" && (
          <span className={styles.note}>
            <bdi>
              <MixedText text={last.note} />
            </bdi>
          </span>
        )}
      </span>
      <span className={styles.facts}>
        <span className={styles.tags}>
          <Tag {...STAGES[stage]}>{t(`stages.${stage}`)}</Tag>
          {errors > 0 && (
            <Tag tone="danger" icon={CircleX}>
              {t("errors", { count: errors })}
            </Tag>
          )}
          {remarks > 0 && <Tag icon={MessageSquare}>{t("remarks", { count: remarks })}</Tag>}
        </span>
        {turn !== null && (
          <span className={styles.turn}>
            {t(`turns.${turn}`)}
            {days > 0 && <span className={styles.days}> · {t("days", { count: days })}</span>}
          </span>
        )}
      </span>
      <ChevronRight size={18} aria-hidden="true" className={clsx("mirror", styles.arrow)} />
    </Row>
  );
}

/** CSS pixels. */
const THUMB = 56;

/** What waits is shown before the gallery. */
function Page({
  document,
  template,
  edition,
}: {
  readonly document: CampaignDocument;
  readonly template: string;
  readonly edition: string;
}) {
  const page = usePiece(document, { template, edition }, URGENCY.check, { key: "queue" })?.pages[0];
  return page === undefined ? null : <PageView page={page} width={THUMB} height={THUMB} label="" />;
}
