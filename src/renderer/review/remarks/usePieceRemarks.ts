import { useCallback, useMemo, useRef, useState } from "react";
import {
  type ListedRemark,
  type NumberedRemark,
  PIN_DIGITS,
  type PinPoint,
  remarkIdAt,
  remarksOfPiece,
} from "../../../shared/document/remarks.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { PieceName } from "../../../shared/piece/piece.ts";
import { slotsOfFrame } from "../../checks/slotFrames.ts";
import { type Done, type Says, useName, useSay } from "../../remarks/useSay.ts";
import { useApp, useAppState, useOpen, useSession } from "../../state/hooks.ts";
import type { Spot } from "./pinSpots.ts";

/** The remarks of the piece that is looked at: which one is open, and where a new one is being made. */

/** Beside `Alt+N` for the next piece. */
export const ADD_REMARK = "Alt+R";
export const NEXT_REMARK = "Alt+M";

export interface PieceRemarks {
  /** By number. */
  readonly all: readonly NumberedRemark[];
  readonly open: readonly NumberedRemark[];
  readonly settled: readonly NumberedRemark[];
  /** Whose thread is open. */
  readonly chosen: NumberedRemark | null;
  /** @param from where the person is; whoever is not at the list is brought there. */
  readonly choose: (id: string | null, from?: "list" | "page") => void;
  /** The open one after the chosen one, and after the last one the first; null where there is no other. */
  readonly next: NumberedRemark | null;
  /** True once for the remark that somebody chose elsewhere. */
  readonly takesFocus: (id: string) => boolean;
  readonly isPlacing: boolean;
  readonly startPlacing: () => void;
  /** Gives up the choice of a place; without one, the remark that is being written. */
  readonly stop: () => void;
  /** Where the remark will stand that is being written; another place keeps its words. */
  readonly draft: PinPoint | null;
  readonly place: (page: string, spot: Spot, proof: string) => void;
  readonly finish: (text: string, sent: () => void) => void;
  readonly answer: Says["answer"];
  readonly settle: (remark: NumberedRemark) => void;
  readonly reopen: (remark: ListedRemark) => void;
  readonly takeBack: (remark: ListedRemark) => void;
  /** The name that stands beside what this person says; null before they gave one. */
  readonly name: string | null;
  /** A name is asked for, and this waits for it. */
  readonly asking: ((name: string) => void) | null;
  readonly stopAsking: () => void;
  /** What was done last, and how often something was. */
  readonly told: { readonly done: Done; readonly count: number } | null;
}

export function usePieceRemarks({ template, edition }: PieceName): PieceRemarks {
  const app = useApp();
  const remarksOf = useRemarksOf();
  const id = useAppState((state) => state.remark);
  const name = useName();
  const [isPlacing, setPlacing] = useState(false);
  const [draft, setDraft] = useState<PinPoint | null>(null);
  const [asking, setAsking] = useState<{ readonly andThen: (name: string) => void } | null>(null);
  const [told, setTold] = useState<PieceRemarks["told"]>(null);
  const focused = useRef<string | null>(null);
  const askName = useCallback((andThen: (name: string) => void) => setAsking({ andThen }), []);
  const tell = useCallback((done: Done) => setTold((before) => ({ done, count: (before?.count ?? 0) + 1 })), []);
  const says = useSay({ name, askName, tell });
  const all = useMemo(() => remarksOf({ template, edition }), [remarksOf, template, edition]);
  const open = all.filter(isOpenRemark);
  const chosen = all.find((one) => one.id === id) ?? null;
  const after = open.find(({ number }) => number > (chosen?.number ?? 0)) ?? open[0] ?? null;
  const choose = (next: string | null, from: "list" | "page" = "list") => {
    focused.current = from === "page" ? next : null;
    app.store.setState({ remark: next });
  };
  return {
    all,
    open,
    settled: all.filter((one) => !isOpenRemark(one)),
    chosen,
    choose(next, from) {
      setPlacing(false);
      choose(next, from);
    },
    next: after === chosen ? null : after,
    takesFocus(one) {
      const takes = focused.current === one;
      if (takes) focused.current = null;
      return takes;
    },
    isPlacing,
    startPlacing: () => setPlacing(true),
    stop: () => (isPlacing ? setPlacing(false) : setDraft(null)),
    draft,
    place(page, { x, y, slot }, proof) {
      choose(null);
      setPlacing(false);
      setDraft({
        edition,
        template,
        page,
        x,
        y,
        ...(slot === undefined ? {} : { slot }),
        proof: proof.slice(0, PIN_DIGITS),
      });
    },
    finish(text, sent) {
      if (draft === null) return;
      const made = remarkIdAt(Date.now(), crypto.randomUUID());
      says.begin(draft, text, made, () => {
        sent();
        setPlacing(false);
        setDraft(null);
        choose(made, "page");
      });
    },
    answer: says.answer,
    // It goes to another list, or away: the next one takes its place under the person's hands.
    settle(remark) {
      says.resolve(remark);
      choose(open.find(({ number }) => number > remark.number)?.id ?? null, "page");
    },
    reopen(remark) {
      says.reopen(remark);
      choose(remark.id, "page");
    },
    takeBack(remark) {
      choose(null);
      says.takeBack(remark);
    },
    name,
    asking: asking?.andThen ?? null,
    stopAsking: () => setAsking(null),
    told,
  };
}

/** A piece of the open document → its remarks, by number. */
export function useRemarksOf(): (piece: PieceName) => readonly NumberedRemark[] {
  const { pack } = useOpen();
  const remarks = useSession((view) => view.document.comments);
  return useCallback(
    (piece) =>
      remarksOfPiece(remarks === undefined ? {} : { comments: remarks }, piece, slotsOfTemplate(pack, piece.template)),
    [pack, remarks],
  );
}

export function isOpenRemark({ resolved }: ListedRemark): boolean {
  return resolved === null;
}

function slotsOfTemplate(pack: TemplatePack, template: string): ReadonlySet<string> {
  const pages = pack.templates.find(({ id }) => id === template)?.pages ?? [];
  return new Set(pages.flatMap(({ frames }) => frames.flatMap(slotsOfFrame)));
}
