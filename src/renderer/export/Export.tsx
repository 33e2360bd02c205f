import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { ExportFormat } from "../../shared/export/manifest.ts";
import { pieceKey } from "../../shared/piece/piece.ts";
import { useCommands } from "../commands/commands.ts";
import { callBack } from "../host/callBack.ts";
import { NoPieces } from "../pieces/NoPieces.tsx";
import { useApprovals } from "../pieces/useApprovals.ts";
import { useApp, useOpen, useSession } from "../state/hooks.ts";
import { problemText } from "../ui/status/problemText.ts";
import styles from "./Export.module.css";
import { ExportGrid } from "./ExportGrid.tsx";
import { ExportOrder, type Folder } from "./ExportOrder.tsx";
import { ExportResult } from "./ExportResult.tsx";
import { chosenPieces, usualFormats } from "./exportable.ts";
import { exportRunOf } from "./exportRun.ts";

/** The Export room: which pieces, as which files, to where; then the files themselves. */
export function Export() {
  const { t, i18n } = useTranslation("export");
  const app = useApp();
  const { pack, session } = useOpen();
  const templates = useSession((view) => view.document.templates);
  const approvals = useApprovals();
  const run = exportRunOf(session);
  const state = useStore(run.store);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState(false);
  const [formats, setFormats] = useState<readonly ExportFormat[]>(() =>
    usualFormats(pack.templates.filter(({ id }) => templates.includes(id))),
  );
  const [folder, setFolder] = useState<Folder | null>(null);
  const [ppi, setPpi] = useState(150);
  const { pieces } = approvals;
  const chosen = chosenPieces(pieces ?? [], leftOut, draft);
  const canStart = chosen.length > 0 && formats.length > 0 && state.running === null && !approvals.isLoading;
  const start = () =>
    app.attempt(async () => {
      const made = await run.start(app.client, session, {
        pieces: chosen.map(({ template, edition }) => ({ template, edition })),
        formats: [...formats],
        draft,
        target: folder?.target ?? null,
        ppi,
      });
      const { result, error } = run.store.getState();
      const count = result?.files.length ?? 0;
      if (made) {
        app.say("export:done", { count });
        callBack(t("done", { count }));
      } else if (error !== null) {
        // This room shows it itself.
        if (app.store.getState().room !== "export") app.report(error);
        callBack(problemText(i18n, error).title);
      }
    });
  useCommands([{ id: "export/run", label: t("run"), shortcut: "Mod+Enter", when: canStart, run: start }]);
  if (pieces === null || pieces.length === 0) return <NoPieces {...approvals} />;
  return (
    <div className={styles.room}>
      <div className={styles.main}>
        <ExportGrid
          pieces={pieces}
          draft={draft}
          leftOut={leftOut}
          isDisabled={state.running !== null}
          result={state.result}
          onToggle={(piece, on) => {
            const next = new Set(leftOut);
            if (on) next.delete(pieceKey(piece));
            else next.add(pieceKey(piece));
            setLeftOut(next);
          }}
        />
        <ExportResult state={state} />
      </div>
      <ExportOrder
        count={chosen.length}
        formats={formats}
        onFormats={setFormats}
        draft={draft}
        onDraft={setDraft}
        folder={folder}
        onFolder={setFolder}
        ppi={ppi}
        onPpi={setPpi}
        running={state.running}
        canStart={canStart}
        onStart={start}
        onCancel={run.cancel}
      />
    </div>
  );
}
