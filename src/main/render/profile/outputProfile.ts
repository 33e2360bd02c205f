import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { descriptionOf, type IccProfile, looksLikeIcc, readIccProfile } from "./iccProfile.ts";

/** The printing condition every print PDF is made for: an ICC profile of a CMYK printer, ours or the print shop's. */

export interface OutputProfile {
  /** Real file, outside any archive: libvips opens it by path. */
  readonly path: string;
  /** SHA-256 of the profile. */
  readonly digest: string;
  /** The profile as a Flate stream. */
  readonly deflated: Uint8Array;
  /** Name in the registry, or `Custom` where it stands in none (PDF 1.7, 14.11.5). */
  readonly identifier: string;
  /** Of characterisations; null for `Custom`. */
  readonly registry: string | null;
  readonly condition: string;
  readonly info: string;
}

/** Where a checkout keeps it; a packaged program passes its own path. */
const IN_CHECKOUT = fileURLToPath(new URL("../../../../resources/icc/fogra39l.icc", import.meta.url));

/** The largest that print shops give out have 9 MB. */
export const LARGEST_PROFILE = 16 * 1024 * 1024;

/** Tables from and to the press, with the numbers of channels that each must have. */
const TABLES = [
  ["A2B0", 4, 3],
  ["B2A0", 3, 4],
] as const;
const TABLE_TYPES = new Set(["mft1", "mft2", "mAB ", "mBA "]);

const loaded = new Map<string, OutputProfile>();

/**
 * FOGRA39: offset on coated paper. Read once a path.
 * @throws StudioError with the codes of `checkOutputProfile`
 */
export function loadOutputProfile(path = IN_CHECKOUT): OutputProfile {
  return load(path, {
    identifier: "FOGRA39",
    registry: "http://www.color.org",
    condition: "Offset printing, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (coated, 115 g/m2)",
    info: "Coated FOGRA39L (ISO 12647-2:2004), derived profile",
  });
}

/**
 * A profile that somebody brings. Nothing in it tells reliably under which name it is registered, so it goes by its
 * own description. Read once a path.
 * @throws StudioError with the codes of `checkOutputProfile`
 */
export function loadSuppliedProfile(path: string): OutputProfile {
  return load(path, null);
}

type Names = Pick<OutputProfile, "identifier" | "registry" | "condition" | "info">;

function load(path: string, names: Names | null): OutputProfile {
  const key = JSON.stringify([path, names === null]);
  const known = loaded.get(key);
  if (known) return known;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new StudioError("render/profile-damaged", "failure", `The colour profile ${path} cannot be read.`, {
      hint: names === null ? "Choose the profile again." : "Install Manara again.",
      cause,
    });
  }
  const description = checkOutputProfile(bytes, path);
  const profile: OutputProfile = {
    path,
    digest: digestBytes(bytes),
    deflated: deflateSync(bytes),
    ...(names ?? { identifier: "Custom", registry: null, condition: description, info: description }),
  };
  loaded.set(key, profile);
  return profile;
}

/** A file that is no sound profile cannot be read as one; a sound one that no press can use was the wrong choice. */
const UNREADABLE: ReadonlySet<string> = new Set(["empty", "damaged", "not-icc", "too-large"]);

/**
 * Whether a print PDF can be made for it. Gives its description.
 * @param name of the file, for messages.
 * @throws StudioError `render/profile-empty`, `-too-large`, `-not-icc`, `-version`, `-not-cmyk`, `-not-output` or `-damaged`
 */
export function checkOutputProfile(bytes: Uint8Array, name: string): string {
  const refuse = (code: string, message: string, hint = "Ask the print shop for its CMYK output profile.") =>
    new StudioError(`render/profile-${code}`, UNREADABLE.has(code) ? "failure" : "usage", `${name} ${message}`, {
      hint,
    });
  const damaged = (what: string) =>
    refuse("damaged", `is a damaged colour profile: ${what}.`, "Copy or load it again.");
  if (bytes.length === 0) throw refuse("empty", "is empty.", "Copy or load it again.");
  if (bytes.length > LARGEST_PROFILE) {
    throw refuse("too-large", `has ${bytes.length} bytes; a colour profile has ${LARGEST_PROFILE} at most.`);
  }
  if (!looksLikeIcc(bytes)) throw refuse("not-icc", "is not an ICC colour profile.");
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (size !== bytes.length) throw damaged(`it has ${bytes.length} bytes and says ${size}`);
  const profile = readIccProfile(bytes);
  if (profile === null) throw damaged("its table of contents points outside");
  // PDF 1.7 knows profiles up to version 4 (ISO 15930-7, 6.2.3).
  if (profile.version >= 5) throw refuse("version", `has ICC version ${profile.version}; PDF/X-4 takes 2 and 4.`);
  if (profile.space !== "CMYK") throw refuse("not-cmyk", `is a profile for ${profile.space}, not for CMYK.`);
  if (profile.deviceClass !== "prtr") {
    throw refuse("not-output", `is a profile of class "${profile.deviceClass}", not of a printer ("prtr").`);
  }
  if (profile.connection !== "Lab" && profile.connection !== "XYZ") throw damaged("it leads to no known colours");
  checkTables(profile, damaged);
  const description = descriptionOf(profile);
  if (description === "") throw damaged("it has no description");
  return description;
}

function checkTables({ tags }: IccProfile, damaged: (what: string) => StudioError): void {
  for (const [tag, from, to] of TABLES) {
    const table = tags.get(tag);
    if (table === undefined) throw damaged(`it lacks the table ${tag}`);
    const type = new TextDecoder("latin1").decode(table.subarray(0, 4));
    if (!TABLE_TYPES.has(type) || table[8] !== from || table[9] !== to) throw damaged(`its table ${tag} is wrong`);
  }
}

/** Steps of each primary: what lies between them is interpolated by the profile itself. */
const STEPS = 9;

/**
 * The most ink that the profile lays down, per cent: what it gives for the darkest of 729 colours.
 * @param name of the file, for messages.
 * @throws StudioError `render/profile-damaged` where no colour can be converted with it
 */
export async function measureInk(path: string, name = path): Promise<number> {
  const level = (step: number) => Math.round((255 * step) / (STEPS - 1));
  const lattice = Uint8Array.from({ length: STEPS ** 3 * 3 }, (_, at) =>
    level(Math.floor(Math.floor(at / 3) / STEPS ** (at % 3)) % STEPS),
  );
  const { data, info } = await sharp(lattice, { raw: { width: STEPS, height: STEPS * STEPS, channels: 3 } })
    .withIccProfile(path, { attach: false })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw unusable(name, cause);
    });
  // libvips only warns about a profile it cannot use, and returns RGB.
  if (info.channels !== 4) throw unusable(name);
  let most = 0;
  for (let at = 0; at < data.length; at += 4) {
    most = Math.max(
      most,
      data.subarray(at, at + 4).reduce((sum, value) => sum + value, 0),
    );
  }
  return (most / 255) * 100;
}

function unusable(name: string, cause?: unknown): StudioError {
  return new StudioError("render/profile-damaged", "failure", `No colour can be converted with the profile ${name}.`, {
    hint: "Ask the print shop for its CMYK output profile.",
    cause,
  });
}
