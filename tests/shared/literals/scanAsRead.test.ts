import { expect, it } from "vitest";
import { scanAsRead } from "../../../src/shared/literals/scanAsRead.ts";

/** Text with marks that show nothing → spans with their places in it. */

function spansOf(text: string, claims: readonly (readonly [number, number])[] = []) {
  const weak = claims.map(([start, end]) => ({ start, end, direction: "ltr", weak: true }) as const);
  const spans = scanAsRead(text, { language: "en", direction: "ltr", claims: weak });
  return spans.map(({ kind, start, end, value }) => [kind, text.slice(start, end), value]);
}

it.each([
  ["Call 09\u00ad12\u200b345\u2060678 now", "09\u00ad12\u200b345\u2060678", "tel:0912345678"],
  ["Call \u20660912  345\t678\u2069 now", "0912  345\t678", "tel:0912345678"],
  ["Call 0912·345·678", "0912·345·678", "tel:0912345678"],
  ["Call 09١٢ 345 ٦٧٨", "09١٢ 345 ٦٧٨", "tel:0912345678"],
])("reads %j as it is seen", (text, written, value) => {
  expect(spansOf(text)).toEqual([["phone", written, value]]);
});

it("keeps claims and both ends of a range in their places", () => {
  const text = "call\u200b  111 or 9\u200b–12";
  expect(spansOf(text, [[7, 10]])).toEqual([
    ["claim", "111", ""],
    ["range", "9\u200b–12", "n:9–n:12"],
  ]);
  const [, range] = scanAsRead(text, {
    language: "en",
    direction: "ltr",
    claims: [{ start: 7, end: 10, direction: "ltr", weak: true }],
  });
  expect(range?.parts.map(({ start, end }) => text.slice(start, end))).toEqual(["9", "12"]);
});
