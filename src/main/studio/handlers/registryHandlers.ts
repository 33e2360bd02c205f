import { basename, join } from "node:path";
import { todayOf } from "../../../shared/base/moment.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { RegistryItem, registryCalls } from "../../../shared/contract/registryCalls.ts";
import type { TemplatePack, Withdrawal } from "../../../shared/pack/templatePack.ts";
import type { RegistryKind } from "../../../shared/pack/upkeep.ts";
import { type NoteFacts, noteEntry } from "../../services/pack/confirmEntry.ts";
import { listRegistry, type RegistryEntry, unknownEntry } from "../../services/pack/registry.ts";
import { type RecalledItem, recall } from "../../services/verify/recall.ts";
import { displayFolder } from "../base/displayPath.ts";
import type { Emit } from "../base/events.ts";
import type { Handles } from "../base/handles.ts";
import type { StudioHost } from "../base/ports.ts";
import type { SigningKeyStore } from "../base/signingKey.ts";
import { noDialogs } from "../sessions/saving.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { PackShelf } from "../shelves/packShelf.ts";

/** The calls about a pack's registry, answered. */

export interface RegistryContext {
  readonly host: StudioHost;
  readonly handles: Handles;
  readonly packs: PackShelf;
  readonly sessions: Sessions;
  readonly signingKey: SigningKeyStore;
  readonly emit: Emit;
}

const NO_TEXT = { en: "", vi: "", ar: "" };

export function registryHandlers({
  host,
  handles,
  packs,
  sessions,
  signingKey,
  emit,
}: RegistryContext): Pick<Handlers, keyof typeof registryCalls> {
  const { machine, dialogs } = host;

  const list = async (id: string): Promise<RegistryItem[]> => {
    const { loaded } = await packs.get(id);
    const entries = (await listRegistry(machine, id)).map(itemOf);
    const documents = sessions.all().filter((session) => session.loaded.pack.id === id);
    const placed = documents.flatMap(({ document: { pictures } }) => Object.entries(pictures));
    const own = placed.map(([digest, { name, type, consent }]): RegistryItem => {
      const expires = consent?.expires ?? null;
      const due = expires !== null && expires <= todayOf(machine.clock);
      const facts = { owner: consent?.person ?? null, reviewBy: expires, source: type };
      return pictureItem(digest, { en: name, vi: name, ar: name }, loaded.pack, {
        ...facts,
        state: due ? "due" : "listed",
        asset: digest,
      });
    });
    const brought = Object.values(loaded.pack.images).map(({ digest, alt, file, kind }) =>
      pictureItem(digest, alt ?? { en: basename(file), vi: basename(file), ar: basename(file) }, loaded.pack, {
        source: file,
        asset: kind === "photograph" ? digest : null,
      }),
    );
    const pictures = new Map([...brought, ...own].map((one) => [one.id, one] as const));
    return [...entries, ...pictures.values()].sort(byUrgency);
  };
  const note = async (pack: string, facts: NoteFacts): Promise<RegistryItem[]> => {
    await packs.get(pack);
    const key = await signingKey.need();
    if (facts.kind === "picture" && !(await list(pack)).some(({ kind, id }) => kind === "picture" && id === facts.id)) {
      throw unknownEntry(facts.id);
    }
    await noteEntry(machine, pack, key, facts);
    const { loaded } = await packs.get(pack);
    for (const session of sessions.all()) if (session.loaded.pack.id === pack) session.loaded = loaded;
    emit("registry.changed", { pack, upkeep: [...(loaded.upkeep ?? [])] });
    return list(pack);
  };
  const undated = { on: null, reviewBy: null, owner: null };

  return {
    "registry.list": ({ pack }) => list(pack),
    "registry.confirm": ({ pack, ...facts }) => note(pack, { ...facts, what: "confirmed" }),
    "registry.withdraw": ({ pack, reason, ...named }) =>
      note(pack, { ...named, ...undated, what: "withdrawn", note: reason }),
    "registry.release": ({ pack, reason, ...named }) =>
      note(pack, { ...named, ...undated, what: "released", note: reason }),
    "registry.find": async ({ pack: id, kind, id: name, folder: chosen }, { signal, progress }) => {
      const { pack } = (await packs.get(id)).loaded;
      const folder = chosen === null ? host.folder : handles.pathOf("folder", chosen);
      const found = await recall(machine, recalledItem(pack, kind, name), folder, {
        signal,
        onProgress: (done, total, what) => progress({ done, total, what }),
      });
      return {
        folder: displayFolder(folder),
        documents: found.documents.map(({ path, title, places }) => ({
          handle: handles.give("document", join(folder, path)),
          path,
          title,
          places: places.map(({ edition, slot }) => ({ edition, slot })),
        })),
        files: found.files.map(({ path, template, edition, draft, certain }) => ({
          path,
          template,
          edition,
          draft,
          certain,
        })),
        skipped: found.skipped.map(({ path, reason }) => ({ path, reason })),
      };
    },
    "registry.chooseFolder": async (_, { client }) => {
      if (dialogs === null) throw noDialogs();
      const folder = await dialogs.chooseFolder(client);
      return folder === null ? null : { handle: handles.give("folder", folder), folder: displayFolder(folder) };
    },
  };
}

