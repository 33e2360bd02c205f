import { digestValue, shortDigest } from "../base/digest.ts";
import type { CampaignDocument, DocumentEvent } from "./documentSchema.ts";

/** Two states of a document → what changed, told apart so that two people can change it without getting in each other's way. */

/** The most of them that one event of the history names; where more changed, copies of it cannot tell them apart. */
const MOST_CHANGES = 1000;
/** The schema allows no longer name. */
const LONGEST_NAME = 300;

/** Name → SHA-256 of the canonical JSON of what stands there; what is empty or absent has no entry. */
export function changeDigests(document: CampaignDocument): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const put = (name: string, value: unknown) => digests.set(name, digestValue(value));
  put("title", document.title);
  for (const template of document.templates) put(`template:${template}`, true);
  if (document.source !== undefined) put("source", document.source);
  for (const [tag, edition] of Object.entries(document.editions)) {
    put(`edition:${tag}`, true);
    if (edition.digits !== undefined) put(`digits:${tag}`, edition.digits);
    for (const [slot, content] of Object.entries(edition.slots)) put(`slot:${tag}/${slot}`, content);
    for (const [slot, unit] of Object.entries(edition.units ?? {})) put(`unit:${tag}/${slot}`, unit);
  }
  for (const [slot, { digest, focus, alt }] of Object.entries(document.placements)) {
    put(`placed:${slot}`, digest);
    put(`focus:${slot}`, focus);
    for (const [tag, text] of Object.entries(alt)) put(`alt:${tag}/${slot}`, text);
  }
  for (const [digest, picture] of Object.entries(document.pictures)) put(`picture:${digest}`, picture);
  for (const [id, remark] of Object.entries(document.comments ?? {})) put(`comment:${id}`, remark);
  return digests;
}

export type RecordedChange = NonNullable<DocumentEvent["changed"]>[number];

/** What an event says about going from one state of a document to another: nothing, or `changed`, sorted by name. */
export function changesOf(before: CampaignDocument, after: CampaignDocument): Pick<DocumentEvent, "changed"> {
  const [was, is] = [changeDigests(before), changeDigests(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  return recordedChanges(
    names.map((name) => ({ unit: name, was: shortDigest(was.get(name)), is: shortDigest(is.get(name)) })),
  );
}

/** @param changes in any order; what does not fit into an event is left out. */
export function recordedChanges(changes: readonly RecordedChange[]): Pick<DocumentEvent, "changed"> {
  const sorted = changes
    .filter(({ unit }) => unit.length <= LONGEST_NAME)
    .sort((one, other) => (`${one.unit} ${one.was}` < `${other.unit} ${other.was}` ? -1 : 1))
    .slice(0, MOST_CHANGES);
  return sorted.length === 0 ? {} : { changed: sorted };
}
