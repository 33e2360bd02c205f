import { ListChecks } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { type DocumentGroup, groupsOf, itemsOf } from "../state/queueOrder.ts";
import { useQueue } from "../state/useQueue.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import page from "../ui/surfaces/LongPage.module.css";
import rows from "./PieceRows.module.css";
import { QueuePiece } from "./QueuePiece.tsx";
import styles from "./QueueSection.module.css";
import { useQueuedDocument } from "./useQueuedDocument.ts";
import { useSeen } from "./useSeen.ts";

/** In Start: the first documents in which something waits for this person; nothing where nothing waits. */

/** Enough to see that there is work; the whole list has its own page. */
const SHOWN = 3;

export function QueueSection({ packs }: { readonly packs: readonly TemplatePack[] }) {
  const { t } = useTranslation("queue");
  const { view, show } = useQueue();
  const groups = groupsOf(view.rows ?? [], "waiting");
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="waiting" className={looks.section}>
      <div className={page.row}>
        <h2 id="waiting" className={page.heading}>
          <ListChecks size={18} aria-hidden="true" />
          {t("waitingTitle")}
          <span className={styles.count}>{itemsOf(groups).length}</span>
        </h2>
        <Button variant="quiet" onPress={() => show(true)}>
          {t("showAll")}
        </Button>
      </div>
      <ul className={rows.pieces}>
        {groups.slice(0, SHOWN).map((group) => (
          <li key={group.row.handle}>
            <First group={group} packs={packs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The rest of the document follows from there, piece by piece. */
function First({
  group: { row, pieces },
  packs,
}: {
  readonly group: DocumentGroup;
  readonly packs: readonly TemplatePack[];
}) {
  const place = useRef<HTMLDivElement>(null);
  const [piece] = pieces;
  const document = useQueuedDocument(row.handle, useSeen(place), piece?.last?.at ?? "");
  return (
    <div ref={place}>
      {piece !== undefined && (
        <QueuePiece row={row} piece={piece} document={document} packs={packs} others={pieces.length - 1} />
      )}
    </div>
  );
}
