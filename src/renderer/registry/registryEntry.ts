import { CircleCheck, CircleHelp, CircleSlash, Clock, Image, type LucideIcon, TriangleAlert } from "lucide-react";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import type { Tone } from "../ui/status/Tag.tsx";

/** An entry of the registry → how its state looks, and what it is called in a list. */

export const ENTRY_LOOKS: Readonly<Record<RegistryItem["state"], { readonly tone: Tone; readonly icon: LucideIcon }>> =
  {
    changed: { tone: "danger", icon: TriangleAlert },
    due: { tone: "warn", icon: Clock },
    never: { tone: "warn", icon: CircleHelp },
    confirmed: { tone: "ok", icon: CircleCheck },
    listed: { tone: "neutral", icon: Image },
    withdrawn: { tone: "danger", icon: CircleSlash },
  };

export type RegistryTab = RegistryItem["kind"];
export const REGISTRY_TABS: readonly RegistryTab[] = ["helpline", "fact", "picture"];

export function entryKey({ kind, id }: Pick<RegistryItem, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** Somebody has to look at it. */
export function isOverdue({ state }: RegistryItem): boolean {
  return state === "due" || state === "never" || state === "changed";
}

/** Found by what it says, its number in any spelling, its country's tag or who keeps it. */
export function matchesSearch(entry: RegistryItem, language: "en" | "vi" | "ar", typed: string): boolean {
  const wanted = fold(typed);
  if (wanted === "") return true;
  const digits = wanted.replace(/[\s().+-]/g, "");
  const number = entry.number?.replace(/[\s().+-]/g, "") ?? "";
  if (/^\d+$/.test(digits) && number.includes(digits)) return true;
  const texts = [entry.name[language], entry.number ?? "", entry.country ?? "", entry.owner ?? "", entry.source];
  return fold(texts.join("\n")).includes(wanted);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
