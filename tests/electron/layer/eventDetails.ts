import type { App, WebContents } from "electron";

/** Events of a page's contents, whose facts were separate values before Electron 25 → with the facts on the event itself. */

type Listener = (...values: unknown[]) => void;
interface Emitter {
  on(name: string, listener: Listener): unknown;
}

/** Names of the values that come after the event. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "did-start-navigation": ["url", "isSameDocument", "isMainFrame"],
  "will-redirect": ["url", "isSameDocument", "isMainFrame"],
  "will-navigate": ["url"],
};
/** Version 22 tells of the main frame alone, under the older name. */
const OLD_NAMES: Readonly<Record<string, string>> = { "will-frame-navigate": "will-navigate" };

export function tellDetails(app: App): void {
  // The first listener to hear of new contents: it is there before the product's.
  app.on("web-contents-created", (_event, contents: WebContents) => {
    const emitter = contents as unknown as Emitter;
    const on = emitter.on.bind(contents);
    emitter.on = (asked, listener) => {
      const name = OLD_NAMES[asked] ?? asked;
      const names = VALUES[name];
      if (names === undefined) return on(name, listener);
      return on(name, (event, ...values) => {
        const details = Object.fromEntries(names.map((key, index) => [key, values[index]]));
        listener(Object.assign(event as object, details), ...values);
      });
    };
  });
}
