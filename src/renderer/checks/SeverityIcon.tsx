import { CircleX, Info, TriangleAlert } from "lucide-react";
import type { Severity } from "../../shared/base/diagnostics.ts";
import styles from "./Checks.module.css";

/** How bad it is, by shape and colour; the words beside it say it too. */

const ICONS = { error: CircleX, warning: TriangleAlert, notice: Info } as const;

export function SeverityIcon({ severity, size = 16 }: { readonly severity: Severity; readonly size?: number }) {
  const Icon = ICONS[severity];
  return <Icon size={size} aria-hidden="true" className={styles[severity]} />;
}
