import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { PageView } from "../pieces/PageView.tsx";
import { usePiece } from "../pieces/usePiece.ts";
import { URGENCY } from "../typeset/typesetClient.ts";
import styles from "./Thumbnail.module.css";

/** The first page of a piece, as it is typeset, inside a box. A picture beside its caption: not read aloud. */

/** CSS pixels. */
const BOX = { width: 184, height: 168 };

export interface Props {
  readonly document: CampaignDocument;
  readonly template: string;
  /** BCP 47 tag. */
  readonly edition: string;
  readonly label: string;
}

export function Thumbnail({ document, template, edition, label }: Props) {
  const piece = usePiece(document, { template, edition }, URGENCY.thumbnail, { key: "thumbnail" });
  const page = piece?.pages[0];
  if (page === undefined) return <Blank />;
  const scale = Math.min(BOX.width / page.width, BOX.height / page.height);
  return (
    <span className={styles.stage} aria-hidden="true">
      <span className={styles.sheet}>
        <PageView page={page} width={Math.round(page.width * scale)} label={label} />
      </span>
    </span>
  );
}

/** Before there is a page. */
export function Blank() {
  return (
    <span className={styles.stage}>
      <span className={styles.blank} />
    </span>
  );
}
