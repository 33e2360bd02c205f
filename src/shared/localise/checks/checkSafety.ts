import { toPoints } from "../../base/units.ts";
import { lexiconOf } from "../../lexicon/lexicon.ts";
import { wordPattern } from "../../lexicon/wordPattern.ts";
import { type CheckedText, rangeOf } from "./checkText.ts";

/** Cards, links and posts → discreet outside, addresses on the pack's list, a line for people whose phone is watched. */

/** A card goes into a wallet: nothing larger than this is one (ISO/IEC 7810 ID-1 is 85.6 × 54 mm). */
const CARD = { width: toPoints(100, "mm"), height: toPoints(70, "mm") };
const TRACKING = /[?&](?:utm_\w+|fbclid|gclid|msclkid|mc_eid|igshid|ref|si)=/i;

/** Hosts that nobody can own (RFC 2606): they stand in samples until somebody writes a real one. */
const SAMPLE_HOST = /(?:^|[.@])(?:example\.(?:com|net|org)|[a-z0-9-]+\.(?:example|invalid|test))$/;

export function checkSafety(checked: CheckedText): void {
  checkCard(checked);
  checkSampleAddresses(checked);
  checkLinks(checked);
  checkWatchedPhone(checked);
}

function checkCard(checked: CheckedText): void {
  const rule = checked.rule("C29");
  const card = checked.context.templates.some(
    (template) => template.pixels === null && template.width <= CARD.width && template.height <= CARD.height,
  );
  if (!rule || !card) return;
  const subject = wordPattern(lexiconOf(checked.language).campaign.subject);
  for (const passage of checked.inRoles("eyebrow", "headline", "subhead")) {
    const word = subject.exec(passage.text)?.[0];
    if (word === undefined) continue;
    const words = { range: rangeOf(passage.text, word) };
    checked.breach(passage, rule, `“${word}” stands in the largest text of a card.`, { found: word }, undefined, words);
  }
}

function checkSampleAddresses(checked: CheckedText): void {
  for (const passage of checked.passages) {
    for (const range of checked.spansOf(passage)) {
      if (range.kind !== "link" && range.kind !== "email") continue;
      const [host = ""] = range.value.replace(/^(?:link|email):/, "").split(/[/?#:]/, 1);
      if (!SAMPLE_HOST.test(host)) continue;
      const address = passage.text.slice(range.start, range.end);
      checked.report(passage, {
        code: "sample-address",
        severity: "warning",
        message: `${address} is an address of the sample and leads nowhere.`,
        hint: "Write your own address in its place. Until then these pages leave as a sample only.",
        values: { address },
        range,
      });
    }
  }
}

function checkLinks(checked: CheckedText): void {
  const rule = checked.rule("C30");
  if (!rule) return;
  const { hosts } = checked.context.pack;
  for (const passage of checked.passages) {
    const code = passage.slot.kind === "link";
    const addresses = checked.spansOf(passage).filter(({ kind }) => kind === "link");
    if (code && addresses.length !== 1) {
      checked.report(passage, {
        code: rule.id,
        severity: "error",
        message: `“${passage.text}” is not a web address.`,
        hint: "Write one address, for example https://example.org/event.",
        values: { case: "no-address", found: passage.text },
        range: { start: 0, end: passage.text.length },
      });
    }
    for (const range of addresses) {
      const address = passage.text.slice(range.start, range.end);
      const [host = ""] = range.value.replace(/^link:(?:www\.)?/, "").split(/[/?#:]/, 1);
      if (!hosts.some((known) => host === known.replace(/^www\./, ""))) {
        const list = hosts.length > 0 ? `Use one of: ${hosts.join(", ")}.` : "Add the host to the pack.";
        checked.report(passage, {
          code: rule.id,
          severity: "error",
          message: `${host} is not on the pack's list of hosts.`,
          hint: list,
          values: { case: "unknown-host", host, known: hosts.join(", ") },
          range,
        });
      }
      if (/^http:\/\//i.test(address)) {
        const values = { case: "not-encrypted", address };
        const instead = address.replace(/^http:/i, "https:");
        checked.breach(passage, rule, `${address} is not encrypted.`, values, "Write https://.", { range, instead });
      }
      if (TRACKING.test(address))
        checked.breach(
          passage,
          rule,
          `${address} reveals who opened it.`,
          { case: "tracking", address },
          "Remove everything from the question mark on.",
          { range },
        );
    }
    if (code) checkPrinted(checked, passage.slot.id);
  }
}

/** A QR code alone excludes people without a camera: its address, or another way, is printed too. */
function checkPrinted(checked: CheckedText, slot: string): void {
  const rule = checked.rule("C30");
  for (const template of checked.context.templates) {
    const frames = template.pages.flatMap((page) => page.frames);
    const coded = frames.some((frame) => frame.kind === "qr" && frame.slot === slot);
    const printed = frames.some(
      (frame) =>
        (frame.kind === "text" || frame.kind === "helpline") && frame.blocks.some((block) => block.slot === slot),
    );
    if (rule && coded && !printed)
      checked.breach(
        slot,
        rule,
        `"${template.id}" shows this address only as a QR code.`,
        { case: "code-only", template: template.id },
        "Print the address beside the code.",
      );
  }
}

function checkWatchedPhone(checked: CheckedText): void {
  const rule = checked.rule("C31");
  const post = checked.context.templates.some((template) => template.pixels !== null);
  if (!rule || !post || checked.inRoles("helpline").length === 0 || checked.inRoles("safety").length > 0) return;
  checked.breach(null, rule, "The post invites people to call, without advice for people whose phone is watched.", {});
}
