import { createRoot } from "react-dom/client";
import { createStore } from "zustand/vanilla";
import { startTexts } from "../src/renderer/i18n/texts.ts";
import type { App } from "../src/renderer/state/app.ts";
import { assert } from "../src/shared/base/errors.ts";
import { DEFAULT_SETTINGS, INTERFACE_LANGUAGES } from "../src/shared/settings/settings.ts";
import { Gallery } from "./Gallery.tsx";

/** The page starts: `?language=ar&theme=dark` says how it looks at first. */

const root = document.getElementById("root");
assert(root !== null, "index.html has a root");
const asked = new URLSearchParams(location.search);
const language = INTERFACE_LANGUAGES.find((one) => one === asked.get("language")) ?? "en";
const theme = asked.get("theme") === "dark" ? "dark" : "light";

/** All that a component asks of the window; no host stands behind it. */
const app = {
  host: { platform: "linux" },
  store: createStore(() => ({ language, settings: { ...DEFAULT_SETTINGS, theme } })),
} as unknown as App;

createRoot(root).render(<Gallery app={app} texts={await startTexts(language)} />);
