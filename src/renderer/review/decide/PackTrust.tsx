import { ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { digestForEyes, isolateValue } from "../../i18n/names.ts";
import { useApp, useOpen } from "../../state/hooks.ts";
import { useCall } from "../../state/useCall.ts";
import { Button } from "../../ui/actions/Button.tsx";
import looks from "../../ui/Looks.module.css";
import { problemText } from "../../ui/status/problemText.ts";
import styles from "./Decision.module.css";

/** A pack that nobody here trusts: whose it is, what to compare, and how a person without a team lets it in. */

export interface Props {
  /** The gates may be open now. */
  readonly onTrusted: () => void;
}

/** 128 bits: nobody makes a second pack that begins with the same digits. */
const COMPARED_DIGITS = 32;

export function PackTrust({ onTrusted }: Props) {
  const { t, i18n } = useTranslation("review");
  const app = useApp();
  const { pack } = useOpen();
  const { value, again } = useCall("packs.trustOf", { id: pack.id });
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  if (value === null || value.trust !== "unknown") return null;
  const { signedBy, digest, canTrust } = value;
  const trust = async () => {
    setPending(true);
    setProblem(null);
    try {
      await app.client.call("packs.trust", { id: pack.id, digest });
      onTrusted();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
      again();
    }
  };
  const facts = signedBy === null ? digestForEyes(digest, COMPARED_DIGITS) : signedBy.key;
  return (
    <section className={styles.refused} aria-label={t("pack.title")}>
      <p className={looks.strong}>{t("pack.title")}</p>
      <p>{signedBy === null ? t("pack.unsigned") : t("pack.signed", { by: isolateValue(signedBy.name) })}</p>
      <p>
        <bdi dir="ltr" className={styles.digits}>
          {facts}
        </bdi>
      </p>
      {canTrust ? (
        <>
          <p>{t(signedBy === null ? "pack.compareDigest" : "pack.compareKey")}</p>
          <Button icon={ShieldQuestion} isPending={isPending} onPress={() => void trust()}>
            {t(signedBy === null ? "pack.trustPack" : "pack.trustPublisher")}
          </Button>
        </>
      ) : (
        <p>{t("pack.team")}</p>
      )}
      {problem !== null && (
        <p role="alert">
          {problemText(i18n, problem).title} {problemText(i18n, problem).hint}
        </p>
      )}
    </section>
  );
}
