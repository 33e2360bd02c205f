import type { Diagnostic } from "../base/diagnostics.ts";
import type { CampaignDocument, Picture } from "./documentSchema.ts";

/** Placed pictures → those of people whose consent has ended. */

/** @param today ISO date; a consent holds on its last day. */
export function checkConsents({ placements, pictures }: CampaignDocument, today: string): Diagnostic[] {
  return Object.entries(placements).flatMap(([slot, { digest }]) => {
    const shown = pictures[digest];
    return (shown && endedConsent(shown, slot, today)) ?? [];
  });
}

/** Null where the consent holds, or nobody can be recognised. */
export function endedConsent({ name, consent }: Picture, slot: string, today: string): Diagnostic | null {
  if (consent === null || consent.expires >= today) return null;
  return {
    code: "picture/consent-expired",
    severity: "error",
    place: slot,
    message: `The consent of ${consent.person} to ${name} ended on ${consent.expires}.`,
    values: { person: consent.person, picture: name, date: consent.expires },
    at: { slot },
    hint: "Ask again, and record the new consent; or use another picture.",
  };
}
