import { StudioError } from "../../../shared/base/errors.ts";
import { fromPoints } from "../../../shared/base/units.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import type { Expectations } from "../../preflight/rules/rule.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine, RenderedFile } from "../ports.ts";
import type { PrintProfile } from "./printProfile.ts";

/** A finished print PDF is read again, by code that did not write it, before it is delivered. */

/** @param profile that the print shop gave. Fails with `export/preflight-failed` and every reason. */
export async function passPreflight(
  machine: Pick<Machine, "preflight">,
  piece: Piece,
  file: RenderedFile,
  loaded: LoadedPack,
  profile: PrintProfile | null = null,
): Promise<void> {
  const ordered = profile === null ? {} : { profile: profile.digest, mostInk: profile.mostInk };
  const expected = { ...expectationsOf(piece, loaded), ...ordered };
  const { diagnostics, passed } = await machine.preflight(file.bytes, expected);
  if (passed) return;
  throw new StudioError(
    "export/preflight-failed",
    "content",
    `The print PDF of ${piece.template} in ${piece.edition.tag} is not fit for print, so it was not delivered.`,
    {
      hint: "Correct what is listed, then export again.",
      diagnostics: diagnostics.map((one) => ({
        ...one,
        edition: piece.edition.tag,
        place: `${piece.template} › ${one.place}`,
        at: { ...one.at, template: piece.template },
      })),
    },
  );
}

/** What was ordered: page sizes, bleed, and each helpline on the page where it was set. */
export function expectationsOf({ pages }: Piece, { pack }: LoadedPack): Expectations {
  const [first] = pages;
  const mm = (points: number) => fromPoints(points, "mm");
  const displays = new Map(pack.helplines.map(({ id, display }) => [id, display]));
  const helplines = pages.flatMap((page, at) => {
    const ids = page.items.flatMap((item) => (item.kind === "glyphs" && item.helpline ? [item.helpline] : []));
    return [...new Set(ids)].flatMap((id) => {
      const display = displays.get(id);
      return display === undefined ? [] : [{ page: at + 1, display }];
    });
  });
  return {
    pages: pages.length,
    ...(first ? { trimMm: [mm(first.width), mm(first.height)] as const, bleedMm: mm(first.bleed) } : {}),
    helplines,
  };
}
