import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { SPECIMENS } from "../../gallery/specimens.ts";

describe("the gallery", () => {
  it("shows every component of the window's folder of components, and no other", () => {
    const components = readdirSync("src/renderer/ui", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".tsx"))
      .map((path) => basename(path, ".tsx"));
    expect(components.length).toBeGreaterThan(10);
    expect(Object.keys(SPECIMENS).sort()).toEqual(components.sort());
  });
});
