import { Circle, CircleCheck, Lock, PenLine, RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { UnitState } from "../../../shared/localise/units/unitStatus.ts";
import { Tag, type Tone } from "../../ui/status/Tag.tsx";

/** How far a slot is, by word, shape and colour. */

const LOOKS: Readonly<Record<UnitState, { readonly tone: Tone; readonly icon: typeof Lock }>> = {
  missing: { tone: "danger", icon: Circle },
  stale: { tone: "warn", icon: RefreshCw },
  draft: { tone: "neutral", icon: PenLine },
  reviewed: { tone: "ok", icon: CircleCheck },
  locked: { tone: "neutral", icon: Lock },
  source: { tone: "neutral", icon: PenLine },
  empty: { tone: "neutral", icon: Circle },
};

export function StateTag({ state }: { readonly state: UnitState }) {
  const { t } = useTranslation("localise");
  const { tone, icon } = LOOKS[state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Tag>
  );
}
