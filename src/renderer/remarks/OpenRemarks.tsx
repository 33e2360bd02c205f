import { MessageSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { remarksOfSlot } from "../../shared/document/remarks.ts";
import { useSession } from "../state/hooks.ts";
import { Tag } from "../ui/status/Tag.tsx";

/** How many remarks about the words of a slot are open; nothing where none is. */
export function OpenRemarks({ edition, slot }: { readonly edition: string; readonly slot: string }) {
  const { t } = useTranslation("review");
  const count = useSession(({ document }) => remarksOfSlot(document, edition, slot).length);
  if (count === 0) return null;
  return (
    <Tag tone="warn" icon={MessageSquare}>
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{t("remarks.open", { count })}</span>
    </Tag>
  );
}
