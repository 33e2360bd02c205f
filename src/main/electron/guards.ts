import type { ElectronApi, ShellContents } from "./electronApi.ts";

/** Everything that a window could do besides showing Manara → refused. */

/** Of what a page may ask for, this alone: copying, and the full screen. */
const ALLOWED: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fullscreen"]);

/** @param origins for example `app://ui`; the origin of such an address is "null" in Node, so it is put together here. */
export function isOurs(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return origins.includes(`${protocol}//${host}`);
}

/** Addresses go through `host.openAddress`, which knows the few that may be opened: no link opens anything by itself. */
function guardContents(contents: ShellContents, origins: readonly string[]): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-frame-navigate", (details) => {
    if (!isOurs(details.url, origins)) details.preventDefault();
  });
  contents.on("will-redirect", (details) => {
    if (!isOurs(details.url, origins)) details.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

export function guardApp({ app, session }: Pick<ElectronApi, "app" | "session">, origins: readonly string[]): void {
  app.on("web-contents-created", (_event, contents) => guardContents(contents, origins));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(ALLOWED.has(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  // Words for translators leave as a file of ours; nothing comes from anywhere else.
  defaultSession.on("will-download", (event, item) => {
    const url = item.getURL();
    if (!isOurs(url, origins) || !new URL(url).pathname.startsWith("/assets/")) event.preventDefault();
  });
}
