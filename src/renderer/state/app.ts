import { createStore, type StoreApi } from "zustand/vanilla";
import { StudioError } from "../../shared/base/errors.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { CallInput, CallOutput, EventValue } from "../../shared/contract/contract.ts";
import type { SessionState } from "../../shared/contract/documentCalls.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { type InterfaceLanguage, interfaceLanguage, type Settings } from "../../shared/settings/settings.ts";
import { createPictureStore, type PictureStore } from "../typeset/pictureStore.ts";
import { createTypesetClient, openTypesetWorker, type TypesetClient } from "../typeset/typesetClient.ts";
import { followDay } from "./followDay.ts";
import { followRules } from "./followRules.ts";
import { readLastView, writeLastView } from "./lastView.ts";
import { createQueue, type Queue } from "./queue.ts";
import { openSession, type SessionStore } from "./sessionStore.ts";

/** The window: which room, which document, which edition, template, page and frame somebody looks at. */

export const ROOMS = ["start", "design", "localise", "review", "export"] as const;
export type Room = (typeof ROOMS)[number];

/** What is looked at inside an open document. */
export interface Looking {
  /** BCP 47 tag. */
  readonly edition: string;
  readonly template: string;
  /** Index into the template's pages. */
  readonly page: number;
  /** Frame id on that page, or null where nothing is selected. */
  readonly frame: string | null;
}

export interface OpenCampaign {
  readonly session: SessionStore;
  readonly pack: TemplatePack;
}

