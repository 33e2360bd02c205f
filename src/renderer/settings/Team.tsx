import { Check, FileCheck2, Upload, UsersRound } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { TeamState } from "../../shared/contract/teamCalls.ts";
import { useApp } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { Problem } from "../ui/status/Problem.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import dialog from "./SettingsDialog.module.css";
import styles from "./Team.module.css";
import { TeamView } from "./TeamView.tsx";

/** Who may decide what: the list that this machine trusts, and how a new one comes. */

/** Read, shown, and not trusted yet. */
interface Offered {
  readonly upload: string;
  readonly team: TeamState;
}

export function Team() {
  const { t } = useTranslation("settings");
  const app = useApp();
  const current = useCall("team.read", {});
  const [offered, setOffered] = useState<Offered | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isPending, setPending] = useState(false);
  const attempt = async (action: () => Promise<void>) => {
    setPending(true);
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  const read = (file: File | undefined) =>
    file !== undefined &&
    attempt(async () => {
      setOffered(null);
      const upload = await app.client.put(new Uint8Array(await file.arrayBuffer()));
      setOffered({ upload, team: await app.client.call("team.preview", { upload }) });
    });
  const trust = (upload: string) =>
    attempt(async () => {
      const { name } = await app.client.call("team.import", { upload });
      setOffered(null);
      current.again();
      app.say("settings:team.done", { name });
    });
  if (current.isLoading) return <Progress label={t("team.tab")} />;
  const failed = problem ?? current.error;
  return (
    <div className={dialog.fields}>
      <Problem error={failed} />
      {offered !== null ? (
        <>
          <div className={styles.offer} role="status">
            <p className={dialog.line}>
              <FileCheck2 size={20} aria-hidden="true" />
              <span className={looks.strong}>{t(current.value === null ? "team.trustFirst" : "team.trustNext")}</span>
            </p>
            <p>{t("team.trustText")}</p>
            <div className={dialog.line}>
              <Button variant="primary" icon={Check} isPending={isPending} onPress={() => void trust(offered.upload)}>
                {t("team.trust")}
              </Button>
              <Button autoFocus onPress={() => setOffered(null)}>
                {t("team.notThis")}
              </Button>
            </div>
          </div>
          <TeamView team={offered.team} />
        </>
      ) : (
        <>
          {current.value === null && current.error === null && <NoTeam />}
          {current.value !== null && <TeamView team={current.value} />}
          <FileTrigger acceptedFileTypes={[".json", "application/json"]} onSelect={(files) => void read(files?.[0])}>
            <Button icon={Upload} isPending={isPending} className={dialog.button}>
              {t(current.value === null ? "team.choose" : "team.chooseNext")}
            </Button>
          </FileTrigger>
        </>
      )}
    </div>
  );
}

/** What a list is for, and that one may work without. */
function NoTeam() {
  const { t } = useTranslation("settings");
  return (
    <>
      <p className={dialog.line}>
        <UsersRound size={20} aria-hidden="true" />
        <span className={looks.strong}>{t("team.none")}</span>
      </p>
      <p>{t("team.noneText")}</p>
      <ol className={styles.steps}>
        <li>{t("team.step1")}</li>
        <li>{t("team.step2")}</li>
        <li>{t("team.step3")}</li>
      </ol>
    </>
  );
}
