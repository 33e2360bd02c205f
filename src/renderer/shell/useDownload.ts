import { useApp } from "../state/hooks.ts";

/** The open document as a file in the browser's own downloads. */
export function useDownload(): () => void {
  const { client, store, attempt } = useApp();
  return () =>
    attempt(async () => {
      const { open } = store.getState();
      if (open === null) return;
      await open.session.settle();
      const { asset, name } = await client.call("documents.copy", { session: open.session.id });
      const link = document.createElement("a");
      link.href = client.assetUrl(asset);
      link.download = name;
      link.click();
    });
}
