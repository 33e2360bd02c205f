import type { Command } from "commander";
import { counted, hasErrors } from "../../shared/base/diagnostics.ts";
import { checkPackFolder, describePack, listPacks, loadPack } from "../services/pack/packs.ts";
import { packTrustOf } from "../services/trust/packTrust.ts";
import { signPack } from "../services/trust/signPack.ts";
import { policyUnder } from "../services/trust/teams.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { diagnosticLines, EXIT, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara pack list|show|check|sign`. */

const TRUST_LINES = {
  own: "It came with Manara: its pages can be approved.",
  team: "The team's list accepts it: its pages can be approved.",
  known: "You trust it on this computer: its pages can be approved.",
  unknown: "Nobody here trusts it: its pages can only be exported as drafts. See manara keys trust.",
} as const;

export function addPackCommands(program: Command, { add, act }: CommandGroup): void {
  const pack = program.command("pack").description("campaign packs on this computer");

  act(add(pack, "list", "the packs that can be used"), async ({ json, machine }) => {
    const packs = await listPacks(machine);
    const lines = packs.map(
      ({ id, release, title, templates }) => `${id} ${release}  ${title}, ${counted(templates.length, "template")}`,
    );
    printResult(json, { packs }, packs.length === 0 ? [`No packs in ${machine.packsFolder}.`] : lines);
    return EXIT.done;
  });

  const show = add(pack, "show", "templates of a pack with their sizes and slots").argument("<pack>", "id or folder");
  act(show, async ({ json, machine }, [name = ""]) => {
    const loaded = await loadPack(machine, name);
    const described = describePack(loaded.pack);
    const lines = described.templates.flatMap((template) => {
      const size =
        "formatMm" in template ? `${template.formatMm.join(" × ")} mm` : `${template.formatPx.join(" × ")} px`;
      const slots = template.slots.map(
        (slot) => `    ${slot.id}  ${slot.kind}, ${slot.role}${slot.required ? ", required" : ""}, up to ${slot.lines}`,
      );
      return [`${template.id}  ${size}  ${template.title.en}`, ...slots];
    });
    printResult(json, described, [`${described.id} ${described.release}  ${described.editions.join(", ")}`, ...lines]);
    return EXIT.done;
  });

  const check = add(pack, "check", "everything that is wrong with a pack").argument("<pack>", "id or folder");
  act(check, async ({ json, machine }, [name = ""]) => {
    const { pack: sound, diagnostics, signedBy } = await checkPackFolder(machine, name);
    const lines = diagnostics.length === 0 ? ["Nothing to report."] : diagnosticLines(diagnostics);
    const vouched = signedBy === null ? [] : [`signed by ${signedBy.by.name} (${signedBy.by.key}) at ${signedBy.at}`];
    const trust =
      sound === null
        ? null
        : await packTrustOf(machine, await loadPack(machine, name), await policyUnder(machine, undefined));
    const says = trust === null ? [] : [TRUST_LINES[trust]];
    printResult(json, { diagnostics, signedBy: signedBy?.by ?? null, trust }, [...lines, ...vouched, ...says]);
    return hasErrors(diagnostics) ? EXIT.content : EXIT.done;
  });

  const sign = add(pack, "sign", "sign every file of a pack: writes pack.sig.json into it")
    .argument("<pack>", "id or folder")
    .requiredOption("--key <file>", "signing key of the publisher");
  addPassphraseOption(sign);
  act<{ key: string } & PassphraseOptions>(sign, async ({ json, machine }, [name = ""], options) => {
    const signed = await signPack(machine, name, await openKey(machine, options.key, options));
    printResult(json, signed, [`${signed.id} ${signed.release}  ${signed.digest}  signed by ${signed.by.name}`]);
    return EXIT.done;
  });
}
