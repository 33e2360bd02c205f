import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { Edition } from "../../../shared/base/locale.ts";
import type { RichText } from "../../../shared/document/documentSchema.ts";
import type { UnitState, UnitStatus } from "../../../shared/localise/units/unitStatus.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { InterfaceLanguage } from "../../../shared/settings/settings.ts";
import type { ShownSlot } from "../../checks/slotFrames.ts";
import type { UnitActions } from "./useUnitActions.ts";

/** What a row is given, and what it gives back. */

/** What the room's keys do in the row that is being written. */
export interface RowHandle {
  /** The words can be written by now. */
  readonly isReady: boolean;
  readonly mend: () => void;
  readonly takeSuggestion: (index: number) => void;
  readonly writeTerm: (index: number) => void;
  /** False where no finding follows in these words. */
  readonly toFinding: (step: 1 | -1) => boolean;
  readonly toFirstFinding: () => void;
}

export interface RowProps {
  readonly placed: ShownSlot;
  readonly pack: TemplatePack;
  readonly language: InterfaceLanguage;
  /** Null where there is nothing to translate from. */
  readonly source: Edition | null;
  readonly target: Edition;
  readonly sourceWords: RichText;
  readonly words: RichText;
  readonly state: UnitState;
  readonly status: UnitStatus;
  readonly findings: readonly Diagnostic[];
  /** Names of the formats that have no room for the words; empty where all have, null before they were set. */
  readonly crowded: string | null;
  readonly isActive: boolean;
  readonly actions: UnitActions;
  readonly onActivate: (slot: string | null) => void;
  /** Of the row that is being written; null when it is left. */
  readonly onHandle: (handle: RowHandle | null) => void;
}
