import { clsx } from "clsx";
import { useState } from "react";
import { CheckboxGroup, Label } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import type { Template, TemplatePack } from "../../shared/pack/templatePack.ts";
import { editionName } from "../i18n/names.ts";
import { useSizeText } from "../pieces/useSizeText.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { usePacks } from "../state/usePacks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { Choice } from "../ui/fields/Choice.tsx";
import { Switch } from "../ui/fields/Switch.tsx";
import { TextField } from "../ui/fields/TextField.tsx";
import { Tick } from "../ui/fields/Tick.tsx";
import looks from "../ui/Looks.module.css";
import { Progress } from "../ui/status/Progress.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import styles from "./NewDialog.module.css";

/** A new campaign: from which template, what it is called, for whom. */

export interface Props {
  readonly pack?: TemplatePack;
  readonly template?: Template;
  readonly onClose?: () => void;
}

export function NewDialog(props: Props) {
  const { t } = useTranslation("start");
  const app = useApp();
  const { packs } = usePacks();
  const close = props.onClose ?? (() => app.showDialog(null));
  // Whoever comes from a template has its pack already.
  const known = packs ?? (props.pack === undefined ? [] : [props.pack]);
  const all = known.flatMap((pack) => pack.templates.map((template) => ({ pack, template })));
  const [key, setKey] = useState(() => keyOf(props.pack, props.template));
  const chosen = all.find(({ pack, template }) => keyOf(pack, template) === key) ?? all[0];
  if (chosen === undefined) {
    return (
      <Dialog title={t("newTitle")} onClose={close}>
        <Progress label={t("loading")} />
      </Dialog>
    );
  }
  return (
    <Form key={keyOf(chosen.pack, chosen.template)} choices={all} chosen={chosen} onChoose={setKey} onClose={close} />
  );
}

interface Choosing {
  readonly pack: TemplatePack;
  readonly template: Template;
}

interface FormProps {
  readonly choices: readonly Choosing[];
  readonly chosen: Choosing;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

function Form({ choices, chosen, onChoose, onClose }: FormProps) {
  const { t } = useTranslation("start");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const sizeText = useSizeText();
  const { pack, template } = chosen;
  const { value: sampleDocument } = useCall("packs.sample", { id: pack.id, template: template.id });
  const [title, setTitle] = useState(template.title[language]);
  const [sample, setSample] = useState(true);
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const [isPending, setPending] = useState(false);
  const usual = filledEditions(sampleDocument);
  const filled = sample ? usual : [];
  const editions = [...new Set([...(wanted ?? usual), ...filled])];
  const create = () =>
    app.attempt(async () => {
      setPending(true);
      try {
        const name = title.trim();
        await app.createDocument({
          pack: pack.id,
          template: template.id,
          ...(name === "" ? {} : { title: name }),
          editions: editions.filter((tag) => !filled.includes(tag)),
          sample,
        });
        onClose();
        if (!app.store.getState().settings.welcomed) await app.changeSettings({ welcomed: true });
      } finally {
        setPending(false);
      }
    });
  return (
    <Dialog
      title={t("newTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button variant="primary" onPress={create} isPending={isPending} isDisabled={editions.length === 0}>
            {t("create")}
          </Button>
        </>
      }
    >
      <div className={looks.form}>
        <Choice
          label={t("template")}
          items={choices.map((one) => ({
            id: keyOf(one.pack, one.template),
            label: one.template.title[language],
            description: sizeText(one.template),
          }))}
          value={keyOf(pack, template)}
          onChange={onChoose}
        />
        <TextField label={t("documentTitle")} value={title} onChange={setTitle} maxLength={300} autoFocus />
        <Switch label={t("sample")} description={t("sampleText")} isSelected={sample} onChange={setSample} />
        <CheckboxGroup
          value={editions}
          onChange={setWanted}
          isInvalid={editions.length === 0}
          className={clsx(styles.group)}
        >
          <Label className={clsx(styles.label)}>{t("editions")}</Label>
          {pack.editions.map(({ tag }) => (
            <Tick key={tag} value={tag} isDisabled={filled.includes(tag)}>
              <span className={styles.edition}>
                {editionName(tag, language)}{" "}
                <span className={looks.quiet}>{filled.includes(tag) ? t("withWords") : t("empty")}</span>
              </span>
            </Tick>
          ))}
          {editions.length === 0 && <p className={styles.error}>{t("editionNeeded")}</p>}
        </CheckboxGroup>
      </div>
    </Dialog>
  );
}

function keyOf(pack: TemplatePack | undefined, template: Template | undefined): string {
  return `${pack?.id ?? ""}/${template?.id ?? ""}`;
}

function filledEditions(document: CampaignDocument | null): readonly string[] {
  return document === null ? [] : Object.keys(document.editions);
}
