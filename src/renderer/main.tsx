import { lazy } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { assert } from "../shared/base/errors.ts";
import { interfaceLanguage } from "../shared/settings/settings.ts";
import { connect } from "./host/connect.ts";
import { giveAriaTexts } from "./i18n/ariaTexts.ts";
import { startTexts } from "./i18n/texts.ts";
import { MergeDialog, MergeFileDialog } from "./merge/MergeDialog.tsx";
import { RegistryDialog } from "./registry/RegistryDialog.tsx";
import { SettingsDialog } from "./settings/SettingsDialog.tsx";
import { Failed } from "./shell/Failed.tsx";
import type { Parts } from "./shell/parts.ts";
import { Studio } from "./shell/Studio.tsx";
import { NewDialog } from "./start/NewDialog.tsx";
import { OpenDialog } from "./start/OpenDialog.tsx";
import { SaveAsDialog } from "./start/SaveAsDialog.tsx";
import { Start } from "./start/Start.tsx";
import { useTakeFile } from "./start/useTakeFile.ts";
import { startApp } from "./state/app.ts";

/** The window starts: host, texts, rooms. */

// The content security policy forbids compiled validators; without this zod tries once and leaves a report.
z.config({ jitless: true });

/** Rooms of an open document come when they are needed, so that the window itself is there at once. */
const PARTS: Parts = {
  rooms: {
    start: Start,
    design: lazy(() => import("./design/Design.tsx").then(({ Design }) => ({ default: Design }))),
    localise: lazy(() => import("./localise/Localise.tsx").then(({ Localise }) => ({ default: Localise }))),
    review: lazy(() => import("./review/Review.tsx").then(({ Review }) => ({ default: Review }))),
    export: lazy(() => import("./export/Export.tsx").then(({ Export }) => ({ default: Export }))),
  },
  dialogs: {
    settings: SettingsDialog,
    registry: RegistryDialog,
    new: NewDialog,
    open: OpenDialog,
    saveAs: SaveAsDialog,
    merge: MergeDialog,
    mergeFile: MergeFileDialog,
  },
  useTakeDocument: useTakeFile,
};

const root = document.getElementById("root");
assert(root !== null, "index.html has a root");
const window = createRoot(root);
try {
  const app = await startApp(connect());
  const texts = await startTexts(app.store.getState().language);
  giveAriaTexts(() => app.store.getState().language);
  window.render(<Studio app={app} texts={texts} parts={PARTS} />);
} catch (error) {
  window.render(<Failed texts={await startTexts(interfaceLanguage(null, navigator.languages))} error={error} />);
}
