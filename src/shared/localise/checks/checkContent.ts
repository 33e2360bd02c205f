import { type Diagnostic, sortDiagnostics } from "../../base/diagnostics.ts";
import type { LocalisedDocument } from "../localisedDocument.ts";
import { checkAction } from "./checkAction.ts";
import { checkEvent } from "./checkEvent.ts";
import { checkFacts } from "./checkFacts.ts";
import { checkFairness } from "./checkFairness.ts";
import { checkForm } from "./checkForm.ts";
import { checkHelplines } from "./checkHelplines.ts";
import { checkKnown } from "./checkKnown.ts";
import { checkLanguage } from "./checkLanguage.ts";
import { checkLetters } from "./checkLetters.ts";
import { checkParity } from "./checkParity.ts";
import { checkPeople } from "./checkPeople.ts";
import { checkPictures } from "./checkPictures.ts";
import { checkReading } from "./checkReading.ts";
import { checkSafety } from "./checkSafety.ts";
import { checkScripts } from "./checkScripts.ts";
import { checkSlots } from "./checkSlots.ts";
import { checkStories } from "./checkStories.ts";
import { checkTerms } from "./checkTerms.ts";
import { CheckedText, type ContentContext } from "./checkText.ts";
import { checkTranslation } from "./checkTranslation.ts";

/**
 * A localised document → everything in its words, numbers and pictures that should change before it is approved.
 *
 * Codes are `localise/<rule of the pack>` and `localise/<word>`. The place is the edition, the slot and the
 * paragraph, from 1. A rule that the pack does not have is not run. Errors first; never throws.
 */
export function checkContent(localised: LocalisedDocument, context: ContentContext): Diagnostic[] {
  const checked = new CheckedText(localised, context);
  checkSlots(checked);
  checkHelplines(checked);
  checkLanguage(checked);
  checkTerms(checked);
  checkForm(checked);
  checkLetters(checked);
  checkScripts(checked);
  checkTranslation(checked);
  checkAction(checked);
  checkFacts(checked);
  checkKnown(checked);
  checkParity(checked);
  checkEvent(checked);
  checkSafety(checked);
  checkPictures(checked);
  checkPeople(checked);
  checkStories(checked);
  checkFairness(checked);
  checkReading(checked);
  return sortDiagnostics(checked.diagnostics);
}
