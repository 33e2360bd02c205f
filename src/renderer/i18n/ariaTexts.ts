import arabic from "react-aria-components/i18n/ar-AE";
import english from "react-aria-components/i18n/en-US";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";

/**
 * The words that React Aria itself says to screen readers → the interface's language.
 *
 * The library knows 34 languages and no Vietnamese, and says English to whom it does not know. It takes all its texts
 * from the window where they are given under its two symbols; a text may be a function, which is asked each time.
 */

type Text = unknown;
type Texts = Readonly<Record<string, Readonly<Record<string, Text>>>>;

/** What our components can say: closing a popover, a choice without a value, a menu that opens after a long press. */
const VIETNAMESE: Texts = {
  "@react-aria/overlays": { dismiss: "Đóng" },
  "@react-aria/menu": { longPressMessage: "Nhấn giữ hoặc nhấn Alt + mũi tên xuống để mở trình đơn" },
  "react-aria-components": { selectPlaceholder: "Chọn một mục", dropzoneLabel: "Nơi thả tệp" },
};

const TEXTS: Readonly<Record<InterfaceLanguage, Texts>> = { en: english, ar: arabic, vi: VIETNAMESE };

/** Every text of the library, as a function that answers in the language of that moment. */
export function ariaTexts(language: () => InterfaceLanguage): Texts {
  const inLanguage = (name: string, key: string, otherwise: Text) => {
    return (...values: readonly unknown[]) => {
      const text = TEXTS[language()][name]?.[key] ?? otherwise;
      return typeof text === "function" ? text(...values) : text;
    };
  };
  return Object.fromEntries(
    Object.entries(english).map(([name, texts]) => [
      name,
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, inLanguage(name, key, text)])),
    ]),
  );
}

/** Before anything is drawn: the library looks for its texts once. */
export function giveAriaTexts(language: () => InterfaceLanguage): void {
  Object.assign(globalThis, {
    [Symbol.for("react-aria.i18n.locale")]: "en-US",
    [Symbol.for("react-aria.i18n.strings")]: ariaTexts(language),
  });
}
