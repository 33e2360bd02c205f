import type { Diagnostic } from "../base/diagnostics.ts";
import { StudioError } from "../base/errors.ts";
import { illFormedPlace } from "../base/unicode.ts";
import { type Migration, migrate } from "../base/versioned.ts";
import { explainIssue } from "../pack/file/explainIssue.ts";
import { type CampaignDocument, campaignDocument, DOCUMENT_VERSION } from "./documentSchema.ts";

/** JSON value of any version → checked document of the current version. */

const FILE = "document.json";

/** Version n → the step to n + 1. Approvals pass through untouched: they are signed. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

/** Fails with `document/newer-version`, `document/no-version`, `document/wrong-json` or `document/ill-formed-text`. */
export function parseDocument(value: unknown): CampaignDocument {
  const result = campaignDocument.safeParse(migrate(value, DOCUMENT_VERSION, MIGRATIONS, "document"), {
    reportInput: true,
  });
  if (result.success) return refuseIllFormed(result.data);
  const hint = "Open an earlier copy of the document, or ask the sender for a new one.";
  const diagnostics = result.error.issues.map((issue): Diagnostic => {
    const { message, values } = explainIssue(issue, FILE);
    return {
      code: "document/wrong-json",
      severity: "error",
      place: [FILE, ...issue.path].join(" › "),
      message,
      hint,
      values,
    };
  });
  const [first] = diagnostics;
  throw new StudioError(
    "document/wrong-json",
    "failure",
    `The structure of the document is wrong: ${first?.place}: ${first?.message}`,
    {
      hint,
      diagnostics,
    },
  );
}

/** No digest and no signature stands for half of a character, and no file can keep it. */
function refuseIllFormed(document: CampaignDocument): CampaignDocument {
  const place = illFormedPlace(document);
  if (place === null) return document;
  const message = `${place} holds half of a character (a lone surrogate), which is no text.`;
  const hint = "Write this text again in a good copy, or ask the sender for a new one.";
  const diagnostic = {
    code: "document/ill-formed-text",
    severity: "error",
    place,
    message,
    hint,
    values: { place },
  } as const;
  throw new StudioError("document/ill-formed-text", "failure", `The document cannot be read: ${message}`, {
    hint,
    diagnostics: [diagnostic],
  });
}
