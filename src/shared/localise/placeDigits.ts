import { type Digits, localiseDigits } from "../base/locale.ts";

/** Text of an edition → the same text with its prose digits in the edition's numbering system. */

/** A word that is dialled, typed or looked up: it keeps the digits that it was issued with. */
const CODE = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff@]|:\/\/|^\+/u;
const GROUPED = /[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])/g;
const DECIMAL = /(?<![0-9.])[0-9]+\.[0-9]{1,2}(?![0-9.])/g;

/**
 * Telephone numbers with `+`, addresses, links and decree numbers with Latin letters keep European digits.
 * Arabic-Indic numbers take U+066C between thousands and U+066B before decimals (CLDR, `arab`).
 */
export function placeDigits(text: string, digits: Digits): string {
  if (digits === "latn") return text;
  return text
    .split(/(\s+)/)
    .map((word) => (CODE.test(word) ? word : localiseDigits(placeSeparators(word), digits)))
    .join("");
}

function placeSeparators(word: string): string {
  return word
    .replace(GROUPED, (number) => number.replaceAll(",", "\u066c"))
    .replace(DECIMAL, (number) => number.replace(".", "\u066b"));
}
