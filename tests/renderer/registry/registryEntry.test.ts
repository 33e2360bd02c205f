import { describe, expect, it } from "vitest";
import { matchesSearch } from "../../../src/renderer/registry/registryEntry.ts";
import type { RegistryItem } from "../../../src/shared/contract/registryCalls.ts";

const entry: RegistryItem = {
  kind: "helpline",
  id: "VN-CP",
  name: { en: "Citizen protection", vi: "Bảo hộ công dân", ar: "حماية المواطنين" },
  number: "+84 981 84 84 84",
  country: "VN",
  source: "Ministry of Foreign Affairs",
  owner: "Desk Hà Nội",
  lastChecked: null,
  reviewBy: null,
  state: "never",
  confirmedBy: null,
  note: "",
  withdrawn: null,
  asset: null,
};

describe("an entry of the registry", () => {
  it.each([
    ["en", "+84981848484"],
    ["en", "981 84"],
    ["en", "CITIZEN"],
    ["vi", "bao ho"],
    ["ar", "حماية"],
    ["en", "ha noi"],
    ["en", "vn"],
    ["en", ""],
  ] as const)("is found in %s by “%s”", (language, typed) => {
    expect(matchesSearch(entry, language, typed)).toBe(true);
  });

  it.each([
    ["en", "bảo hộ"],
    ["en", "985"],
    ["vi", "citizen"],
  ] as const)("is not found in %s by “%s”", (language, typed) => {
    expect(matchesSearch(entry, language, typed)).toBe(false);
  });
});
