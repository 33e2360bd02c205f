import { ImagePlus, ImageUp, ShieldCheck, Trash2, UserCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Slot } from "../../../shared/pack/templatePack.ts";
import { dateName, editionName } from "../../i18n/names.ts";
import { useApp, useAppState, useLooking, useOpen, useSession } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { TextField } from "../../ui/fields/TextField.tsx";
import { Progress } from "../../ui/status/Progress.tsx";
import { FocusPicker } from "./FocusPicker.tsx";
import styles from "./Picture.module.css";
import { PictureDialog } from "./PictureDialog.tsx";
import { removeEdit } from "./placePicture.ts";

/** The picture of a slot: choose, crop, describe, who agreed, take away. */

interface Props {
  readonly slot: Slot;
  readonly isUploading: boolean;
  readonly onFile: (slot: string, file: File) => void;
}

const TYPES = ["image/jpeg", "image/png", "image/webp"];

export function PictureControls({ slot, isUploading, onFile }: Props) {
  const { t } = useTranslation("design");
  const app = useApp();
  const { session } = useOpen();
  const language = useAppState((state) => state.language);
  const placement = useSession(({ document }) => document.placements[slot.id]);
  const picture = useSession(({ document }) => document.pictures[placement?.digest ?? ""]);
  const [asking, setAsking] = useState(false);
  if (isUploading) return <Progress label={t("picture.uploading")} />;
  const choose = (label: string, icon: typeof ImagePlus) => (
    <FileTrigger
      acceptedFileTypes={TYPES}
      onSelect={(files) => {
        const [file] = files ?? [];
        if (file !== undefined) onFile(slot.id, file);
      }}
    >
      <Button icon={icon}>{label}</Button>
    </FileTrigger>
  );
  if (placement === undefined || picture === undefined) {
    return (
      <div className={styles.fields}>
        <p className={styles.hint}>{t("picture.none")}</p>
        {choose(t("picture.choose"), ImagePlus)}
      </div>
    );
  }
  const { consent } = picture;
  return (
    <div className={styles.fields}>
      <FocusPicker slot={slot.id} placement={placement} picture={picture} />
      <p className={styles.hint} dir="auto">
        {t("picture.facts", { name: picture.name, width: picture.width, height: picture.height })}
      </p>
      <AltText slot={slot.id} />
      <div className={styles.consent}>
        {consent === null ? <ShieldCheck size={16} aria-hidden="true" /> : <UserCheck size={16} aria-hidden="true" />}
        <p>
          {consent === null
            ? t("consent.nobody")
            : t("consent.until", { person: consent.person, date: dateName(consent.expires, language) })}
        </p>
        <Button variant="quiet" onPress={() => setAsking(true)}>
          {t("consent.change")}
        </Button>
      </div>
      <div className={styles.actions}>
        {choose(t("picture.replace"), ImageUp)}
        <Button
          variant="danger"
          icon={Trash2}
          onPress={() => app.attempt(() => session.edit(removeEdit(session.store.getState().document, slot.id)))}
        >
          {t("picture.remove")}
        </Button>
      </div>
      {asking && (
        <PictureDialog
          picture={{ slot: slot.id, digest: placement.digest, picture }}
          placed
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function AltText({ slot }: { readonly slot: string }) {
  const { t } = useTranslation("design");
  const app = useApp();
  const { session } = useOpen();
  const { edition } = useLooking();
  const language = useAppState((state) => state.language);
  const text = useSession(({ document }) => document.placements[slot]?.alt[edition] ?? "");
  const [typed, setTyped] = useState(text);
  const writing = useRef(false);
  useEffect(() => {
    if (!writing.current) setTyped(text);
  }, [text]);
  const draft = (value: string) => {
    setTyped(value);
    const placement = session.store.getState().document.placements[slot];
    if (placement === undefined) return;
    app.attempt(() =>
      session.draft({
        kind: "place-picture",
        slot,
        placement: { ...placement, alt: { ...placement.alt, [edition]: value } },
      }),
    );
  };
  return (
    <TextField
      label={t("picture.alt", { edition: editionName(edition, language) })}
      description={t("picture.altHint")}
      value={typed}
      onChange={draft}
      onFocus={() => {
        writing.current = true;
      }}
      onBlur={() => {
        writing.current = false;
        session.commit();
      }}
      lang={edition}
      multiline
      rows={3}
      maxLength={1000}
    />
  );
}
