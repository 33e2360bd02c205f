import { clsx } from "clsx";
import { CalendarDays } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CalendarDay } from "../../shared/pack/templatePack.ts";
import { localeOf } from "../i18n/names.ts";
import { useAppState, useToday } from "../state/hooks.ts";
import looks from "../ui/Looks.module.css";
import page from "../ui/surfaces/LongPage.module.css";
import styles from "./CampaignCalendar.module.css";
import { nextDays, shownDays } from "./nextDays.ts";

/** The next days that the campaign marks, and how long there is until then. */

const SHOWN = 5;

export function CampaignCalendar({ calendar }: { readonly calendar: readonly CalendarDay[] }) {
  const { t } = useTranslation("start");
  const today = useToday();
  const language = useAppState((state) => state.language);
  const days = shownDays(nextDays(calendar, today), SHOWN);
  if (days.length === 0) return null;
  const format = new Intl.DateTimeFormat(localeOf(language), { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <section aria-labelledby="calendar" className={looks.section}>
      <h2 id="calendar" className={page.heading}>
        <CalendarDays size={18} aria-hidden="true" />
        {t("calendar.title")}
      </h2>
      <ol className={styles.days}>
        {days.map(({ day, date, daysToGo }) => (
          <li key={day.id} className={clsx(styles.day, daysToGo <= 30 && styles.soon)}>
            <time dateTime={date} className={styles.date}>
              {format.format(new Date(date))}
            </time>
            <span className={styles.dayName}>{day.name[language]}</span>
            <span className={looks.quiet}>
              {daysToGo === 0 ? t("calendar.today") : t("calendar.toGo", { count: daysToGo })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
