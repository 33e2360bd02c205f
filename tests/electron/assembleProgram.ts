import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";

/** The built program → a folder that the older Electron can run, with the layer before its own scripts. */

const LAYER = join(import.meta.dirname, "layer");
/** In its place in a folder of the program that has the layer. */
export const LAYERED_MAIN = "./dist/main.cjs";

export interface Assembled {
  readonly folder: string;
  readonly remove: () => void;
}

export async function assembleProgram(): Promise<Assembled> {
  const folder = mkdtempSync(join(tmpdir(), "manara-program-"));
  cpSync("dist", join(folder, "dist"), { recursive: true });
  for (const part of ["node_modules", "resources", "templates"]) symlinkSync(resolve(part), join(folder, part));
  await addLayer(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param folder with `dist`; gets a `package.json` with another main module, because Electron 22 runs no ES modules. */
export async function addLayer(folder: string): Promise<void> {
  const program = JSON.parse(readFileSync("package.json", "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...program, main: LAYERED_MAIN }));
  // A file of its own: what the main module asks for is looked up before anything in its own file has run.
  writeFileSync(join(folder, "dist", "layer.cjs"), await bundle(join(LAYER, "main.ts"), "cjs", "node16"));
  const main = await bundle(join(folder, "dist", "main", "electron", "index.js"), "cjs", "node16");
  writeFileSync(join(folder, LAYERED_MAIN), `require("./layer.cjs");\n${main}`);
  before(join(folder, "dist", "preload", "index.cjs"), await bundle(join(LAYER, "preload.ts"), "cjs", "chrome108"));
  const scripts = join(folder, "dist", "renderer", "assets");
  const layer = await bundle(join(LAYER, "window.ts"), "iife", "chrome108");
  for (const name of readdirSync(scripts)) if (name.endsWith(".js")) before(join(scripts, name), layer);
}

function before(path: string, layer: string): void {
  writeFileSync(path, `{${layer}}\n${readFileSync(path, "utf8")}`);
}

/** One file with everything but Electron and Node's own modules in it. */
async function bundle(entry: string, format: "cjs" | "iife", target: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target,
      rolldownOptions: {
        input: entry,
        external: ["electron", /^node:/],
        output: { format, codeSplitting: false, entryFileNames: "[name].js" },
      },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  if (first === undefined || !("output" in first)) throw new Error(`${entry} was not built.`);
  return first.output[0].code;
}
