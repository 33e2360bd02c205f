import type { CheckedText, Passage } from "./checkText.ts";

/** Text → typing and encoding faults: decomposed letters, mixed digits, tatweel, missing marks, Latin punctuation in Arabic, placeholders. */

/** Double letters and w as typed for Vietnamese marks, where English and names do not have them. */
const TELEX =
  /(?<!\p{L})(?:dd\p{L}+|\p{L}*(?:uwo|uow|uwow)\p{L}*|\p{L}*(?:aa|ee|oo|aw|ow|uw)\p{L}{0,2}[jx])(?!\p{L})/iu;
const VIETNAMESE_MARK = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
/** So many words in a row without one mark are no Vietnamese sentence. */
const UNMARKED_WORDS = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/;

export function checkForm(checked: CheckedText): void {
  const rule = checked.rule("C22");
  if (!rule) return;
  const breach = (passage: Passage, message: string, hint: string) => checked.breach(passage, rule, message, hint);
  const systems = new Set<string>();
  for (const passage of checked.passages) {
    const { text } = passage;
    if (text !== text.normalize("NFC")) {
      breach(passage, "Letters and their marks are stored apart (not NFC).", "Paste the text again as plain text.");
    }
    if (CONTROL.test(text))
      breach(passage, "The text holds characters that cannot be printed.", "Delete them, or type the text again.");
    const placeholder = /\{\{[^}]*\}?\}?/u.exec(text)?.[0];
    if (placeholder !== undefined)
      breach(passage, `“${placeholder}” is still to be filled in.`, "Write what belongs there.");
    if (checked.language === "vi") checkVietnamese(passage, breach);
    if (checked.language === "ar") checkArabic(passage, breach);
    const free = withoutNumbersOfRegistry(passage);
    const western = /\d/.test(free);
    const eastern = /[\u0660-\u0669\u06f0-\u06f9]/.test(free);
    const before = systems.size;
    if (western) systems.add("1 2 3");
    if (eastern) systems.add("١ ٢ ٣");
    if (systems.size === 2 && before < 2) {
      breach(
        passage,
        "Two kinds of digits are mixed (1 2 3 and ١ ٢ ٣).",
        "Use one kind in the whole piece; helplines keep theirs.",
      );
    }
  }
}

/** Helplines keep the digits that people dial; decree numbers and addresses keep theirs. */
function withoutNumbersOfRegistry(passage: Passage): string {
  let text = passage.text;
  for (const atom of passage.atoms) {
    if (atom.kind === "helpline")
      text = text.slice(0, atom.start) + " ".repeat(atom.end - atom.start) + text.slice(atom.end);
  }
  return text.replace(/\S*[A-Za-z]\S*/g, " ").replace(/\d+\/\d+/g, " ");
}

type Breach = (passage: Passage, message: string, hint: string) => void;

function checkVietnamese(passage: Passage, breach: Breach): void {
  const own = passage.paragraph.runs.filter((run) => run.language === undefined && !run.atom);
  const text = own
    .map((run) => run.text)
    .join(" ")
    .replace(/#\S+|\S*[.@/]\S+/gu, " ");
  const telex = TELEX.exec(text)?.[0];
  if (telex !== undefined)
    breach(passage, `“${telex}” looks like unfinished Vietnamese typing.`, "Type the word again with its marks.");
  if (passage.slot.role === "sources" || VIETNAMESE_MARK.test(text)) return;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{2,}[,.;:!?]?$/u.test(word));
  if (words.length >= UNMARKED_WORDS) {
    breach(passage, "The Vietnamese text has no marks.", "Type it with marks, or mark the words as another language.");
  }
}

function checkArabic(passage: Passage, breach: Breach): void {
  const { text } = passage;
  const stretched = /\p{L}*[\u0621-\u064a]\u0640+[\u0621-\u063f\u0641-\u064a]\p{L}*/u.exec(text)?.[0];
  if (stretched !== undefined)
    breach(passage, `“${stretched}” is stretched with tatweel.`, "Remove the tatweel; alignment fills lines.");
  const latin =
    /[\u0621-\u064a][\u064b-\u0652]*\s*[,;?]/u.exec(text)?.[0] ?? /[,;?]\s*[\u0621-\u064a]/u.exec(text)?.[0];
  if (latin !== undefined) breach(passage, `“${latin}” has Latin punctuation.`, "Use ، ؛ ؟ in Arabic text.");
}
