import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { isolateValue } from "../i18n/names.ts";
import type { DocumentGroup } from "../state/queueOrder.ts";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import rows from "./PieceRows.module.css";
import styles from "./QueueGroup.module.css";
import { QueuePiece } from "./QueuePiece.tsx";
import { useQueuedDocument } from "./useQueuedDocument.ts";
import { useSeen } from "./useSeen.ts";

/** A document of the queue with its pieces. */

export interface Props {
  readonly group: DocumentGroup;
  readonly packs: readonly TemplatePack[];
}

export function QueueGroup({ group: { row, pieces }, packs }: Props) {
  const { t } = useTranslation("queue");
  const place = useRef<HTMLElement>(null);
  const document = useQueuedDocument(row.handle, useSeen(place), stampOf(row));
  const title = row.document?.title ?? row.name;
  return (
    <section ref={place} aria-label={t("pieces", { title: isolateValue(title) })} className={styles.group}>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle} dir="auto">
          <MixedText text={title} />
        </h2>
        <p className={looks.path}>
          <bdi title={row.folder}>{row.name}</bdi>
          {!row.exact && <span> · {t("checking")}</span>}
        </p>
      </div>
      <ul className={rows.pieces}>
        {pieces.map((piece) => (
          <li key={`${piece.edition} ${piece.template}`}>
            <QueuePiece row={row} piece={piece} document={document} packs={packs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Changes whenever a signature says that the pages are others. */
function stampOf({ pieces }: DocumentGroup["row"]): string {
  return pieces.map(({ stage, last }) => `${stage} ${last?.at} ${last?.current}`).join("\n");
}
