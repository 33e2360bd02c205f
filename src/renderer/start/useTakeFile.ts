import { answer, errorOf } from "../../shared/contract/wire.ts";
import { useApp } from "../state/hooks.ts";

/**
 * A file that somebody dropped or picked → the open document. A desktop opens the file where it lies; a browser
 * gives a copy to Manara's folder.
 */
export function useTakeFile(): (file: File) => Promise<void> {
  const { client, openDocument } = useApp();
  return async (file) => {
    const { manara } = globalThis;
    if (manara !== undefined) {
      const came = answer.parse(await manara.openDropped(file));
      if (!came.ok) throw errorOf(came.failure);
      return;
    }
    const upload = await client.put(new Uint8Array(await file.arrayBuffer()));
    const { handle } = await client.call("documents.import", { upload, name: file.name });
    await openDocument(handle);
  };
}
