import type { Inline, RichText } from "../../shared/document/documentSchema.ts";
import { textIn } from "../../shared/document/plainText.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { classes } from "../ui/classes.ts";
import styles from "./Localise.module.css";

/** Words of a slot to be read: paragraphs, items, emphasis, and units of the registry as chips. */

export interface Props {
  readonly content: RichText;
  readonly pack: TemplatePack;
  /** BCP 47 tag. */
  readonly edition: string;
  readonly direction: "ltr" | "rtl";
}

export function RichView({ content, pack, edition, direction }: Props) {
  return (
    <span lang={edition} dir={direction} className={styles.rich}>
      {content.flatMap((block, index) =>
        (block.kind === "paragraph" ? [block.content] : block.items).map((inlines, number) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names, and nothing in them keeps a state
            key={`${index} ${number}`}
            className={classes(styles.paragraph, block.kind === "list" && styles.item)}
          >
            {inlines.map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Part key={place} part={part} pack={pack} edition={edition} />
            ))}
          </span>
        )),
      )}
    </span>
  );
}

function Part({ part, pack, edition }: { part: Inline; pack: TemplatePack; edition: string }) {
  if ("helpline" in part) {
    return (
      <bdi dir="ltr" className={styles.atom}>
        {pack.helplines.find(({ id }) => id === part.helpline)?.display ?? part.helpline}
      </bdi>
    );
  }
  if ("fact" in part) {
    const fact = pack.facts.find(({ id }) => id === part.fact);
    return <span className={styles.atom}>{fact === undefined ? part.fact : textIn(fact.text, edition)}</span>;
  }
  return part.emphasis === true ? <strong>{part.text}</strong> : <span>{part.text}</span>;
}
