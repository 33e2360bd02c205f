import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import type { ExportFormat } from "../../src/shared/export/manifest.ts";
import { A2 } from "./exportOnce.ts";

/** An A2 poster with a photograph of 4961 × 7016 pixels over the whole sheet: how much memory drawing it takes. */

export interface Cost {
  readonly seconds: number;
  /** Megabytes that the drawing process held at most, its program and fonts included. */
  readonly memory: number;
  /** Of the file. */
  readonly megabytes: number;
}

export type Encode = (photo: Sharp) => Sharp;

/** Grain all over, which packs badly. @param turned stored lying on its side, as many telephones do. */
export async function costOfLargePicture(format: ExportFormat, encode: Encode, turned = false): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "manara-a2-"));
  try {
    const path = join(folder, "photo");
    const size = turned ? { width: A2.height, height: A2.width } : A2;
    const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
    const grain = sharp({ create: { ...size, channels: 3, background: "#000", noise } });
    await encode(turned ? grain.withMetadata({ orientation: 6 }) : grain).toFile(path);
    const program = fileURLToPath(new URL("exportOnce.ts", import.meta.url));
    return JSON.parse(execFileSync(process.execPath, [program, path, format], { encoding: "utf8" })) as Cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchLargePicture(): Promise<Record<string, number>> {
  const print = await costOfLargePicture("print-pdf", (photo) => photo.jpeg({ quality: 90 }));
  return {
    "seconds to export the A2 poster with a 4961×7016 photograph for print": Math.round(print.seconds * 10) / 10,
    "megabytes of memory while doing so": Math.round(print.memory),
    "megabytes of that PDF": Math.round(print.megabytes),
  };
}
