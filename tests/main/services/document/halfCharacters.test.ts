import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../../../src/main/cli/program.ts";
import { parseContent } from "../../../../src/main/services/document/content.ts";
import { readDocumentFile, writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import { importWords } from "../../../../src/main/services/document/interchange.ts";
import { parseConsent } from "../../../../src/main/services/document/pictures.ts";
import { jsonIn } from "../../../../src/main/services/readJsonFile.ts";
import { canonicalBytes, textBytes } from "../../../../src/shared/base/digest.ts";
import { fakeMachine } from "../../../fakes/fakeMachine.ts";
import { testPlace, testStudio } from "../../../fakes/testStudio.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../../fixtures/wordsDocument.ts";

/** Half of a character comes in by no way: every place where texts enter refuses it, with the place of the text. */

const machine = fakeMachine();
const document = sampleDocument(pack.templates[0]?.id ?? "");
const bytes = (text: string) => new TextEncoder().encode(text);

async function documentWith(title: string): Promise<Uint8Array> {
  // As another program writes it: the bytes are UTF-8, and the half is an escape.
  const text = new TextDecoder().decode(canonicalBytes({ ...document, title: "TITLE" }));
  const files = new Map([["document.json", textBytes(text.replace('"TITLE"', `"${title}"`))]]);
  return machine.archives.write(files, () => false);
}

describe("half of a character", () => {
  it("in a document's file is refused with its place, and a pair is not", async () => {
    await expect(readDocumentFile(machine.archives, await documentWith("Poster \\ud83d"))).rejects.toMatchObject({
      code: "document/ill-formed-text",
      diagnostics: [{ place: "title" }],
    });
    const { document: read } = await readDocumentFile(machine.archives, await documentWith("Poster \\ud83d\\udc4d"));
    expect(read.title).toBe("Poster 👍");
  });

  it("is never written into a document's file", async () => {
    const hurt = { document: { ...document, title: "a\udc00" }, pictures: new Map() };
    await expect(writeDocumentFile(machine.archives, hurt)).rejects.toMatchObject({ code: "document/ill-formed-text" });
  });

  it("in a file of plain content, in a consent and in any other JSON is refused", () => {
    const content = bytes('{"editions":{"vi-VN":{"headline":"\\ud83d"}}}');
    expect(() => parseContent(content, "content.json")).toThrow("not JSON");
    expect(() => parseConsent('{"person":"\\ud83d"}', "consent.json")).toThrow("it is not JSON");
    expect(jsonIn(bytes('{"name":"\\udc4d"}'))).toBeNull();
  });

  it.each([
    ["a table", 'id,target\r\nheadline/p1,"Hỏi {u+d83d}"\r\n'],
    [
      "a file of a translator's tool",
      '<xliff version="2.1" srcLang="en-VN" trgLang="vi-VN" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="headline"><segment><source>x</source><target>Hỏi <cp hex="d83d"/></target></segment></unit></file></xliff>',
    ],
  ])("written as a number in %s is left out and told", (_, text) => {
    const { edits, report } = importWords(document, pack, bytes(text), "vi-VN", {
      by: "Lan",
      at: "2026-01-01T00:00:00Z",
    }) as never as { edits: unknown; report: unknown };
    expect(JSON.stringify([edits, report])).not.toMatch(/\\ud/);
  });

  it("in an argument is refused", async () => {
    await expect(createProgram({}).run(["keys", "new", "--name", "Lan\ud83d"])).rejects.toMatchObject({
      code: "cli/ill-formed-text",
    });
  });

  it("in work that an older version left behind becomes the sign for an unknown character", async () => {
    const place = await testPlace();
    try {
      const first = await testStudio(place);
      const { session } = await first.window("one").call("documents.create", {
        pack: "safe-migration",
        template: "poster-fake-job-signs",
        editions: [],
        sample: true,
      });
      await first.window("one").call("documents.edit", { session, edit: { kind: "set-title", title: "HALF" } });
      await first.studio.close();
      const folder = join(place.dataFolder, "recovery");
      for (const id of await readdir(folder)) {
        for (const name of (await readdir(join(folder, id))).filter((one) => one.endsWith(".json"))) {
          const path = join(folder, id, name);
          await writeFile(path, (await readFile(path, "utf8")).replace('"title":"HALF"', '"title":"HALF \\ud83d"'));
        }
      }
      await mkdir(place.folder, { recursive: true });
      const second = await testStudio(place);
      const [left] = await second.window("two").call("documents.recoveries", {});
      expect(left?.title).toBe("HALF \ufffd");
      const state = await second.window("two").call("documents.recover", { recovery: left?.recovery ?? "" });
      expect(await second.window("two").call("documents.save", { session: state.session })).toMatchObject({
        saved: true,
      });
      await second.studio.close();
    } finally {
      await place.remove();
    }
  });
});
