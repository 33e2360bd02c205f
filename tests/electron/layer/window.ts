import { putCanParse, putOthersOfWindows, putToSorted } from "./builtIns.ts";

/** Put before every script of the built window: the first one that runs in a page or a worker brings the rest along. */

if (!("toSorted" in Array.prototype)) {
  putToSorted();
  putCanParse();
  putOthersOfWindows();
}
