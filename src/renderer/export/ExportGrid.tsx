import { ArrowRight, FileCheck, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PieceState } from "../../shared/contract/approvalCalls.ts";
import { pieceKey } from "../../shared/piece/piece.ts";
import { PieceTag } from "../pieces/PieceTag.tsx";
import { pieceStatus } from "../pieces/pieceStatus.ts";
import { usePieceName } from "../pieces/usePieceName.ts";
import { useSizeText } from "../pieces/useSizeText.ts";
import { useApp, useOpen } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { Tick } from "../ui/fields/Tick.tsx";
import { Tag } from "../ui/status/Tag.tsx";
import { Panel } from "../ui/surfaces/Panel.tsx";
import styles from "./ExportGrid.module.css";
import { isExportable } from "./exportable.ts";
import type { Exported } from "./exportRun.ts";

/** Editions × templates: what may leave, what was chosen, what is there already. */

export interface Props {
  readonly pieces: readonly PieceState[];
  readonly draft: boolean;
  readonly leftOut: ReadonlySet<string>;
  readonly isDisabled: boolean;
  readonly result: Exported | null;
  readonly onToggle: (piece: PieceState, on: boolean) => void;
}

export function ExportGrid({ pieces, draft, leftOut, isDisabled, result, onToggle }: Props) {
  const { t } = useTranslation("export");
  const app = useApp();
  const { pack } = useOpen();
  const names = usePieceName();
  const sizeText = useSizeText();
  const templates = [...new Set(pieces.map(({ template }) => template))];
  const editions = [...new Set(pieces.map(({ edition }) => edition))];
  const closed = pieces.filter((piece) => !isExportable(piece, false));
  const [first] = closed;
  const review = (piece: PieceState) => {
    app.look({ template: piece.template, edition: piece.edition, page: 0, frame: null });
    app.enter("review");
  };
  return (
    <Panel title={t("pieces")} className={styles.grid} bodyClassName={styles.gridBody}>
      {first !== undefined && !draft && (
        <div className={styles.notice}>
          <Info size={20} aria-hidden="true" />
          <p>{t("closed", { count: closed.length, total: pieces.length })}</p>
          <Button icon={ArrowRight} mirror onPress={() => review(first)}>
            {t("toReview")}
          </Button>
        </div>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("edition")}</th>
            {templates.map((id) => {
              const template = pack.templates.find((one) => one.id === id);
              return (
                <th key={id} scope="col">
                  {names.template(id)}
                  {template !== undefined && <span className={styles.size}>{sizeText(template)}</span>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {editions.map((edition) => (
            <tr key={edition}>
              <th scope="row">{names.edition(edition)}</th>
              {templates.map((template) => {
                const piece = pieces.find((one) => one.template === template && one.edition === edition);
                if (piece === undefined) return <td key={template} />;
                const can = isExportable(piece, draft);
                const made =
                  result?.files.filter((file) => file.template === template && file.edition === edition).length ?? 0;
                return (
                  <td key={template}>
                    <div className={styles.cell}>
                      <Tick
                        aria-label={t("take", { piece: names.piece(piece) })}
                        isSelected={can && !leftOut.has(pieceKey(piece))}
                        isDisabled={!can || isDisabled}
                        onChange={(on) => onToggle(piece, on)}
                      />
                      <span className={styles.tags}>
                        <PieceTag status={pieceStatus(piece)} />
                        {made > 0 && (
                          <Tag tone={result?.draft === true ? "neutral" : "ok"} icon={FileCheck}>
                            {t(result?.draft === true ? "madeDraft" : "made", { count: made })}
                          </Tag>
                        )}
                      </span>
                      {!isExportable(piece, false) && (
                        <Button
                          aria-label={t("reviewThis", { piece: names.piece(piece) })}
                          onPress={() => review(piece)}
                          className={styles.small}
                        >
                          {t("review")}
                        </Button>
                      )}
                    </div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
