import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";

/** `npm run gallery`: every component of the window in each of its states, renewed while somebody edits it. */

const root = join(import.meta.dirname, "..");
const vite = await createServer({
  configFile: false,
  root: join(root, "gallery"),
  cacheDir: join(root, "node_modules", ".cache", "gallery"),
  plugins: [react()],
  server: { host: "127.0.0.1", fs: { allow: [root] } },
});
await vite.listen();
vite.printUrls();
