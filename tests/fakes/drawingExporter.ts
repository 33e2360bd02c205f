import { createRenderer } from "../../src/main/services/export/createRenderer.ts";
import type { PageExporter } from "../../src/main/services/ports.ts";
import type { FontFile } from "../../src/shared/typeset/text/ports.ts";

/** The real renderers, without a process of their own. */
export function drawingExporter(fonts: readonly FontFile[]): PageExporter {
  const render = createRenderer(fonts);
  return { render: (job) => render(job, () => undefined), close: () => undefined };
}
