import { join } from "node:path";

/** Where the parts of the program lie: in a checkout, in a build, and in an installed program. */

export interface ProgramPaths {
  /** Folder of the built renderer. */
  readonly renderer: string;
  readonly preload: string;
  /** Entry of the studio's process. */
  readonly studio: string;
  readonly exporter: string;
  /** Plain Node, for the processes on Linux. */
  readonly node: string;
  readonly packs: string;
  readonly icon: string;
}

export interface Installed {
  /** Folder or archive that holds `package.json` and `dist`. */
  readonly app: string;
  /** Beside the archive, where installers put files that are no code; null when not installed. */
  readonly resources: string | null;
  readonly platform: "mac" | "windows" | "linux";
}

export function programPaths({ app, resources, platform }: Installed): ProgramPaths {
  // Plain Node cannot read an archive of Electron; on Linux its code lies unpacked beside it.
  const code = resources !== null && platform === "linux" ? app.replace(/\.asar$/, ".asar.unpacked") : app;
  const main = join(code, "dist", "main");
  return {
    renderer: join(app, "dist", "renderer"),
    preload: join(app, "dist", "preload", "index.cjs"),
    studio: join(main, "electron", "studioProcess.js"),
    exporter: join(main, "services", "export", "exporterProcess.js"),
    node:
      resources === null ? join(app, "node_modules", "node", "bin", "node") : join(resources, "node", "bin", "node"),
    packs: join(resources ?? app, "templates"),
    icon: join(resources ?? join(app, "resources"), "icons", "icon.png"),
  };
}
