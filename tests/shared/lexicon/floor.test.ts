import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listsIn } from "./listsIn.ts";

/** What no pack may lower is not lowered by a deleted line either: every word of the floor is listed a second time. */

const FOLDER = "src/shared/lexicon/floor";
const LIST = "tests/shared/lexicon/floorWords.txt";

const words = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".json"))
  .flatMap((path) =>
    listsIn(JSON.parse(readFileSync(join(FOLDER, path), "utf8"))).flatMap(([name, list]) =>
      list.map((word) => `${path} ${name.replace(/^\./, "")}: ${word}`),
    ),
  );
const listed = readFileSync(LIST, "utf8")
  .split("\n")
  .filter((line) => line !== "");

it("takes no word away from the floor", () => {
  const gone = listed.filter((line) => !words.includes(line));
  if (gone.length > 0)
    expect.fail(`Words of the floor are gone. If that is right, take them out of ${LIST} too:\n${gone.join("\n")}`);
});

it("lists every word of the floor", () => {
  const missing = words.filter((word) => !listed.includes(word));
  if (missing.length > 0) expect.fail(`Add these lines to ${LIST}:\n${missing.join("\n")}`);
});
