import { dirname, join } from "node:path/posix";
import { type CancelSignal, stopIfCancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { sameLine } from "../../../shared/document/dialledLine.ts";
import type { CampaignDocument, Inline } from "../../../shared/document/documentSchema.ts";
import { paragraphsOf } from "../../../shared/document/plainText.ts";
import { scanAsRead } from "../../../shared/literals/scanAsRead.ts";
import { readDocumentFile } from "../document/documentFile.ts";
import { readManifest } from "../export/manifestFile.ts";
import type { Machine } from "../ports.ts";

/** A helpline, fact or picture, a folder → every document and every exported file in it that carries it. */

export interface RecalledItem {
  readonly kind: "helpline" | "fact" | "picture";
  /** Id of the pack's registry, or the digest of the picture's file. */
  readonly id: string;
  /** Digits of a helpline as dialled: it is also found where somebody typed it. */
  readonly number: string | null;
  /** Templates that show a picture by themselves, as the pack's own art. */
  readonly templates?: readonly string[];
}

export interface RecalledDocument {
  /** Relative to the folder. */
  readonly path: string;
  readonly document: string;
  readonly title: string;
  /** `slot` is a template's id where the template brings the picture. */
  readonly places: readonly { readonly edition: string; readonly slot: string }[];
}

export interface RecallOptions {
  readonly signal?: CancelSignal;
  /** Files looked into, and how many there are. */
  readonly onProgress?: (done: number, total: number, path: string) => void;
}

export interface RecalledFile {
  readonly path: string;
  readonly document: string;
  readonly template: string;
  readonly edition: string;
  readonly draft: boolean;
  /** Whether the document here still is as it was when the file was made; otherwise somebody has to look at the file. */
  readonly certain: boolean;
}

export interface Recall {
  readonly item: RecalledItem;
  readonly documents: readonly RecalledDocument[];
  readonly files: readonly RecalledFile[];
  /** Files that could not be read: they may carry it too. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

interface Seen {
  readonly document: CampaignDocument;
  readonly editions: ReadonlySet<string>;
}

/** Damaged files are listed and do not stop the search. Fails with the codes of `Files.listTree` and `contract/cancelled`. */
export async function recall(
  machine: Pick<Machine, "archives" | "files">,
  item: RecalledItem,
  folder: string,
  { signal, onProgress }: RecallOptions = {},
): Promise<Recall> {
  const names = await machine.files.listTree(folder);
  const total = names.filter((name) => isDocument(name) || isManifest(name)).length;
  let done = 0;
  const step = (path: string) => {
    stopIfCancelled(signal);
    onProgress?.(done, total, path);
    done += 1;
  };
  const documents: RecalledDocument[] = [];
  const skipped: Recall["skipped"][number][] = [];
  const seen = new Map<string, Seen[]>();
  for (const path of names.filter(isDocument)) {
    step(path);
    const document = await attempt(path, skipped, async () => {
      const bytes = await machine.files.read(join(folder, path));
      return (await readDocumentFile(machine.archives, bytes)).document;
    });
    if (!document) continue;
    const places = placesOf(document, item);
    seen.set(document.id, [
      ...(seen.get(document.id) ?? []),
      { document, editions: new Set(places.map((place) => place.edition)) },
    ]);
    if (places.length > 0) documents.push({ path, document: document.id, title: document.title, places });
  }
  const files: RecalledFile[] = [];
  for (const path of names.filter(isManifest)) {
    step(path);
    const manifest = await attempt(path, skipped, () => readManifest(machine, join(folder, path)));
    for (const entry of manifest?.files ?? []) {
      // A template that brings the picture shows it in every edition, whatever became of the document.
      const verdict = item.templates?.includes(entry.template)
        ? "carries"
        : judge(seen.get(entry.document) ?? [], entry);
      if (verdict === "free") continue;
      files.push({
        path: join(dirname(path), entry.path),
        document: entry.document,
        template: entry.template,
        edition: entry.edition,
        draft: entry.draft,
        certain: verdict === "carries",
      });
    }
  }
  return { item, documents, files, skipped };
}

/** Locks of open documents and hidden files are none. */
function isDocument(name: string): boolean {
  return /(?:^|\/)[^./][^/]*\.manara$/.test(name);
}

function isManifest(name: string): boolean {
  return /(?:^|\/)manifest\.json$/.test(name);
}

/** `unclear` where no copy of the document here is as old as the file. */
function judge(
  copies: readonly Seen[],
  { edition, created }: { readonly edition: string; readonly created: string },
): "carries" | "free" | "unclear" {
  const unchanged = copies.filter(({ document }) =>
    document.history.every(({ at, what }) => at <= created || isSignature(what)),
  );
  if (unchanged.some(({ editions }) => editions.has(edition))) return "carries";
  return unchanged.length > 0 ? "free" : "unclear";
}

/** Signing changes no page. */
function isSignature(what: CampaignDocument["history"][number]["what"]): boolean {
  return what !== "created" && what !== "filled" && what !== "edited" && what !== "merged";
}

function placesOf(document: CampaignDocument, item: RecalledItem): { edition: string; slot: string }[] {
  const editions = Object.entries(document.editions);
  if (item.kind === "picture") {
    const slots = Object.entries(document.placements).filter(([, { digest }]) => digest === item.id);
    const own = document.templates.filter((template) => item.templates?.includes(template));
    const names = [...slots.map(([slot]) => slot), ...own];
    return editions.flatMap(([edition]) => names.map((slot) => ({ edition, slot })));
  }
  return editions.flatMap(([edition, { slots }]) =>
    Object.entries(slots)
      .filter(([, content]) => paragraphsOf(content).some((inlines) => carries(inlines, item, edition)))
      .map(([slot]) => ({ edition, slot })),
  );
}

function carries(inlines: readonly Inline[], { kind, id, number }: RecalledItem, edition: string): boolean {
  const named = inlines.some(
    (part) =>
      ("helpline" in part && kind === "helpline" && part.helpline === id) ||
      ("fact" in part && kind === "fact" && part.fact === id),
  );
  if (named || number === null) return named;
  // A number may go on where its letters become bold.
  const text = inlines.map((part) => ("text" in part ? part.text : "\n")).join("");
  const known = (digits: string) => sameLine(digits, number);
  const spans = scanAsRead(text, { language: edition, direction: "ltr", known });
  return spans.some(({ dial }) => dial?.digits.some(known));
}

async function attempt<T>(
  path: string,
  skipped: { path: string; reason: string }[],
  action: () => Promise<T>,
): Promise<T | null> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    skipped.push({ path, reason: error.message });
    return null;
  }
}
