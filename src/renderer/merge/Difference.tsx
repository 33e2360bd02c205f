import type { ReactNode } from "react";
import { directionOfText } from "../../shared/base/locale.ts";
import type { MergeContent } from "../../shared/contract/mergeCalls.ts";
import type { ReportedChange } from "../../shared/document/mergeReport.ts";
import { plainFromRich } from "../../shared/document/plainText.ts";
import { wordDifference } from "../../shared/localise/words/wordDifference.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { localeOf } from "../i18n/names.ts";
import { useAppState, useOpen } from "../state/hooks.ts";
import looks from "../ui/Looks.module.css";
import { WordDifference } from "../ui/status/WordDifference.tsx";

/** What stands in two copies where something changed, in one text, word by word; something else where that would tell nothing. */

/** Share of the longer text. */
const LEAST_SHARED = 0.4;

export interface Props {
  readonly before: MergeContent;
  readonly after: MergeContent;
  readonly change: ReportedChange;
  /** Read aloud and shown before the text; absent where that stands there already. */
  readonly label?: string;
  /** Shown where either is no text, or the texts have little in common. */
  readonly children?: ReactNode;
}

export function Difference({ before, after, change, label, children = null }: Props) {
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const edition = "edition" in change ? change.edition : null;
  const [was, is] = [textOf(before, edition, pack), textOf(after, edition, pack)];
  if (was === null || is === null || was === "" || is === "") return children;
  const changes = wordDifference(was, is);
  const shared = changes.filter(({ kind }) => kind === "same").reduce((sum, { text }) => sum + text.length, 0);
  // Two texts with little in common read better side by side than through each other.
  if (shared < LEAST_SHARED * Math.max(was.length, is.length)) return children;
  const direction = pack.editions.find(({ tag }) => tag === edition)?.direction ?? directionOfText(is);
  return (
    <div>
      {label !== undefined && <p className={looks.quiet}>{label}</p>}
      <WordDifference changes={changes} edition={edition ?? localeOf(language)} direction={direction} />
    </div>
  );
}

function textOf(content: MergeContent, edition: string | null, pack: TemplatePack): string | null {
  if (content.kind === "text") return content.text;
  return content.kind === "words" && edition !== null ? plainFromRich(content.words, pack, edition).join("\n") : null;
}
