import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { documentsIn, documentsOf } from "../../../src/main/electron/openFiles.ts";

const FOLDER = resolve("/home/hanan");

describe("documentsIn", () => {
  it("takes relative and absolute paths, and the URLs of Linux launchers", () => {
    const arabic = join(FOLDER, "يوم مكافحة الاتجار 30.manara");
    const values = ["a.manara", arabic, pathToFileURL(arabic).href, "B.MANARA"];
    expect(documentsIn(values, FOLDER)).toEqual([join(FOLDER, "a.manara"), arabic, arabic, join(FOLDER, "B.MANARA")]);
  });

  it.each([
    ["--inspect=a.manara"],
    ["-a.manara"],
    ["."],
    ["a.manara.exe"],
    ["a.pdf"],
    ["file://server/share/a.manara%00.pdf"],
    ["file:///a%2fb.manara"],
    ["file://%zz/a.manara"],
    ["a\0.manara"],
  ])("leaves %j alone", (value) => {
    expect(documentsIn([value], FOLDER)).toEqual([]);
  });
});

describe("documentsOf", () => {
  it("resolves against the folder of the second start, not of this one", () => {
    expect(documentsOf({ values: ["a.manara"], folder: FOLDER })).toEqual([join(FOLDER, "a.manara")]);
  });

  it.each([
    [null],
    ["a.manara"],
    [{}],
    [{ values: "a.manara", folder: FOLDER }],
    [{ values: [1, { toString: () => "a.manara" }], folder: FOLDER }],
    [{ values: ["a.manara"], folder: 7 }],
  ])("hears nothing in %j", (data) => {
    expect(documentsOf(data)).toEqual([]);
  });
});
