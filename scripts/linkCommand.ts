import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** After a build: makes `npx manara` answer inside this package, as it does where the package is installed. */

const folder = join("node_modules", ".bin");
const entry = join("bin", "manara.cjs");
mkdirSync(folder, { recursive: true });
if (process.platform === "win32") {
  writeFileSync(join(folder, "manara.cmd"), `@node "%~dp0\\..\\..\\bin\\manara.cjs" %*\r\n`);
} else {
  const link = join(folder, "manara");
  rmSync(link, { force: true });
  symlinkSync(relative(folder, entry), link);
}