/** Something that was done or went wrong, shown until it is read. */
export interface Notice {
  readonly id: number;
  readonly tone: "done" | "failed";
  /** A failure keeps its code, and is said in the interface's language where that knows the code. */
  readonly error: StudioError | null;
  /** Key of a text, for what was done. */
  readonly text: string | null;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface AppState {
  readonly settings: Settings;
  readonly language: InterfaceLanguage;
  /** ISO date of the host: against it sources and consents expire. */
  readonly today: string;
  /** Counts how often the gate may have become another: team list, trusted keys, registry, packs. */
  readonly rules: number;
  readonly room: Room;
  readonly open: OpenCampaign | null;
  readonly looking: Looking | null;
  /** Id of the remark whose thread is open, wherever it is shown; null where none is. */
  readonly remark: string | null;
  readonly notices: readonly Notice[];
  /** A dialog over the rooms. */
  readonly dialog: "palette" | "settings" | "registry" | "open" | "new" | "saveAs" | "merge" | "mergeFile" | null;
  /** Part of it that is shown first; null for what it shows by itself. */
  readonly dialogTab: string | null;
}

export interface App {
  readonly store: StoreApi<AppState>;
  readonly client: Client;
  readonly host: CallOutput<"host.describe">;
  readonly typeset: TypesetClient;
  readonly pictures: PictureStore;
  /** What waits for this person, across documents. */
  readonly queue: Queue;
  readonly enter: (room: Room) => void;
  readonly look: (change: Partial<Looking>) => void;
  /** @param tab part of it that is shown first. */
  readonly showDialog: (dialog: AppState["dialog"], tab?: string) => void;
  readonly changeSettings: (change: CallInput<"settings.change">) => Promise<void>;
  /** Opens what a call gave, in place of the document that was open; its unsaved changes stay recoverable. */
  readonly show: (state: SessionState, room?: Room) => Promise<void>;
  readonly openDocument: (handle: string) => Promise<void>;
  readonly createDocument: (input: CallInput<"documents.create">) => Promise<void>;
  /** True where it is in a file now; false where the person cancelled. */
  readonly save: () => Promise<boolean>;
  readonly closeDocument: (discard?: boolean) => Promise<void>;
  /** Shows a failure; anything that is not a `StudioError` is a fault of ours and says so. */
  readonly report: (error: unknown) => void;
  readonly say: (text: string, values?: Notice["values"]) => void;
  readonly dismiss: (notice: number) => void;
  /** Runs an action and reports its failure. */
  readonly attempt: (action: () => unknown) => void;
}

/** Asks the host who it is, and readies the typesetter. */
export async function startApp(client: Client): Promise<App> {
  const [host, settings] = await Promise.all([client.call("host.describe", {}), client.call("settings.read", {})]);
  const typeset = createTypesetClient(client, host.engine, openTypesetWorker());
  // In a browser the person's languages are the browser's; the machine may be a server's.
  const spoken = host.host === "browser" ? navigator.languages : host.languages;
  const store = createStore<AppState>(() => ({
    settings,
    language: interfaceLanguage(settings.language, spoken),
    today: host.today,
    rules: 0,
    room: "start",
    open: null,
    looking: null,
    remark: null,
    notices: [],
    dialog: null,
    dialogTab: null,
  }));
  let notices = 0;

  const notify = (notice: Omit<Notice, "id">) => {
    notices += 1;
    const id = notices;
    // The newest three: more would cover the page.
    store.setState((state) => ({ notices: [...state.notices, { ...notice, id }].slice(-3) }));
  };
  const report = (error: unknown) => {
    const known =
      error instanceof StudioError
        ? error
        : new StudioError("manara/fault", "failure", error instanceof Error ? error.message : String(error), {
            hint: "This is a fault in Manara: report it.",
          });
    // Calling something off is no failure.
    if (known.code !== "contract/cancelled") notify({ tone: "failed", error: known, text: null, values: {} });
  };
  const takeSettings = (next: Settings) =>
    store.setState({ settings: next, language: interfaceLanguage(next.language, spoken) });

  client.on("settings.changed", takeSettings);
  const takeUpkeep = async ({ pack, upkeep }: EventValue<"registry.changed">) => {
    const fresh = await typeset.takeUpkeep(pack, upkeep);
    if (fresh === null) return;
    store.setState(({ open }) => (open?.pack.id === pack ? { open: { ...open, pack: fresh } } : {}));
  };

  client.on("registry.changed", (event) => void takeUpkeep(event).catch(report));
  followRules(client, window, () => store.setState(({ rules }) => ({ rules: rules + 1 })), report);
  followDay(client, (today) => store.setState({ today }), report);
  client.on("host.documentChosen", ({ handle }) => app.attempt(() => app.openDocument(handle)));

  const app: App = {
    store,
    client,
    host,
    typeset,
    pictures: createPictureStore(client),
    queue: createQueue(client),
    enter: (room) => store.setState((state) => ({ room: state.open === null ? "start" : room, dialog: null })),
    look: (change) =>
      store.setState(({ looking, open }) => {
        if (looking === null || open === null) return {};
        const next = { ...looking, ...change };
        const moved = next.template !== looking.template;
        return { looking: moved ? { ...next, page: change.page ?? 0, frame: change.frame ?? null } : next };
      }),
    showDialog: (dialog, tab) => store.setState({ dialog, dialogTab: tab ?? null }),
    changeSettings: async (change) => takeSettings(await client.call("settings.change", change)),
    async show(state, room = "design") {
      const before = store.getState().open;
      const pack = await typeset.load(state.document.pack.id);
      if (before?.session.id === state.session) before.session.take(state);
      else await app.closeDocument();
      const open =
        before?.session.id === state.session
          ? before
          : { session: openSession(client, host.client, pack, state, report), pack };
      store.setState({ open, room, looking: firstLook(state, pack, store.getState().language), dialog: null });
    },
    openDocument: async (handle) => app.show(await client.call("documents.open", { handle })),
    async createDocument(input) {
      const pack = await typeset.load(input.pack);
      const template = pack.templates.find(({ id }) => id === input.template);
      const title = template?.title[store.getState().language];
      // Named in the person's own language, unless they gave it a name.
      await app.show(await client.call("documents.create", { ...(title === undefined ? {} : { title }), ...input }));
    },
    async save() {
      const { open } = store.getState();
      if (open === null) return false;
      await open.session.settle();
      const state = await client.call("documents.save", { session: open.session.id });
      if (state === null) return false;
      open.session.take(state);
      app.say("app:saved", { name: state.name ?? "" });
      return true;
    },
    async closeDocument(discard = false) {
      const { open } = store.getState();
      if (open === null) return;
      await open.session.settle();
      open.session.dispose();
      store.setState({ open: null, looking: null, room: "start" });
      await client.call("documents.close", { session: open.session.id, discard });
    },
    report,
    say: (text, values = {}) => notify({ tone: "done", error: null, text, values }),
    dismiss: (id) => store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    attempt(action) {
      try {
        const result = action();
        if (result instanceof Promise) result.catch(report);
      } catch (error) {
        report(error);
      }
    },
  };
  const keepView = () => {
    const { open, room, looking } = store.getState();
    writeLastView(open === null || looking === null ? null : { session: open.session.id, room, looking });
  };
  const keepViews = () => {
    keepView();
    store.subscribe(keepView);
  };
  // Whatever happens before the last view is shown again must not write over it.
  app.attempt(() => resume(app).finally(keepViews));
  return app;
}

/** The document that the window was opened for; after a reload, the one that was open, if the host still holds it. */
async function resume(app: App): Promise<void> {
  const offered = await app.client.call("host.takeDocument", {});
  if (offered !== null) return app.openDocument(offered.handle);
  const last = readLastView();
  if (last === null) return;
  try {
    await app.show(await app.client.call("documents.state", { session: last.session }), last.room);
    app.look(last.looking);
  } catch (error) {
    // The host closed it meanwhile; what was not saved is offered by Start.
    if (!(error instanceof StudioError && error.code === "document/unknown-session")) throw error;
  }
}

/** The edition of the interface's language where the document has one, else its first; the first template and page. */
function firstLook({ document }: SessionState, pack: TemplatePack, language: InterfaceLanguage): Looking {
  const tags = pack.editions.map(({ tag }) => tag).filter((tag) => document.editions[tag] !== undefined);
  const edition = tags.find((tag) => tag.startsWith(`${language}-`)) ?? tags[0] ?? pack.editions[0]?.tag ?? "en-VN";
  return { edition, template: document.templates[0] ?? "", page: 0, frame: null };
}
