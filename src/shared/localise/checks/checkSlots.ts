import type { CheckedText } from "./checkText.ts";

/** Slots → filled where they must be, within their number of lines and letters, and known to the family. */

export function checkSlots(checked: CheckedText): void {
  const { family } = checked.context;
  const known = new Set(family.slots.map((slot) => slot.id));
  for (const id of [...Object.keys(checked.localised.slots), ...Object.keys(checked.localised.pictures)]) {
    if (known.has(id)) continue;
    checked.report(id, {
      code: "unknown-slot",
      severity: "error",
      message: `The family "${family.id}" has no slot "${id}".`,
      hint: `Use one of: ${[...known].join(", ")}.`,
      values: { family: family.id, id, known: [...known].join(", ") },
    });
  }
  for (const slot of family.slots) {
    const passages = checked.passages.filter((passage) => passage.slot.id === slot.id);
    const filled = passages.length > 0 || checked.localised.pictures[slot.id] !== undefined;
    if (slot.required && !filled) {
      checked.report(slot.id, {
        code: "required-slot",
        severity: "error",
        message: `"${slot.title.en}" is empty.`,
        hint: "Fill it in: the template cannot be printed without it.",
        values: { title: slot.title.en },
      });
    }
    if (passages.length > slot.lines) {
      const noun = slot.kind === "list" || slot.kind === "helplines" ? "items" : "paragraphs";
      checked.report(slot.id, {
        code: "too-many-lines",
        severity: "error",
        message: `"${slot.title.en}" has ${passages.length} ${noun}; the template has room for ${slot.lines}.`,
        hint: `Leave out or join ${passages.length - slot.lines}.`,
        values: {
          case: noun === "items" ? "items" : "paragraphs",
          title: slot.title.en,
          count: passages.length,
          most: slot.lines,
          over: passages.length - slot.lines,
        },
      });
    }
    for (const passage of passages) {
      const length = lettersOf(passage.text);
      if (length <= slot.characters) continue;
      checked.report(passage, {
        code: "too-many-characters",
        severity: "warning",
        message: `This text has ${length} letters and spaces; it is meant for at most ${slot.characters}.`,
        hint: `Shorten it by ${length - slot.characters}.`,
        values: { count: length, most: slot.characters, over: length - slot.characters },
        range: { start: 0, end: passage.text.length },
      });
    }
  }
}

/** What a reader counts: a letter with its marks is one. */
function lettersOf(text: string): number {
  return [...text.normalize("NFC").replace(/[\p{M}\p{Cf}]/gu, "")].length;
}
