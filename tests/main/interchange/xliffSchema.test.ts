import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExchangeFormat, exportWords } from "../../../src/main/services/document/interchange.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { anyRich, sampleDocument } from "../../fixtures/wordsDocument.ts";

/**
 * XLIFF 1.2 against the strict schema of OASIS, which Debian carries in `php-symfony-translation`; XLIFF 2.1 against the schemas of OASIS (core, glossary, metadata), which the Okapi XLIFF Toolkit on Maven Central
 * carries, with xmllint; and against that toolkit's own reader, which also holds what no schema can say.
 */

const TOOLKIT = "okapi-lib-xliff2";
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>manara</groupId>
<artifactId>witness</artifactId><version>1</version><packaging>pom</packaging><dependencies><dependency>
<groupId>net.sf.okapi.lib</groupId><artifactId>${TOOLKIT}</artifactId><version>1.48.0</version></dependency></dependencies></project>`;
const READER = `import java.io.File;
public class Read { public static void main(String[] files) throws Exception {
  for (String file : files) {
    try { net.sf.okapi.lib.xliff2.reader.XLIFFReader.validate(new File(file)); }
    catch (Exception wrong) { System.out.println(file + ": " + wrong.getMessage()); } } } }`;
const has = (command: string, argument: string) => spawnSync(command, [argument]).status === 0;
const tools = has("xmllint", "--version") && has("mvn", "--version") && has("unzip", "-v") && has("java", "-version");

const folder = mkdtempSync(join(tmpdir(), "manara-xliff-"));
let jar = "";
beforeAll(() => {
  if (!tools) return;
  writeFileSync(join(folder, "pom.xml"), POM);
  writeFileSync(join(folder, "Read.java"), READER);
  const fetched = spawnSync("mvn", ["-q", "dependency:copy-dependencies", "-DoutputDirectory=jars"], {
    cwd: folder,
    timeout: 150_000,
  });
  if (fetched.status !== 0) return;
  jar = readdirSync(join(folder, "jars")).find((name) => name.startsWith(TOOLKIT)) ?? "";
  execFileSync("unzip", ["-qoj", join(folder, "jars", jar), "*.xsd", "-d", folder]);
  const copies = join(folder, "informativeCopiesOf3rdPartySchemas/w3c");
  mkdirSync(copies, { recursive: true });
  copyFileSync(join(folder, "xml.xsd"), join(copies, "xml.xsd"));
  const imported = [
    ["document", "xliff_core_2.0.xsd"],
    ["glossary", "glossary.xsd"],
    ["metadata", "metadata.xsd"],
  ].map(([name, file]) => `<xs:import namespace="urn:oasis:names:tc:xliff:${name}:2.0" schemaLocation="${file}"/>`);
  writeFileSync(
    join(folder, "all.xsd"),
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imported.join("")}</xs:schema>`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function save(bytes: Uint8Array): string {
  count += 1;
  const file = join(folder, `${count}.xlf`);
  writeFileSync(file, bytes);
  return file;
}

function xmllint(files: readonly string[], schema = join(folder, "all.xsd")) {
  return spawnSync("xmllint", ["--noout", "--nonet", "--schema", schema, ...files], {
    encoding: "utf8",
  });
}

