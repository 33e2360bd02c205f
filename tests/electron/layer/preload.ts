import electron from "electron";
import { put } from "./put.ts";

/** Put before the built preload script: files told their own paths before Electron 32. */

put("electron", electron as { webUtils: Pick<typeof electron.webUtils, "getPathForFile"> }, "webUtils", {
  getPathForFile: (file) => (file as File & { readonly path: string }).path,
});
