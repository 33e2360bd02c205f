import { useTranslation } from "react-i18next";
import { editionName } from "../i18n/names.ts";
import { useAppState, useOpen } from "../state/hooks.ts";

/** A piece → "Poster: fake job signs, Vietnamese (Viet Nam)". */
export interface PieceNames {
  readonly template: (id: string) => string;
  readonly edition: (tag: string) => string;
  readonly piece: (piece: { readonly template: string; readonly edition: string }) => string;
}

export function usePieceName(): PieceNames {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const template = (id: string) => pack.templates.find((one) => one.id === id)?.title[language] ?? id;
  const edition = (tag: string) => editionName(tag, language);
  return {
    template,
    edition,
    piece: (one) => t("piece", { template: template(one.template), edition: edition(one.edition) }),
  };
}
