import { Check, CircleAlert, FileOutput, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../src/renderer/ui/actions/Button.tsx";
import { EmptyState } from "../src/renderer/ui/status/EmptyState.tsx";
import { MixedText } from "../src/renderer/ui/status/MixedText.tsx";
import { Problem } from "../src/renderer/ui/status/Problem.tsx";
import { Progress } from "../src/renderer/ui/status/Progress.tsx";
import { Tag } from "../src/renderer/ui/status/Tag.tsx";
import { WordDifference } from "../src/renderer/ui/status/WordDifference.tsx";
import { StudioError } from "../src/shared/base/errors.ts";
import { wordDifference } from "../src/shared/localise/words/wordDifference.ts";
import { State } from "./State.tsx";

/** What tells people how things are, in each of its states. */

export function EmptyStateStates() {
  const { t } = useTranslation(["export", "settings"]);
  return (
    <>
      <State name="without an action">
        <EmptyState icon={FileOutput} title={t("none")} text={t("noneText")} />
      </State>
      <State name="with an action and long words">
        <EmptyState
          icon={CircleAlert}
          title={t("settings:team.none")}
          text={t("settings:team.noneText")}
          action={<Button variant="primary">{t("settings:team.choose")}</Button>}
        />
      </State>
    </>
  );
}

export function ProblemStates() {
  const full = new StudioError("storage/disk-full", "failure", "The disk is full.");
  return (
    <>
      <State name="of a failure that has its words">
        <Problem error={full} />
      </State>
      <State name="of a fault of ours">
        <Problem error={new Error("boom")} />
      </State>
    </>
  );
}

export function ProgressStates() {
  const { t } = useTranslation("export");
  const label = t("running");
  return (
    <>
      <State name="not known how far">
        <Progress label={label} />
      </State>
      <State name="nothing yet">
        <Progress label={label} value={0} />
      </State>
      <State name="in words">
        <Progress label={label} value={3} max={12} text={t("progress", { done: 3, total: 12 })} />
      </State>
      <State name="all">
        <Progress label={label} value={100} />
      </State>
      <State name="hidden label">
        <Progress label={label} hideLabel value={40} />
      </State>
      <State name="long words">
        <Progress label={t("draftText")} value={40} />
      </State>
    </>
  );
}

export function TagStates() {
  const { t } = useTranslation(["review", "queue"]);
  return (
    <>
      <State name="neutral">
        <Tag>{t("status.waiting")}</Tag>
      </State>
      <State name="ok">
        <Tag tone="ok" icon={Check}>
          {t("status.approved")}
        </Tag>
      </State>
      <State name="warn">
        <Tag tone="warn" icon={TriangleAlert}>
          {t("status.changed")}
        </Tag>
      </State>
      <State name="danger">
        <Tag tone="danger" icon={CircleAlert}>
          {t("status.errors")}
        </Tag>
      </State>
      <State name="long words in a narrow place">
        <div style={{ inlineSize: 120 }}>
          <Tag tone="warn" icon={TriangleAlert}>
            {t("queue:remarks", { count: 12 })} {t("status.changed")}
          </Tag>
        </div>
      </State>
      <State name="with a number">
        <Tag tone="warn" icon={TriangleAlert}>
          {t("queue:remarks", { count: 12 })}
        </Tag>
      </State>
    </>
  );
}

/** Words of an edition, whatever the interface speaks. */
const CHANGED = [
  { edition: "en-VN", direction: "ltr", before: "Ask before you pay.", after: "Ask us before you go." },
  { edition: "vi-VN", direction: "ltr", before: "Hỏi trước khi đi", after: "Hỏi 5 câu trước khi đi" },
  { edition: "ar-EG", direction: "rtl", before: "اتصلوا على 15115 الآن", after: "اتصلوا على 15508 الآن" },
] as const;

export function WordDifferenceStates() {
  return CHANGED.map(({ edition, direction, before, after }) => (
    <State key={edition} name={edition}>
      <WordDifference edition={edition} direction={direction} changes={wordDifference(before, after)} />
    </State>
  ));
}

/** As people write remarks and titles. */
const MIXED = { "ar-EG": "اتصلوا (call 111 today) للأعمار 15-24", "vi-VN": "Gọi 111, «اتصلوا الآن 9-15»" } as const;

export function MixedTextStates() {
  return Object.entries(MIXED).map(([edition, text]) => (
    <State key={edition} name={edition}>
      <p lang={edition} dir="auto">
        <MixedText text={text} />
      </p>
    </State>
  ));
}
