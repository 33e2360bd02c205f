import type { QueueDocument } from "../../shared/contract/queueCalls.ts";
import type { App } from "./app.ts";

/** A piece of the queue → its document in Review, at this piece. */

/**
 * What was signed or written in the document before it is saved first, as far as it has a
 * file: a signature that is in no file waits for everybody else.
 */
export async function openQueued(
  app: App,
  { handle }: Pick<QueueDocument, "handle">,
  { template, edition }: { readonly template: string; readonly edition: string },
): Promise<void> {
  const open = app.store.getState().open;
  if (open !== null) {
    await open.session.settle();
    const { saved, confirmed } = open.session.store.getState();
    if (!saved && confirmed.name !== null && !(await app.save())) return;
  }
  await app.show(await app.client.call("documents.open", { handle }), "review");
  app.look({ template, edition, page: 0, frame: null });
}
