import { ArrowLeftRight, FileDown, FileUp, Plus, UserPen } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../shared/base/locale.ts";
import { editionName } from "../i18n/names.ts";
import { useAppState, useOpen, useSession } from "../state/hooks.ts";
import { Menu } from "../ui/actions/Menu.tsx";
import { Choice } from "../ui/fields/Choice.tsx";
import { DigitsChoice } from "./DigitsChoice.tsx";
import styles from "./EditionBar.module.css";
import type { Work } from "./rows/rowState.ts";
import { editionWork } from "./rows/useRows.ts";
import { WorkBar } from "./WorkBar.tsx";

/** From which edition into which, how far that is, and the way out to translators and back. */

export interface Props {
  /** Editions of the document, and tags of those that it lacks. */
  readonly present: readonly Edition[];
  readonly absent: readonly string[];
  readonly edition: string;
  readonly source: Edition | null;
  readonly work: Work;
  readonly onSource: (tag: string) => void;
  readonly onEdition: (tag: string) => void;
  readonly onAdd: (tag: string) => void;
  readonly onSaveWords: (format: "xliff" | "xliff12" | "csv") => void;
  readonly onImport: () => void;
  readonly onName: () => void;
}

export function EditionBar(props: Props) {
  const { present, absent, edition, source, work, onSource, onEdition, onAdd, onSaveWords, onImport, onName } = props;
  const { t } = useTranslation("localise");
  const { pack } = useOpen();
  const document = useSession((view) => view.document);
  const language = useAppState((state) => state.language);
  const far = useMemo(
    () =>
      new Map(
        present.map(({ tag }) => [tag, source === null ? null : editionWork(document, pack, tag, source.tag)] as const),
      ),
    [present, document, pack, source],
  );
  const target = present.find(({ tag }) => tag === edition);
  const described = (tag: string) => {
    if (tag === source?.tag) return t("sourceEdition");
    const known = far.get(tag);
    return known == null ? undefined : t("reviewedOf", { count: known.states.reviewed, total: known.total });
  };
  return (
    <div className={styles.bar}>
      {source !== null && present.length > 1 && (
        <Choice
          label={t("from")}
          items={present.map(({ tag }) => ({ id: tag, label: editionName(tag, language) }))}
          value={source.tag}
          onChange={onSource}
          className={styles.choice}
        />
      )}
      <Choice
        label={t("to")}
        items={present.map(({ tag }) => ({
          id: tag,
          label: editionName(tag, language),
          description: present.length > 1 ? described(tag) : undefined,
        }))}
        value={edition}
        onChange={onEdition}
        className={styles.choice}
      />
      {target !== undefined && <DigitsChoice edition={target} className={styles.digits} />}
      {absent.length > 0 && <AddEdition tags={absent} onAdd={onAdd} iconOnly />}
      {work.total > 0 && <WorkBar work={work} />}
      <Menu
        label={t("files")}
        icon={ArrowLeftRight}
        iconOnly
        variant="secondary"
        items={[
          { id: "xliff", label: t("export.xliff"), icon: FileDown, run: () => onSaveWords("xliff") },
          { id: "xliff12", label: t("export.xliff12"), icon: FileDown, run: () => onSaveWords("xliff12") },
          { id: "csv", label: t("export.csv"), icon: FileDown, run: () => onSaveWords("csv") },
          { id: "import", label: t("import.menu"), icon: FileUp, run: onImport },
          { id: "name", label: t("name.menu"), icon: UserPen, run: onName },
        ].filter(({ id }) => present.length > 1 || id === "name")}
      />
    </div>
  );
}

export interface AddProps {
  readonly tags: readonly string[];
  readonly onAdd: (tag: string) => void;
  readonly iconOnly?: boolean;
}

export function AddEdition({ tags, onAdd, iconOnly = false }: AddProps) {
  const { t } = useTranslation("localise");
  const language = useAppState((state) => state.language);
  return (
    <Menu
      label={t("add")}
      icon={Plus}
      iconOnly={iconOnly}
      variant="secondary"
      items={tags.map((tag) => ({ id: tag, label: editionName(tag, language), run: () => onAdd(tag) }))}
    />
  );
}
