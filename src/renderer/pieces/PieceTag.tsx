import {
  BadgeCheck,
  CircleX,
  Clock,
  Eye,
  History,
  type LucideIcon,
  MessageSquareWarning,
  RotateCcw,
  Undo2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { Tag, type Tone } from "../ui/status/Tag.tsx";
import type { PieceStatus } from "./pieceStatus.ts";

/** The state of a piece in a word. */

const LOOKS: Readonly<Record<PieceStatus, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  approved: { tone: "ok", icon: BadgeCheck },
  errors: { tone: "danger", icon: CircleX },
  changes: { tone: "warn", icon: MessageSquareWarning },
  changed: { tone: "warn", icon: History },
  lapsed: { tone: "warn", icon: RotateCcw },
  withdrawn: { tone: "warn", icon: Undo2 },
  inReview: { tone: "neutral", icon: Eye },
  waiting: { tone: "neutral", icon: Clock },
};

export function PieceTag({ status }: { readonly status: PieceStatus }) {
  const { t } = useTranslation("review");
  return <Tag {...LOOKS[status]}>{t(`status.${status}`)}</Tag>;
}
