import type { ComponentType } from "react";
import { ButtonStates, IconButtonStates, KbdStates, MenuStates } from "./actions.tsx";
import {
  ChoiceStates,
  DocumentListStates,
  FileDropStates,
  SwitchStates,
  TextFieldStates,
  TickStates,
} from "./fields.tsx";
import {
  EmptyStateStates,
  MixedTextStates,
  ProblemStates,
  ProgressStates,
  TagStates,
  WordDifferenceStates,
} from "./status.tsx";
import { DialogStates, PanelStates, TabsStates } from "./surfaces.tsx";

/** Component → its states. `tests/gallery/gallery.test.ts` misses each that is not here. */

export type States = ComponentType;

export const SPECIMENS: Readonly<Record<string, States>> = {
  Button: ButtonStates,
  IconButton: IconButtonStates,
  Kbd: KbdStates,
  Menu: MenuStates,
  Choice: ChoiceStates,
  DocumentList: DocumentListStates,
  FileDrop: FileDropStates,
  Switch: SwitchStates,
  TextField: TextFieldStates,
  Tick: TickStates,
  EmptyState: EmptyStateStates,
  MixedText: MixedTextStates,
  Problem: ProblemStates,
  Progress: ProgressStates,
  Tag: TagStates,
  WordDifference: WordDifferenceStates,
  Dialog: DialogStates,
  Panel: PanelStates,
  Tabs: TabsStates,
};
