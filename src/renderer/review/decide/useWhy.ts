import { useTranslation } from "react-i18next";
import type { Decision } from "../../../shared/approve/approval.ts";
import type { TeamState } from "../../../shared/contract/teamCalls.ts";
import { dateName, editionName, isolateValue } from "../../i18n/names.ts";
import { useAppState } from "../../state/hooks.ts";
import type { WhyNot } from "./choices.ts";

/** Why this person cannot take a decision, in their own language, and what would help. */
export function useWhy(team: TeamState | null): (refusal: WhyNot, decision: Decision) => string {
  const { t } = useTranslation("review");
  const language = useAppState((state) => state.language);
  return ({ code, values }, decision) => {
    const list = new Intl.ListFormat(language);
    const name = isolateValue(team?.name ?? "");
    if (code === "keys/none") return t("why.noKey", { team: name });
    if (code === "approve/wrong-role") return t(`why.role.${decision}`);
    if (code === "approve/wrong-edition") {
      const editions = (team?.mine?.editions ?? []).map((tag) => isolateValue(editionName(tag, language)));
      return t("why.edition", { editions: list.format(editions) });
    }
    if (code === "approve/not-trusted") return t("why.notListed", { team: name });
    if (code === "approve/key-revoked") return t("why.revoked");
    if (code === "approve/team-expired") {
      return t("why.expired", { until: dateName(String(values.until ?? team?.valid.until ?? ""), language) });
    }
    return t("why.other");
  };
}
