import { Mark, Node } from "@tiptap/core";
import type { Edition } from "../../shared/base/locale.ts";
import { textIn } from "../../shared/document/plainText.ts";
import { writeMarks } from "../../shared/literals/orderMarks.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { paragraphOrder } from "./paragraphOrder.ts";
import styles from "./SlotEditor.module.css";

/** What the editor has besides words: units of the pack's registry that nobody can retype, and words in another language. */

/** How a unit reads on the page; its id where the pack lacks it. */
export function atomLabel(kind: "helpline" | "fact", id: string, pack: TemplatePack, edition: Edition): string {
  if (kind === "helpline") return pack.helplines.find((one) => one.id === id)?.display ?? id;
  const fact = pack.facts.find((one) => one.id === id);
  return fact === undefined ? id : textIn(fact.text, edition.tag);
}

function orderedFact(id: string, pack: TemplatePack, edition: Edition): string {
  return writeMarks(atomLabel("fact", id, pack, edition), paragraphOrder([{ fact: id }], pack, edition));
}

export function atomNode(kind: "helpline" | "fact", pack: TemplatePack, edition: Edition) {
  return Node.create({
    name: kind,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({ id: { default: "" } }),
    renderHTML: ({ node }) => [
      "span",
      {
        class: styles.atom ?? "",
        "data-atom": kind,
        // A number reads from left to right everywhere.
        ...(kind === "helpline" ? { dir: "ltr" } : {}),
      },
      kind === "helpline"
        ? atomLabel(kind, String(node.attrs.id), pack, edition)
        : orderedFact(String(node.attrs.id), pack, edition),
    ],
    renderText: ({ node }) => atomLabel(kind, String(node.attrs.id), pack, edition),
  });
}

/** Kept as it came: the editor shows it and never sets it. */
export const LanguageMark = Mark.create({
  name: "language",
  addAttributes: () => ({ tag: { default: "" } }),
  renderHTML: ({ mark }) => ["span", { lang: String(mark.attrs.tag) }, 0],
});
