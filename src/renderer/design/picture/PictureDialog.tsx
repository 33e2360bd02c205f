import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionName } from "../../i18n/names.ts";
import { useApp, useAppState, useLooking, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { TextField } from "../../ui/fields/TextField.tsx";
import { Dialog } from "../../ui/surfaces/Dialog.tsx";
import { type ConsentDraft, ConsentFields, consentOf, NO_CONSENT } from "./ConsentFields.tsx";
import styles from "./Picture.module.css";
import { type NewPicture, placeEdit } from "./placePicture.ts";

/** What has to be known of a picture before a page shows it; afterwards, its consent alone. */

interface Props {
  readonly picture: NewPicture;
  /** It is on the page already. */
  readonly placed: boolean;
  readonly onClose: () => void;
}

export function PictureDialog({ picture: { slot, digest, picture }, placed, onClose }: Props) {
  const { t } = useTranslation(["design", "app"]);
  const app = useApp();
  const { session } = useOpen();
  const { edition } = useLooking();
  const language = useAppState((state) => state.language);
  const [alt, setAlt] = useState("");
  const [draft, setDraft] = useState<ConsentDraft>({
    recognisable: placed ? picture.consent !== null : null,
    consent: picture.consent ?? NO_CONSENT,
  });
  const consent = consentOf(draft);
  const keep = () => {
    if (consent === undefined) return;
    app.attempt(() => {
      const record = { ...picture, consent };
      const words: Record<string, string> = alt.trim() === "" ? {} : { [edition]: alt.trim() };
      const { document } = session.store.getState();
      session.edit(
        placed ? { kind: "set-picture", digest, picture: record } : placeEdit(document, slot, digest, record, words),
      );
    });
    onClose();
  };
  return (
    <Dialog
      title={placed ? t("consent.title") : t("picture.newTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("app:cancel")}</Button>
          <Button variant="primary" isDisabled={consent === undefined} onPress={keep}>
            {placed ? t("consent.keep") : t("picture.place")}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <figure className={styles.shown}>
          <img src={app.client.assetUrl(digest)} alt="" />
          <figcaption dir="auto">{picture.name}</figcaption>
        </figure>
        <div className={styles.fields}>
          {!placed && (
            <TextField
              label={t("picture.alt", { edition: editionName(edition, language) })}
              description={t("picture.altHint")}
              value={alt}
              onChange={setAlt}
              lang={edition}
              multiline
              rows={2}
              maxLength={1000}
            />
          )}
          <ConsentFields draft={draft} onChange={setDraft} />
        </div>
      </div>
    </Dialog>
  );
}
