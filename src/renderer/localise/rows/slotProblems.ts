import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { slotsOfFrame } from "../../checks/slotFrames.ts";

/** Diagnostics of an edition → slot → those about its words, or about a frame that shows them. */
export function problemsBySlot(
  diagnostics: readonly Diagnostic[],
  pack: TemplatePack,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    for (const slot of slotsOf(one, pack)) {
      const known = found.get(slot);
      if (known === undefined) found.set(slot, [one]);
      else known.push(one);
    }
  }
  return found;
}

function slotsOf({ at }: Diagnostic, pack: TemplatePack): readonly string[] {
  if (at?.slot !== undefined) return [at.slot];
  if (at?.frame === undefined) return [];
  const pages = pack.templates.find(({ id }) => id === at.template)?.pages ?? [];
  const frames = pages.filter(({ id }) => id === at.page).flatMap((page) => page.frames);
  const frame = frames.find(({ id }) => id === at.frame);
  return frame === undefined ? [] : slotsOfFrame(frame);
}

/** The next of `slots` that is in `wanted`, after `from` and round again; null where there is none. */
export function nextSlot(
  slots: readonly string[],
  wanted: (slot: string) => boolean,
  from: string | null,
  step: 1 | -1,
): string | null {
  const here = from === null ? (step === 1 ? -1 : slots.length) : slots.indexOf(from);
  for (let count = 1; count <= slots.length; count += 1) {
    const index = (((here + step * count) % slots.length) + slots.length) % slots.length;
    const slot = slots[index];
    if (slot !== undefined && wanted(slot)) return slot;
  }
  return null;
}