function itemOf({ text, ...entry }: RegistryEntry): RegistryItem {
  return {
    ...entry,
    name: { ...NO_TEXT, ...entry.name },
    number: entry.kind === "helpline" ? text : null,
    asset: null,
  };
}

function pictureItem(
  digest: string,
  name: RegistryItem["name"],
  { withdrawnPictures = {} }: TemplatePack,
  facts: Partial<RegistryItem>,
): RegistryItem {
  const withdrawn: Withdrawal | null = withdrawnPictures[digest] ?? null;
  return {
    kind: "picture",
    id: digest,
    name,
    number: null,
    country: null,
    source: "",
    owner: null,
    lastChecked: null,
    reviewBy: null,
    confirmedBy: null,
    note: "",
    asset: null,
    state: "listed",
    ...facts,
    withdrawn,
    ...(withdrawn === null ? {} : { state: "withdrawn" as const }),
  };
}

/** Fails with `registry/unknown-entry`. */
function recalledItem(pack: TemplatePack, kind: RegistryKind, id: string): RecalledItem {
  if (kind === "helpline") {
    const line = pack.helplines.find((one) => one.id === id);
    if (line === undefined) throw unknownEntry(id);
    return { kind, id, number: line.number };
  }
  if (kind === "fact") {
    if (!pack.facts.some((one) => one.id === id)) throw unknownEntry(id);
    return { kind, id, number: null };
  }
  const names = Object.values(pack.images).flatMap((image) => (image.digest === id ? [image.id] : []));
  const templates = pack.templates.filter(({ pages }) =>
    pages.some(({ frames }) => frames.some((frame) => "image" in frame && names.includes(frame.image ?? ""))),
  );
  return { kind, id, number: null, templates: templates.map((template) => template.id) };
}

const ORDER: Readonly<Record<RegistryItem["state"], number>> = {
  changed: 0,
  due: 1,
  never: 2,
  confirmed: 3,
  listed: 4,
  withdrawn: 5,
};

/** The longest overdue first; what must be looked at soonest comes before what has time. */
function byUrgency(one: RegistryItem, other: RegistryItem): number {
  const day = ({ reviewBy, lastChecked }: RegistryItem) => reviewBy ?? lastChecked ?? "";
  return (
    ORDER[one.state] - ORDER[other.state] ||
    (day(one) < day(other) ? -1 : Number(day(one) > day(other))) ||
    (one.kind < other.kind ? -1 : Number(one.kind > other.kind))
  );
}
