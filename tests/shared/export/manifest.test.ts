import { describe, expect, it } from "vitest";
import { type Manifest, type ManifestEntry, mergeManifests } from "../../../src/shared/export/manifest.ts";

function entry(path: string, edition: string, sha: string): ManifestEntry {
  return {
    path,
    document: "doc",
    template: "poster",
    edition,
    format: "png",
    pages: 1,
    trimMm: [297, 420],
    bleedMm: 0,
    pixels: [10, 10],
    sha256: sha.repeat(64),
    proof: "0".repeat(64),
    approval: null,
    draft: true,
    created: "2026-01-01T00:00:00Z",
  };
}

function manifest(files: ManifestEntry[], notices: string[]): Manifest {
  return {
    engine: "1",
    document: "doc",
    files,
    diagnostics: notices.map((edition) => ({
      code: "x/y",
      severity: "notice",
      edition,
      template: "poster",
      place: "p",
      message: "m",
      hint: "h",
    })),
    approvals: [],
  };
}

describe("mergeManifests", () => {
  it("keeps other editions, replaces the same files, and sorts by path", () => {
    const earlier = manifest([entry("b", "vi-VN", "1"), entry("c", "ar-EG", "1")], ["vi-VN", "ar-EG"]);
    const later = manifest([entry("b", "vi-VN", "2"), entry("a", "en-VN", "2")], ["en-VN"]);
    const merged = mergeManifests(earlier, later);
    expect(merged.files.map((file) => [file.path, file.sha256[0]])).toEqual([
      ["a", "2"],
      ["b", "2"],
      ["c", "1"],
    ]);
    expect(merged.diagnostics.map((one) => one.edition)).toEqual(["ar-EG", "en-VN"]);
    expect(merged.document).toBe("doc");
  });
});
