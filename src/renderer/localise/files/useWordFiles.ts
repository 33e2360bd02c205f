import { isolateValue } from "../../i18n/names.ts";
import { useApp, useOpen } from "../../state/hooks.ts";

/** The words of an edition as a file for translators, in the browser's own downloads. */
export function useWordFiles(edition: string, source: string | null): (format: "xliff" | "xliff12" | "csv") => void {
  const { client, attempt, say } = useApp();
  const { session } = useOpen();
  return (format) =>
    attempt(async () => {
      await session.settle();
      const { asset, name } = await client.call("localise.export", { session: session.id, edition, source, format });
      const link = document.createElement("a");
      link.href = client.assetUrl(asset);
      link.download = name;
      link.click();
      say("localise:exported", { name: isolateValue(name) });
    });
}
