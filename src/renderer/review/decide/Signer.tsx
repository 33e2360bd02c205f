import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../../shared/contract/contract.ts";
import type { Answer } from "../../state/useAnswer.ts";
import { TextField } from "../../ui/fields/TextField.tsx";
import looks from "../../ui/Looks.module.css";
import { Progress } from "../../ui/status/Progress.tsx";
import styles from "./DecideDialog.module.css";

/** Who signs: the person's own key, or the name and organisation for one that is made now. */

export interface Person {
  readonly name: string;
  readonly organisation: string;
}

export interface Props {
  readonly mine: Answer<CallOutput<"keys.mine">>;
  readonly person: Person;
  readonly onPerson: (person: Person) => void;
}

export function Signer({ mine, person, onPerson }: Props) {
  const { t } = useTranslation("review");
  if (mine.isLoading) return <Progress label={t("key")} />;
  if (mine.error !== null) return null;
  if (mine.value === null) {
    return (
      <>
        <TextField
          label={t("yourName")}
          description={t("yourNameText")}
          value={person.name}
          onChange={(name) => onPerson({ ...person, name })}
          maxLength={200}
          autoFocus
          isRequired
        />
        <TextField
          label={t("yourOrganisation")}
          value={person.organisation}
          onChange={(organisation) => onPerson({ ...person, organisation })}
          maxLength={200}
        />
      </>
    );
  }
  const { name, organisation } = mine.value;
  return (
    <p className={styles.signer}>
      <KeyRound size={16} aria-hidden="true" />
      <span>
        {t("signedAs")} <bdi className={looks.strong}>{name}</bdi>
        {organisation !== undefined && (
          <>
            {" · "}
            <bdi>{organisation}</bdi>
          </>
        )}
      </span>
    </p>
  );
}
