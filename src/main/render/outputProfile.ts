import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { digestBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";

/** The printing condition every print PDF is made for: an ICC profile of a CMYK printer. */

export interface OutputProfile {
  /** Real file, outside any archive: libvips opens it by path. */
  readonly path: string;
  /** SHA-256 of the profile. */
  readonly digest: string;
  /** The profile as a Flate stream. */
  readonly deflated: Uint8Array;
  /** Name in the registry of characterisations at color.org. */
  readonly identifier: string;
  readonly condition: string;
  readonly info: string;
}

/** Where a checkout keeps it; a packaged program passes its own path. */
const IN_CHECKOUT = fileURLToPath(new URL("../../../resources/icc/fogra39l.icc", import.meta.url));

const loaded = new Map<string, OutputProfile>();

/**
 * FOGRA39: offset on coated paper. Read once a path.
 * @throws StudioError `render/profile-damaged`
 */
export function loadOutputProfile(path = IN_CHECKOUT): OutputProfile {
  const known = loaded.get(path);
  if (known) return known;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new StudioError("render/profile-damaged", "failure", `The colour profile ${path} cannot be read.`, {
      hint: "Install Manara again.",
      cause,
    });
  }
  // ICC.1:2010, 7.2: device class at 12, colour space at 16, signature at 36.
  const field = (at: number) => bytes.subarray(at, at + 4).toString("latin1");
  if (field(12) !== "prtr" || field(16) !== "CMYK" || field(36) !== "acsp") {
    throw new StudioError("render/profile-damaged", "failure", `${path} is not an ICC profile of a CMYK printer.`, {
      hint: "Install Manara again.",
    });
  }
  const profile: OutputProfile = {
    path,
    digest: digestBytes(bytes),
    deflated: deflateSync(bytes),
    identifier: "FOGRA39",
    condition: "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (coated, 115 g/m2)",
    info: "Coated FOGRA39L (ISO 12647-2:2004), derived profile",
  };
  loaded.set(path, profile);
  return profile;
}
