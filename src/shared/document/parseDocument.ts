import { StudioError } from "../base/errors.ts";
import { type Migration, migrate } from "../base/versioned.ts";
import { type CampaignDocument, campaignDocument, DOCUMENT_VERSION } from "./documentSchema.ts";

/** JSON value of any version → checked document of the current version. */

/** Version n → the step to n + 1. Approvals pass through untouched: they are signed. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

/** Fails with `document/newer-version`, `document/no-version` or `document/wrong-json`. */
export function parseDocument(value: unknown): CampaignDocument {
  const result = campaignDocument.safeParse(migrate(value, DOCUMENT_VERSION, MIGRATIONS, "document"));
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join(" › ") || "document"}: ${issue.message}`);
  throw new StudioError("document/wrong-json", "failure", `The structure of the document is wrong: ${issues[0]}.`, {
    hint: "Open an earlier copy of the document, or ask the sender for a new one.",
    diagnostics: issues.map((message) => ({
      code: "document/wrong-json",
      severity: "error",
      place: "document.json",
      message,
      hint: "",
      values: { detail: message },
    })),
  });
}