function okapi(files: readonly string[]): string {
  return execFileSync("java", ["-cp", join(folder, "jars", "*"), join(folder, "Read.java"), ...files], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function samples(format: ExchangeFormat = "xliff"): string[] {
  return pack.templates.flatMap(({ id }) => {
    const document = sampleDocument(id);
    const tags = Object.keys(document.editions);
    return tags.flatMap((source) =>
      tags
        .filter((tag) => tag !== source)
        .map((edition) => save(exportWords(document, pack, { edition, source, format }))),
    );
  });
}

function generated(format: ExchangeFormat = "xliff"): string[] {
  const [template = ""] = pack.templates.map(({ id }) => id);
  return fc.sample(fc.tuple(anyRich, anyRich), { numRuns: 100, seed: 7 }).map(([headline, other]) => {
    const editions = { "en-VN": { slots: { headline } }, "vi-VN": { slots: { headline: other } } };
    const document = parseDocument({ ...sampleDocument(template), editions });
    return save(exportWords(document, pack, { edition: "vi-VN", source: "en-VN", format }));
  });
}

/** Null where there is none: installed, or fetched for this run. */
function strictSchema(): string | null {
  const inside = "usr/share/php/Symfony/Component/Translation/Resources/schemas";
  const file = "xliff-core-1.2-strict.xsd";
  let from = join("/", inside);
  if (!existsSync(join(from, file))) {
    spawnSync("apt-get", ["download", "-q", "php-symfony-translation"], { cwd: folder, timeout: 60_000 });
    const deb = readdirSync(folder).find((name) => name.endsWith(".deb"));
    if (deb === undefined || spawnSync("dpkg", ["-x", join(folder, deb), join(folder, "deb")]).status !== 0)
      return null;
    from = join(folder, "deb", inside);
  }
  const local = join(folder, "strict");
  mkdirSync(local);
  copyFileSync(join(from, "xml.xsd"), join(local, "xml.xsd"));
  // The schema of `xml:space` lies beside it; the network is not asked.
  const text = readFileSync(join(from, file), "utf8").replaceAll('"http://www.w3.org/2001/xml.xsd"', '"xml.xsd"');
  writeFileSync(join(local, file), text);
  return join(local, file);
}

describe.skipIf(!has("xmllint", "--version"))("XLIFF 1.2", { timeout: 180_000 }, () => {
  it("passes the strict schema, whatever was typed", ({ skip }) => {
    const schema = strictSchema();
    if (schema === null) return skip("php-symfony-translation could not be fetched");
    const files = [...samples("xliff12"), ...generated("xliff12")];
    const wrong = xmllint(files, schema)
      .stderr.split("\n")
      .filter((line) => line !== "" && !line.endsWith(" validates"));
    expect(wrong).toEqual([]);
    const broken = readFileSync(files[0] ?? "", "utf8").replace("<body>", "<body><p/>");
    expect(xmllint([save(new TextEncoder().encode(broken))], schema).status).not.toBe(0);
  });
});

describe.skipIf(!tools)("XLIFF 2.1", () => {
  it("passes the OASIS schemas, whatever was typed", ({ skip }) => {
    if (jar === "") skip(`${TOOLKIT} could not be fetched`);
    const { status, stderr } = xmllint([...samples(), ...generated()]);
    expect(stderr.split("\n").filter((line) => line !== "" && !line.endsWith(" validates"))).toEqual([]);
    expect(status).toBe(0);
  });

  it("would fail them with an element in the wrong place", ({ skip }) => {
    if (jar === "") skip(`${TOOLKIT} could not be fetched`);
    const [first = ""] = pack.templates.map(({ id }) => id);
    const bytes = exportWords(sampleDocument(first), pack, { edition: "vi-VN", source: "en-VN", format: "xliff" });
    const broken = new TextDecoder().decode(bytes).replace('state="translated"', 'state="done"');
    expect(xmllint([save(new TextEncoder().encode(broken))]).status).not.toBe(0);
  });

  it("is read by the Okapi toolkit", ({ skip }) => {
    if (jar === "") skip(`${TOOLKIT} could not be fetched`);
    expect(okapi([...samples(), ...generated()])).toBe("");
    const [first = ""] = pack.templates.map(({ id }) => id);
    const bytes = exportWords(sampleDocument(first), pack, { edition: "vi-VN", source: "en-VN", format: "xliff" });
    const twice = new TextDecoder().decode(bytes).replace('<unit id="headline"', '<unit id="eyebrow"');
    expect(okapi([save(new TextEncoder().encode(twice))])).toContain("eyebrow");
  });
});
