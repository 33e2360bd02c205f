import { clsx } from "clsx";
import { LayoutGrid, PackageOpen } from "lucide-react";
import { useState } from "react";
import { Button, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Template, TemplatePack } from "../../shared/pack/templatePack.ts";
import { editionFor } from "../i18n/names.ts";
import { useSizeText } from "../pieces/useSizeText.ts";
import { useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import page from "../ui/surfaces/LongPage.module.css";
import styles from "./Card.module.css";
import { FORMATS, type Format, formatOf } from "./format.ts";
import { NewDialog } from "./NewDialog.tsx";
import { Blank, Thumbnail } from "./Thumbnail.tsx";

/** Every template as the page that it makes, in the language of the interface. */

interface Choice {
  readonly pack: TemplatePack;
  readonly template: Template;
}

export function Gallery({ packs }: { readonly packs: readonly TemplatePack[] }) {
  const { t } = useTranslation("start");
  const [filter, setFilter] = useState<Format | "all">("all");
  const [chosen, setChosen] = useState<Choice | null>(null);
  const all = packs.flatMap((pack) => pack.templates.map((template) => ({ pack, template })));
  const present = FORMATS.filter((format) => all.some(({ template }) => formatOf(template) === format));
  const shown = all.filter(({ template }) => filter === "all" || formatOf(template) === filter);
  return (
    <section aria-labelledby="gallery" className={looks.section}>
      <div className={page.row}>
        <h2 id="gallery" className={page.heading}>
          <LayoutGrid size={18} aria-hidden="true" />
          {t("gallery.title")}
        </h2>
        <ToggleButtonGroup
          aria-label={t("gallery.filter")}
          selectedKeys={[filter]}
          onSelectionChange={([key]) => setFilter(present.find((format) => format === key) ?? "all")}
          disallowEmptySelection
          className={clsx(page.filters)}
        >
          {(["all", ...present] as const).map((format) => (
            <ToggleButton key={format} id={format} className={clsx(page.filter)}>
              {t(`formats.${format}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {all.length === 0 ? (
        <EmptyState icon={PackageOpen} title={t("gallery.none")} text={t("gallery.noneText")} />
      ) : (
        <ul className={styles.cards}>
          {shown.map(({ pack, template }) => (
            <li key={`${pack.id} ${template.id}`}>
              <Card choice={{ pack, template }} onChoose={setChosen} />
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && <NewDialog pack={chosen.pack} template={chosen.template} onClose={() => setChosen(null)} />}
    </section>
  );
}

function Card({ choice, onChoose }: { readonly choice: Choice; readonly onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation("start");
  const { pack, template } = choice;
  const language = useAppState((state) => state.language);
  const sizeText = useSizeText();
  const { value: sample } = useCall("packs.sample", { id: pack.id, template: template.id });
  return (
    <Button className={clsx(styles.card)} onPress={() => onChoose(choice)}>
      {sample === null ? (
        <Blank />
      ) : (
        <Thumbnail
          document={sample}
          template={template.id}
          edition={editionFor(sample, language)}
          label={template.title[language]}
        />
      )}
      <span className={styles.caption}>
        <span className={looks.name}>{template.title[language]}</span>
        <span className={looks.quiet}>
          {t("gallery.caption", { format: t(`formats.${formatOf(template)}`), size: sizeText(template) })}
        </span>
      </span>
    </Button>
  );
}
