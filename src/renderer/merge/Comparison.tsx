import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MergeChoices } from "../../shared/contract/mergeCalls.ts";
import { useApp, useOpen, useSession } from "../state/hooks.ts";
import { useAnswer } from "../state/useAnswer.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { Problem } from "../ui/status/Problem.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import { Approvals } from "./Approvals.tsx";
import { Conflicts } from "./Conflicts.tsx";
import { MergedChanges } from "./MergedChanges.tsx";
import type { ChosenCopy } from "./mergePreview.ts";
import { Summary } from "./Summary.tsx";

/** What merging will do, with everything that a person has to choose; nothing happens before "Merge". */

export interface Props {
  readonly copy: ChosenCopy;
  readonly title: string;
  /** To choose another copy; absent where there is no choice. */
  readonly onBack?: () => void;
  readonly onClose: () => void;
}

export function Comparison({ copy, title, onBack, onClose }: Props) {
  const { t } = useTranslation("merge");
  const app = useApp();
  const { session } = useOpen();
  const { other } = copy;
  // Whoever writes meanwhile, here or in another window, changes what there is to compare.
  const revision = useSession((view) => view.confirmed.revision);
  const [choices, setChoices] = useState<MergeChoices>({});
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isMerging, setMerging] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision asks again
  const ask = useCallback(
    async (signal: AbortSignal) => {
      await session.settle();
      return app.client.call("merge.preview", { session: session.id, other, choices }, { signal });
    },
    [app, session, other, choices, revision],
  );
  // Whatever was chosen meanwhile, it is one comparison: its last state stays until the next is there.
  const { value: preview, error: problem, again } = useAnswer("preview", ask);

  const undecided = preview?.conflicts.filter(({ name }) => choices[name] === undefined).length ?? 0;
  const isFile = other.from === "disk";
  const isNothing = preview !== null && preview.conflicts.length + preview.taken.length + preview.decisions.taken === 0;
  const merge = async () => {
    if (preview === null || isMerging) return;
    setMerging(true);
    setRefusal(null);
    try {
      await session.settle();
      const input = { session: session.id, other, choices, seen: preview.seen };
      session.take(await app.client.call("merge.apply", input));
      onClose();
      app.say("merge:done");
    } catch (error) {
      setRefusal(error);
      again();
    } finally {
      setMerging(false);
    }
  };
  const failed = problem ?? refusal;
  const isReady = preview !== null && problem === null && undecided === 0 && (!isNothing || isFile);
  return (
    <Dialog
      title={title}
      size={preview === null || isNothing ? "medium" : "large"}
      onClose={onClose}
      actions={
        <>
          {onBack !== undefined && <Button onPress={onBack}>{t("back")}</Button>}
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" isDisabled={!isReady} isPending={isMerging} onPress={() => app.attempt(merge)}>
            {t("merge")}
          </Button>
        </>
      }
    >
      <div className={looks.form}>
        <Problem error={failed} />
        {preview === null && failed === null && <Progress label={t("comparing")} />}
        {preview !== null && isNothing && <p role="status">{t(isFile ? "sameFile" : "same")}</p>}
        {preview !== null && !isNothing && (
          <>
            <Summary preview={preview} copy={copy} />
            {preview.conflicts.length > 0 && (
              <Conflicts conflicts={preview.conflicts} choices={choices} onChoose={setChoices} />
            )}
            {undecided === 0 && <Approvals key={preview.seen} session={session.id} other={other} choices={choices} />}
            {preview.taken.length > 0 && <MergedChanges taken={preview.taken} />}
          </>
        )}
      </div>
    </Dialog>
  );
}
