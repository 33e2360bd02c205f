import { EditorContent, useEditor } from "@tiptap/react";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import type { Slot } from "../../shared/pack/templatePack.ts";
import { useApp, useAppState, useOpen } from "../state/hooks.ts";
import { pasteText } from "./pasteText.ts";
import styles from "./SlotEditor.module.css";
import { SlotTools } from "./SlotTools.tsx";
import { fromEditor, toEditor } from "./slotContent.ts";
import { isListSlot, isOneLine, slotExtensions } from "./slotExtensions.ts";
import { useWriting } from "./useWriting.ts";
import { fromPosition, showMarks, toPositions, type WordMark, WordMarks, type WordRange } from "./wordMarks.ts";
import { showOrder, wordOrder } from "./wordOrder.ts";

/** The words of a slot, written where they are: every change is a draft that the page shows at once. */

interface Props {
  readonly slot: Slot;
  readonly edition: Edition;
  /** Over the page, looking like it; or as a field. */
  readonly look: "page" | "field";
  readonly autoFocus?: boolean;
  readonly onLeave: () => void;
  readonly describedBy?: string;
  /** Stands before the tools. */
  readonly title?: ReactNode;
  /** More tools. */
  readonly actions?: ReactNode;
  /** Findings, underlined in the words. */
  readonly marks?: readonly WordMark[];
  /** Told where the caret is. */
  readonly onCaret?: (place: WordRange | null) => void;
  /** Given while the editor is there, then null. */
  readonly onHandle?: (handle: SlotHandle | null) => void;
}

/** What others may do in the editor. */
export interface SlotHandle {
  /** At the caret, as if it had been typed; apart from the word before it. */
  readonly insert: (text: string) => void;
  readonly select: (range: WordRange) => void;
}

const NOTHING: RichText = [];
const NO_MARKS: readonly WordMark[] = [];
/** ProseMirror has read a composed word this long after the composition ended, milliseconds. */
const COMPOSED = 60;

export function SlotEditor(props: Props) {
  const { slot, edition, look, autoFocus = false, onLeave, describedBy, title, actions, marks = NO_MARKS } = props;
  const { t } = useTranslation("design");
  const app = useApp();
  const { pack, session } = useOpen();
  const language = useAppState((state) => state.language);
  const empty = isListSlot(slot) ? "list" : "paragraph";
  const contentNow = () => session.store.getState().document.editions[edition.tag]?.slots[slot.id] ?? NOTHING;
  /** What the editor shows, as the document holds it. */
  const seen = useRef<RichText>(NOTHING);
  const leave = useRef(onLeave);
  leave.current = onLeave;
  const write = useWriting();
  const writing = useRef(write);
  writing.current = write;
  /** The first focus is given: it would move a caret that somebody set before. */
  const [isReady, setReady] = useState(false);
  const outside = useRef(props);
  outside.current = props;

  const editor = useEditor(
    {
      extensions: [
        ...slotExtensions(slot, contentNow(), pack, edition, {
          leave: () => leave.current(),
          undo: () => session.undo(),
          redo: () => session.redo(),
        }),
        WordMarks,
        wordOrder(pack, edition),
      ],
      content: toEditor(contentNow(), empty),
      autofocus: autoFocus ? "end" : false,
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      onCreate: () => {
        seen.current = contentNow();
        setReady(true);
      },
      onUpdate: ({ editor: { view } }) => {
        // A word that is still being composed is nobody's words yet.
        if (!view.composing) draft();
      },
      onSelectionUpdate: ({ editor: { state } }) =>
        outside.current.onCaret?.(fromPosition(state.doc, state.selection.head, pack, edition.tag)),
      onBlur: () => session.commit(),
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-label": t("words", { slot: slot.title[language] }),
          "aria-multiline": String(!isOneLine(slot)),
          ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
          class: clsx(styles.words, look === "page" ? styles.page : styles.field),
          dir: edition.direction,
          lang: edition.tag,
          spellcheck: "true",
        },
        handlePaste: (view, event) => {
          pasteText(view, event.clipboardData?.getData("text/plain") ?? "", slot, pack, edition);
          return true;
        },
        handleDrop: (_view, _event, _slice, moved) => !moved,
        handleDOMEvents: {
          compositionend: () => {
            setTimeout(afterComposition, COMPOSED);
          },
        },
      },
    },
    [slot, edition, pack, session],
  );

  const draft = () => {
    if (editor.isDestroyed) return;
    const content = fromEditor(editor.getJSON());
    if (JSON.stringify(content) === JSON.stringify(seen.current)) return;
    seen.current = content;
    const words = content.length === 0 ? null : content;
    app.attempt(() => session.draft(writing.current(edition.tag, slot.id, words)));
  };

  const afterComposition = () => {
    if (!editor.isDestroyed && !editor.view.composing) showOrder(editor.view);
    draft();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it closes over belongs to this editor
  useEffect(() => {
    const take = () => {
      const content = contentNow();
      if (content === seen.current || editor.isDestroyed || editor.view.composing) return;
      const same = JSON.stringify(content) === JSON.stringify(seen.current);
      seen.current = content;
      if (same) return;
      const { from, to } = editor.state.selection;
      editor.commands.setContent(toEditor(content, empty), { emitUpdate: false });
      const end = editor.state.doc.content.size - 1;
      editor.commands.setTextSelection({ from: Math.min(from, end), to: Math.min(to, end) });
    };
    take();
    return session.store.subscribe(take);
  }, [editor, session]);

  useEffect(() => {
    if (!editor.isDestroyed && !editor.view.composing) showMarks(editor.view, marks, pack, edition.tag);
  }, [editor, marks, pack, edition]);

  useEffect(() => {
    if (!isReady) return;
    outside.current.onHandle?.({
      insert: (text) => {
        const { $from } = editor.state.selection;
        const apart = /[\p{L}\p{M}\p{N}]$/u.test($from.nodeBefore?.text ?? "") ? " " : "";
        editor
          .chain()
          .focus()
          .insertContent({ type: "text", text: apart + text })
          .run();
      },
      select: (range) => {
        const place = toPositions(editor.state.doc, range, pack, edition.tag);
        if (place === null) editor.commands.focus();
        else editor.chain().focus().setTextSelection(place).scrollIntoView().run();
      },
    });
    return () => outside.current.onHandle?.(null);
  }, [editor, isReady, pack, edition]);

  return (
    <div className={clsx(styles.editor, look === "page" ? styles.over : undefined)}>
      <div className={styles.head}>
        {title}
        <div role="toolbar" aria-label={t("tools.label")} className={styles.tools}>
          <SlotTools editor={editor} slot={slot} edition={edition} pack={pack} />
          {actions}
        </div>
      </div>
      <EditorContent editor={editor} />
    </div>
  );
}
