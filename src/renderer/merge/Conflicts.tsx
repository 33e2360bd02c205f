import { clsx } from "clsx";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { MergeChoices, MergeConflict, MergeVersion } from "../../shared/contract/mergeCalls.ts";
import { dateName, isolateValue } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import styles from "./Conflicts.module.css";
import { Content } from "./Content.tsx";
import { Difference } from "./Difference.tsx";
import { useChangeName } from "./useChangeName.ts";

/** Where both copies changed the same: both versions side by side, and whose shall hold. */

export interface Props {
  readonly conflicts: readonly MergeConflict[];
  readonly choices: MergeChoices;
  readonly onChoose: (choices: MergeChoices) => void;
}

const SIDES = ["ours", "theirs"] as const;
type Side = (typeof SIDES)[number];

export function Conflicts({ conflicts, choices, onChoose }: Props) {
  const { t } = useTranslation("merge");
  const done = conflicts.filter(({ name }) => choices[name] !== undefined).length;
  const all = (side: Side) => onChoose(Object.fromEntries(conflicts.map(({ name }) => [name, side])));
  return (
    <section aria-label={t("conflicts.title")} className={looks.section}>
      <div className={styles.bar}>
        <div className={looks.words}>
          <h3 className={looks.strong}>{t("conflicts.title")}</h3>
          <p className={looks.quiet}>{t("conflicts.text")}</p>
        </div>
        <p role="status" className={done === conflicts.length ? looks.ok : looks.warn}>
          {t("conflicts.decided", { done, all: conflicts.length })}
        </p>
        <Button onPress={() => all("ours")}>{t("conflicts.allOurs")}</Button>
        <Button onPress={() => all("theirs")}>{t("conflicts.allTheirs")}</Button>
      </div>
      {conflicts.map((conflict) => (
        <Conflict
          key={conflict.name}
          conflict={conflict}
          chosen={choices[conflict.name] ?? null}
          onChoose={(side) => onChoose({ ...choices, [conflict.name]: side })}
        />
      ))}
    </section>
  );
}

interface ConflictProps {
  readonly conflict: MergeConflict;
  readonly chosen: Side | null;
  readonly onChoose: (side: Side) => void;
}

function Conflict({ conflict, chosen, onChoose }: ConflictProps) {
  const { t } = useTranslation("merge");
  const changeName = useChangeName();
  const { change, ours, theirs, before } = conflict;
  const name = changeName(change);
  return (
    <article className={styles.conflict} aria-label={name}>
      <h4 className={looks.strong}>{name}</h4>
      <RadioGroup
        aria-label={name}
        value={chosen}
        onChange={(value) => {
          const side = SIDES.find((one) => one === value);
          if (side !== undefined) onChoose(side);
        }}
        orientation="horizontal"
        className={clsx(styles.versions)}
      >
        {SIDES.map((side) => {
          const version = side === "ours" ? ours : theirs;
          return (
            <Radio key={side} value={side} className={clsx(styles.version)}>
              <span className={styles.versionHead}>
                <span className={styles.dot} aria-hidden="true" />
                <span className={looks.strong}>{t(`conflicts.${side}`)}</span>
                <Who version={version} />
              </span>
              <Content content={version.content} change={change} />
            </Radio>
          );
        })}
      </RadioGroup>
      {before !== null && (
        <div>
          <p className={looks.quiet}>{t("conflicts.before")}</p>
          <Content content={before} change={change} />
        </div>
      )}
      <Difference before={ours.content} after={theirs.content} change={change} label={t("conflicts.difference")} />
    </article>
  );
}

function Who({ version: { by, at } }: { readonly version: MergeVersion }) {
  const { t } = useTranslation("merge");
  const language = useAppState((state) => state.language);
  if (by === null && at === null) return null;
  const when = at === null ? null : dateName(at, language, "moment");
  const words = by === null ? when : when === null ? by : t("conflicts.who", { name: isolateValue(by), when });
  return <span className={looks.quiet}>{words}</span>;
}
