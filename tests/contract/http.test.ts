import { startBrowserHost } from "../../src/main/browser/browserHost.ts";
import { httpTransport } from "../../src/renderer/host/httpTransport.ts";
import { createClient } from "../../src/shared/contract/client.ts";
import { type TestPlace, testPlace, testStudio } from "../fakes/testStudio.ts";
import { letIn, readEvents } from "../main/browser/ask.ts";
import { contractSuite, type OpenedHost } from "./contractSuite.ts";
import { gateSuite } from "./gateSuite.ts";

/** The window's own transport against the browser host, over real sockets. Only what a browser adds by itself is added. */

async function open(place: TestPlace): Promise<OpenedHost> {
  const { studio } = await testStudio(place);
  const log = (error: unknown) => process.stderr.write(`${error}\n`);
  const page = new Map([["/", { bytes: new Uint8Array(), type: "text/html", lasting: false }]]);
  const host = await startBrowserHost({ studio, files: page, port: 0, log });
  const { own } = await letIn(host);
  const base = `http://127.0.0.1:${host.port}`;
  const fetchInside = (url: string, options: RequestInit = {}) =>
    fetch(url, { ...options, headers: { ...Object.fromEntries(new Headers(options.headers)), ...own } });
  const window = () =>
    createClient(
      httpTransport({
        base,
        fetch: fetchInside,
        openEvents: (url, { onEvent, onGap }) => {
          const { pathname, search } = new URL(url());
          return readEvents(host.port, `${pathname}${search}`, own, { onEvent, onGap }).close;
        },
      }),
    );
  return {
    client: window(),
    other: window(),
    folder: place.folder,
    async readAsset(digest) {
      const response = await fetchInside(`${base}/assets/${digest}`);
      if (response.status === 404) return null;
      const type = response.headers.get("content-type") ?? "";
      return { bytes: new Uint8Array(await response.arrayBuffer()), type };
    },
    async close() {
      await host.close();
      await studio.close();
      await place.remove();
    },
  };
}

contractSuite("HTTP on this computer", async () => open(await testPlace()));
gateSuite("HTTP on this computer", open);
