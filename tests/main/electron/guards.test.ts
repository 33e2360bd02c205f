import { describe, expect, it } from "vitest";
import { guardApp, isOurs } from "../../../src/main/electron/guards.ts";
import { makeContents, makeElectron } from "../../fakes/electron.ts";

function guarded() {
  const electron = makeElectron("/data");
  guardApp(electron.api, ["app://ui"]);
  const contents = makeContents(1, () => false);
  electron.app.emit("web-contents-created", {}, contents);
  const prevented = (event: string, details: object = {}) => {
    let called = false;
    contents.emit(event, { ...details, preventDefault: () => (called = true) });
    return called;
  };
  return { electron, contents, prevented };
}

describe("isOurs", () => {
  it.each([
    ["app://ui/index.html", true],
    ["app://ui", true],
    ["app://ui.evil.example/", false],
    ["app://evil/", false],
    ["app:ui", false],
    ["http://ui/", false],
    ["about:blank", false],
    ["data:text/html,x", false],
    ["", false],
  ])("%s → %s", (url, ours) => {
    expect(isOurs(url, ["app://ui"])).toBe(ours);
  });

  it("compares ports and schemes of a development server", () => {
    expect(isOurs("http://localhost:5173/x", ["http://localhost:5173"])).toBe(true);
    expect(isOurs("http://localhost:5174/x", ["http://localhost:5173"])).toBe(false);
    expect(isOurs("http://localhost:5173@evil.example/", ["http://localhost:5173"])).toBe(false);
  });
});

describe("guards", () => {
  it("keeps every frame on our pages", () => {
    const { prevented } = guarded();
    for (const event of ["will-frame-navigate", "will-redirect"]) {
      expect(prevented(event, { url: "https://evil.example/", isMainFrame: true })).toBe(true);
      expect(prevented(event, { url: "javascript:alert(1)" })).toBe(true);
      expect(prevented(event, { url: "file:///etc/passwd" })).toBe(true);
      expect(prevented(event, { url: "app://ui/" })).toBe(false);
    }
  });

  it("opens no window, whatever its address", () => {
    const { contents, electron } = guarded();
    for (const url of ["https://example.org/", "app://ui/", "mailto:a@b.example"]) {
      expect(contents.windowOpen?.({ url } as Electron.HandlerDetails)).toEqual({ action: "deny" });
    }
    expect(electron.calls).toEqual([]);
  });

  it("downloads what the studio gives away, and nothing else", () => {
    const { electron } = guarded();
    const refused = (url: string) => {
      let called = false;
      electron.downloads.emit("will-download", { preventDefault: () => (called = true) }, { getURL: () => url });
      return called;
    };
    expect(refused("app://ui/assets/0123")).toBe(false);
    const others = ["https://evil.example/assets/a", "app://ui/index.html", "app://evil/assets/a", "blob:app://ui/1"];
    for (const url of [...others, "data:text/plain,a"]) {
      expect([url, refused(url)]).toEqual([url, true]);
    }
  });

  it("attaches no webview", () => {
    expect(guarded().prevented("will-attach-webview")).toBe(true);
  });

  it("grants copying and the full screen, to questions and to checks alike, and no device", () => {
    const { request, check, device } = guarded().electron.permissions;
    const granted = (permission: string) => {
      let answer: boolean | null = null;
      request?.({} as never, permission as never, (value) => (answer = value), {} as never);
      expect(check?.(null, permission as never, "app://ui", {} as never)).toBe(answer);
      return answer;
    };
    const asked = [
      "clipboard-sanitized-write",
      "fullscreen",
      "media",
      "geolocation",
      "notifications",
      "clipboard-read",
    ];
    expect(asked.filter((permission) => granted(permission))).toEqual(["clipboard-sanitized-write", "fullscreen"]);
    expect(granted("fileSystem")).toBe(false);
    expect(device?.({} as never)).toBe(false);
  });
});
