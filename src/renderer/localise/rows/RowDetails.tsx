import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { remarksOfSlot } from "../../../shared/document/remarks.ts";
import { NO_NAME } from "../../../shared/localise/units/unitEdits.ts";
import { useMend } from "../../checks/useMend.ts";
import type { SlotHandle } from "../../editor/SlotEditor.tsx";
import type { WordRange } from "../../editor/wordMarks.ts";
import { dateName, isolateValue } from "../../i18n/names.ts";
import { useApp, useSession } from "../../state/hooks.ts";
import looks from "../../ui/Looks.module.css";
import { Remarks } from "./Remarks.tsx";
import { RowFindings } from "./RowFindings.tsx";
import type { RowHandle, RowProps } from "./rowProps.ts";
import { Suggestions } from "./Suggestions.tsx";
import type { SourceTerm } from "./sourceTerms.ts";
import { Terms } from "./Terms.tsx";
import { type Suggestion, useSuggestions } from "./useSuggestions.ts";
import { mendable, nextRange } from "./wordFindings.ts";

/** Under the row that is being written: findings, terms, suggestions, remarks, and who wrote and reviewed the words. */

interface Props extends RowProps {
  readonly terms: readonly SourceTerm[];
  readonly caret: WordRange | null;
  /** Null until the editor is there, and where the words are locked. */
  readonly editor: SlotHandle | null;
}

export function RowDetails(props: Props) {
  const { placed, pack, language, source, target, status, findings, terms, caret, editor, actions, onHandle } = props;
  const { slot, locked } = placed;
  const { attempt } = useApp();
  const allRemarks = useSession((view) => view.document.comments);
  const document = useSession((view) => view.document);
  const mend = useMend();
  const suggestions = useSuggestions({
    edition: target.tag,
    slot: slot.id,
    source: locked ? null : (source?.tag ?? null),
    sourceWords: props.sourceWords,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: remarks of a slot change with all remarks alone
  const remarks = useMemo(() => remarksOfSlot(document, target.tag, slot.id), [allRemarks, target, slot]);
  const take = ({ segment, match }: Suggestion) => actions.accept(slot.id, segment, match.target);
  const writeTerm = (term: SourceTerm) => editor?.insert(term.approved[0] ?? "");
  const handle: RowHandle = {
    isReady: editor !== null,
    mend: () => {
      const one = mendable(findings, caret);
      if (one !== null) attempt(() => mend(one));
    },
    takeSuggestion: (index: number) => {
      const one = suggestions[index];
      if (one !== undefined) take(one);
    },
    writeTerm: (index: number) => {
      const one = terms[index];
      if (one !== undefined) writeTerm(one);
    },
    toFinding: (step: 1 | -1) => {
      const next = nextRange(findings, caret, step);
      if (next === null || editor === null) return false;
      editor.select(next);
      return true;
    },
    toFirstFinding: () => {
      const first = nextRange(findings, null, 1);
      if (first !== null) editor?.select(first);
    },
  };
  const now = useRef(handle);
  now.current = handle;
  useEffect(() => {
    onHandle({
      isReady: editor !== null,
      mend: () => now.current.mend(),
      takeSuggestion: (index) => now.current.takeSuggestion(index),
      writeTerm: (index) => now.current.writeTerm(index),
      toFinding: (step) => now.current.toFinding(step),
      toFirstFinding: () => now.current.toFirstFinding(),
    });
    return () => onHandle(null);
  }, [onHandle, editor]);
  return (
    <>
      {findings.length > 0 && (
        <RowFindings
          findings={findings}
          pack={pack}
          language={language}
          caret={caret}
          onMend={(one) => attempt(() => mend(one))}
          onSelect={(range) => editor?.select(range)}
        />
      )}
      {source !== null && <Terms terms={terms} source={source} target={target} onWrite={writeTerm} />}
      {source !== null && (
        <Suggestions
          suggestions={suggestions}
          source={source}
          target={target}
          pack={pack}
          language={language}
          onTake={take}
        />
      )}
      <Remarks
        title={slot.title[language]}
        remarks={remarks}
        language={language}
        onSay={(remark, text, sent) => actions.say(slot.id, remark, text, sent)}
        onResolve={actions.resolve}
      />
      <People status={status} language={language} />
    </>
  );
}

function People({ status: { by, at, reviewed }, language }: Pick<RowProps, "status" | "language">) {
  const { t } = useTranslation("localise");
  const said = (key: "writtenBy" | "reviewedBy", who: string, when: string) =>
    t(key, { by: isolateValue(who === NO_NAME ? t("somebody") : who), at: dateName(when, language, "moment") });
  const parts = [
    by === null || at === null ? null : said("writtenBy", by, at),
    reviewed === null ? null : said("reviewedBy", reviewed.by, reviewed.at),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <p className={looks.quiet}>{parts.join(" · ")}</p>;
}
