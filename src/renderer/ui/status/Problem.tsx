import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import looks from "../Looks.module.css";
import { problemText } from "./problemText.ts";

/** Why something failed and what a person can do, read aloud as soon as it is there. Nothing where nothing failed. */

export interface Props {
  readonly error: unknown;
  /** Where the focus goes when the error takes the place of what had it. */
  readonly ref?: Ref<HTMLDivElement>;
}

export function Problem({ error, ref }: Props) {
  const { i18n } = useTranslation();
  if (error === null) return null;
  const { title, hint } = problemText(i18n, error);
  return (
    <div ref={ref} role="alert" tabIndex={-1} className={looks.wrong}>
      <p className={looks.strong}>{title}</p>
      <p>{hint}</p>
    </div>
  );
}
