import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { hostCalls } from "../../../shared/contract/hostCalls.ts";
import { type Settings, settings as settingsSchema } from "../../../shared/settings/settings.ts";
import { sampleContent } from "../../services/document/content.ts";
import { newDocument } from "../../services/document/documents.ts";
import { displayFolder } from "../base/displayPath.ts";
import type { Emit } from "../base/events.ts";
import type { StudioHost } from "../base/ports.ts";
import { createTurns } from "../base/turns.ts";
import { noDialogs } from "../sessions/saving.ts";
import type { Offers } from "../shelves/offers.ts";
import type { PackShelf } from "../shelves/packShelf.ts";
import { knownAddress } from "./knownAddress.ts";

/** The calls about the host, its settings and its packs, answered. */

export interface HostContext {
  readonly host: StudioHost;
  readonly packs: PackShelf;
  readonly offers: Offers;
  readonly emit: Emit;
}

export function hostHandlers({ host, packs, offers, emit }: HostContext): Pick<Handlers, keyof typeof hostCalls> {
  const { machine, dialogs, settings } = host;
  const inTurn = createTurns();

  return {
    "host.describe": async (_, { client }) => ({
      engine: machine.engine,
      host: host.kind,
      dialogs: dialogs === null ? "listed" : "native",
      platform: host.platform,
      languages: [...host.languages],
      today: todayOf(machine.clock),
      folder: displayFolder(host.folder),
      client,
    }),
    "host.takeDocument": async (_, { client }) => offers.take(client),
    "host.openAddress": async ({ url }) => {
      const known = knownAddress(url, await packs.list());
      if (known === null) {
        throw new StudioError(
          "host/unknown-address",
          "usage",
          "This address is not in any pack, so it is not opened.",
          {
            hint: "Copy it into your browser if you trust it.",
          },
        );
      }
      if (dialogs === null) throw noDialogs();
      await dialogs.openAddress(known);
      return {};
    },

    "settings.read": async () => settings.read(),
    "settings.change": (change) =>
      inTurn(async () => {
        // What is undefined is not said.
        const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const next: Settings = settingsSchema.parse({ ...settings.read(), ...said });
        await settings.write(next);
        emit("settings.changed", next);
        return next;
      }),

    "packs.list": async () =>
      (await packs.list()).map(({ pack: { id, release, title, publisher, digest } }) => ({
        id,
        release,
        title: { en: title.en, vi: title.vi, ar: title.ar },
        publisher,
        digest,
      })),
    "packs.files": async ({ id }) => {
      const { loaded, digests } = await packs.get(id);
      const files = [...digests].map(([path, asset]) => ({ path, asset }));
      return { digest: loaded.pack.digest, files, upkeep: [...(loaded.upkeep ?? [])] };
    },
    "packs.sample": async ({ id, template }) => {
      const { loaded } = await packs.get(id);
      return newDocument(machine, loaded, template, "", sampleContent(loaded, template)).document;
    },
  };
}
