import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { assert } from "../../shared/base/errors.ts";
import { lockedSlots } from "../../shared/document/locks.ts";
import { familyOf, templateOf } from "../../shared/pack/lookUp.ts";
import { isTextFrame, placedFrames, slotsOf } from "../pieces/frames.ts";
import { useFindings } from "../pieces/usePiece.ts";
import { useApp, useLooking, useOpen } from "../state/hooks.ts";
import { Canvas, type Writing } from "./canvas/Canvas.tsx";
import { inPlace } from "./canvas/inPlace.ts";
import { createStage } from "./canvas/stage.ts";
import { useFrameName } from "./canvas/useFrameName.ts";
import { useCalmDocument, useCalmPiece, useLivePiece } from "./canvas/useLive.ts";
import styles from "./Design.module.css";
import { Inspector } from "./Inspector.tsx";
import { PictureDialog } from "./picture/PictureDialog.tsx";
import { type NewPicture, uploadPicture } from "./picture/placePicture.ts";
import { Rail } from "./Rail.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useDesignCommands } from "./useDesignCommands.ts";

/** The Design room: formats and pages, the page itself, and everything about the chosen frame. */
export function Design() {
  const { t } = useTranslation("design");
  const app = useApp();
  const { pack, session } = useOpen();
  const looking = useLooking();
  const { page: pageIndex, frame: chosen } = looking;
  const [stage] = useState(createStage);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [uploading, setUploading] = useState<string | null>(null);
  const [arrived, setArrived] = useState<NewPicture | null>(null);
  const template = templateOf(pack, looking.template);
  const edition = useMemo(() => {
    const found = pack.editions.find(({ tag }) => tag === looking.edition) ?? pack.editions[0];
    assert(found !== undefined, "a pack has editions");
    return found;
  }, [pack, looking.edition]);
  const frames = useMemo(
    () => placedFrames(template, pageIndex, edition.direction),
    [template, pageIndex, edition.direction],
  );
  const live = useLivePiece(template.id, edition.tag);
  const piece = useCalmPiece(live);
  const words = useFindings(useCalmDocument(), edition.tag);
  const diagnostics = useMemo(() => [...(piece?.diagnostics ?? []), ...(words ?? [])], [piece, words]);
  const placed = frames.find(({ frame }) => frame.id === chosen) ?? null;

  // Another page, edition or frame: what was written there is kept.
  const here = `${edition.tag} ${template.id} ${pageIndex} ${chosen}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `here` says that somebody looks elsewhere
  useEffect(() => {
    session.commit();
    setWriting((now) => (now !== null && now.frame === chosen ? now : null));
  }, [here, session]);

  const write = (id: string, wanted: string | null) => {
    const target = frames.find(({ frame }) => frame.id === id);
    if (target === undefined) return;
    app.look({ frame: id });
    const { document } = session.store.getState();
    const locked = lockedSlots(pack, document.templates);
    const open = slotsOf(target.frame).filter((slot) => !locked.has(slot));
    const id1 = wanted !== null && open.includes(wanted) ? wanted : open[0];
    const slot = familyOf(pack, document.family).slots.find((one) => one.id === id1);
    if (!isTextFrame(target.frame) || slot === undefined) return;
    const page = live.current()?.pages[pageIndex];
    const overWords = page !== undefined && inPlace(page, target, slot.id, pack, edition) !== null;
    stage.reveal(target.rect);
    setWriting({ frame: id, slot, overWords });
  };
  const leave = () => {
    session.commit();
    if (writing === null) return;
    setWriting(null);
    // The frame takes the focus back, so that the keyboard goes on from there.
    const button = document.querySelector<HTMLElement>(`[data-frame="${CSS.escape(writing.frame)}"]`);
    button?.focus();
  };
  const takeFile = (slot: string, file: File) =>
    app.attempt(async () => {
      setUploading(slot);
      try {
        setArrived(await uploadPicture(app, session, slot, file));
      } finally {
        setUploading(null);
      }
    });
  useDesignCommands({ stage, template, placed, write, isWriting: writing !== null });

  return (
    <div className={styles.design}>
      <Rail />
      <section className={styles.middle} aria-label={t("page")} tabIndex={-1} data-pane="">
        <Toolbar stage={stage} template={template} />
        <Canvas
          stage={stage}
          live={live}
          template={template}
          pageIndex={pageIndex}
          edition={edition}
          frames={frames}
          writing={writing}
          onWrite={write}
          onLeave={leave}
          onDropPicture={takeFile}
        />
        <Announcer placed={placed} problems={diagnostics.length} />
      </section>
      <Inspector
        placed={placed}
        page={piece?.pages[pageIndex] ?? null}
        template={template}
        edition={edition}
        diagnostics={diagnostics}
        writing={writing?.slot.id ?? null}
        uploading={uploading}
        onWrite={write}
        onFile={takeFile}
        onLeave={leave}
      />
      {arrived !== null && (
        <PictureDialog
          picture={arrived}
          placed={false}
          onClose={() => {
            setArrived(null);
          }}
        />
      )}
    </div>
  );
}

/** Says which frame is chosen when something else than the keyboard chose it. */
function Announcer({
  placed,
  problems,
}: {
  readonly placed: ReturnType<typeof placedFrames>[number] | null;
  readonly problems: number;
}) {
  const { t } = useTranslation("design");
  const name = useFrameName();
  return (
    <p role="status" className="unseen">
      {placed === null ? "" : t("chosen", { name: name(placed.frame) })} {t("problemCount", { count: problems })}
    </p>
  );
}
