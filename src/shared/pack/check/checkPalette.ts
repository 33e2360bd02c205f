import type { FileFindings, JsonPath } from "../file/findings.ts";
import { lookUp } from "../file/names.ts";
import type { PackFile } from "../file/packSchema.ts";

/** Palette of `pack.json`: colours that a drawing can tell apart, and that a press can print. */

/** Per cent of ink that a coated sheet carries (Fogra 39: 300), and from where on drying slows. */
const MOST_INK = 300;
const MUCH_INK = 280;
/** Largest honest difference, per channel, between a screen colour and a plain conversion of its inks. */
const MOST_DRIFT = 110;

export function checkPalette(pack: PackFile, findings: FileFindings): void {
  const byColour = new Map<string, string>();
  for (const [id, { rgb, cmyk }] of Object.entries(pack.palette)) {
    const path: JsonPath = ["palette", id];
    const twin = byColour.get(rgb);
    if (twin !== undefined) {
      findings.error(
        "palette-twin",
        [...path, "rgb"],
        `"${id}" and "${twin}" are both ${rgb}, so a drawing cannot tell them apart.`,
        "Change one of them, or remove it.",
        { id, twin, rgb },
      );
    }
    byColour.set(rgb, id);
    const ink = cmyk.reduce((sum, part) => sum + part, 0);
    if (ink > MOST_INK) {
      findings.error(
        "ink-limit",
        [...path, "cmyk"],
        `The inks sum to ${ink} %; paper can take ${MOST_INK} %.`,
        "Reduce cyan, magenta and yellow; black replaces all three.",
        { ink, most: MOST_INK },
      );
    } else if (ink > MUCH_INK) {
      findings.notice(
        "ink-much",
        [...path, "cmyk"],
        `The inks sum to ${ink} %, which dries slowly.`,
        `Stay at ${MUCH_INK} % or below if you can.`,
        { ink, most: MUCH_INK },
      );
    }
    const [cyan, magenta, yellow, black] = cmyk;
    const drift = [cyan, magenta, yellow].map((part, channel) => {
      const printed = 255 * (1 - part / 100) * (1 - black / 100);
      return Math.abs(printed - Number.parseInt(rgb.slice(1 + 2 * channel, 3 + 2 * channel), 16));
    });
    if (Math.max(...drift) > MOST_DRIFT) {
      findings.warning(
        "ink-differs",
        path,
        `"${id}" will print in another colour than ${rgb} on screens.`,
        "Check both recipes of the colour.",
        { id, rgb },
      );
    }
  }
  const black = lookUp(pack.palette, pack.black);
  findings.known("colour", pack.black, Object.keys(pack.palette), ["black"]);
  if (black && black.cmyk.join("/") !== "0/0/0/100") {
    findings.error(
      "black",
      ["palette", pack.black, "cmyk"],
      `Black text would print with ${black.cmyk.join("/")}: four plates blur small letters.`,
      "Write [0, 0, 0, 100].",
      { recipe: black.cmyk.join("/") },
    );
  }
}
