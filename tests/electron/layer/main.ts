import fs from "node:fs";
import module from "node:module";
import path from "node:path";
import { app, protocol, safeStorage } from "electron";
import { putCanParse, putToSorted } from "./builtIns.ts";
import { tellDetails } from "./eventDetails.ts";
import { put } from "./put.ts";

/** Runs before the built main module: what Node 16 and Electron 22 lack, as far as the product uses it. */

putToSorted();
putCanParse();

/** No cache of compiled modules: Node 22 brought it. */
put("module", module, "getCompileCacheDir", () => undefined);

/** As much as the scheme answers with. */
class PlainResponse {
  readonly body: Uint8Array | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    body: Uint8Array | null,
    init: { readonly status?: number; readonly headers?: Record<string, string> } = {},
  ) {
    this.body = body;
    this.status = init.status ?? 200;
    this.headers = init.headers ?? {};
  }
}
put("globalThis", globalThis as { Response: unknown }, "Response", PlainResponse);

put("protocol", protocol, "handle", (scheme, handler) => {
  protocol.registerBufferProtocol(scheme, ({ url, method }, answer) => {
    void Promise.resolve(handler({ url, method } as Request)).then((response) => {
      const { body, status, headers } = response as unknown as PlainResponse;
      const [type = "text/plain"] = (headers["content-type"] ?? "").split(";");
      answer({ statusCode: status, headers, mimeType: type, data: Buffer.from(body ?? []) });
    });
  });
});

put("safeStorage", safeStorage, "isAsyncEncryptionAvailable", async () => safeStorage.isEncryptionAvailable());
put("safeStorage", safeStorage, "encryptStringAsync", async (text) => safeStorage.encryptString(text));
put("safeStorage", safeStorage, "decryptStringAsync", async (sealed) => ({
  result: safeStorage.decryptString(sealed),
  shouldReEncrypt: false,
}));
// Version 22 answers for a real keyring alone; the fixed key that everybody knows does not count as encryption there.
put("safeStorage", safeStorage, "getSelectedStorageBackend", () =>
  safeStorage.isEncryptionAvailable() ? "gnome_libsecret" : "basic_text",
);
tellDetails(app);

/** Node 16 lists no folder with what is in its folders, and says no entry's place: the one thing that is replaced, not added. */
const list = fs.readdirSync;
type Entry = fs.Dirent & { parentPath: string };
Object.assign(fs, {
  readdirSync(folder: string, options?: { readonly recursive?: boolean; readonly withFileTypes?: boolean }) {
    if (options?.recursive !== true || options.withFileTypes !== true) return list(folder, options as never);
    const walk = (place: string): Entry[] =>
      list(place, { withFileTypes: true }).flatMap((entry) => {
        const found: Entry = Object.assign(entry, { parentPath: place });
        return entry.isDirectory() ? [found, ...walk(path.join(place, entry.name))] : [found];
      });
    return walk(folder);
  },
});
