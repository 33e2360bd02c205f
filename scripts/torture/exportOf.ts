import { digestBytes, textBytes } from "../../src/shared/base/digest.ts";
import type { Manifest } from "../../src/shared/export/manifest.ts";

/** The name of a version → twelve files of an export that differ from those of every other version, and what is said of them. */

const FILES = 12;

export function exportOf(version: string): {
  readonly manifest: Manifest;
  readonly bytes: (path: string) => Uint8Array;
} {
  const bytes = (path: string) => textBytes(`${version} ${path}`);
  // A later version replaces half of what an earlier one made, and brings the other half new.
  const first = (Number(version) % 2) * (FILES / 2);
  const paths = Array.from({ length: FILES }, (_, index) => `poster/vi-VN/poster.p${first + index}.png`);
  const files = paths.map((path) => ({
    path,
    document: "00000000-0000-4000-8000-000000000000",
    template: "poster",
    edition: "vi-VN",
    format: "png" as const,
    pages: 1,
    trimMm: [1, 1] as [number, number],
    bleedMm: 0,
    pixels: null,
    sha256: digestBytes(bytes(path)),
    proof: "0".repeat(64),
    approval: null,
    draft: true,
    created: "2026-01-02T03:04:05Z",
  }));
  return {
    manifest: { engine: "0.0.0", document: files[0]?.document ?? "", files, diagnostics: [], approvals: [] },
    bytes,
  };
}
