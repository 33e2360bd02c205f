/**
 * Calls a person back who looks at another tab or program: in the title, and by a notification where the browser has
 * been allowed to show some. A desktop shows its own, whatever the window says.
 */
export function callBack(words: string): void {
  if (document.hasFocus()) return;
  const before = document.title;
  const title = `\u2068${words}\u2069 · ${before}`;
  document.title = title;
  const restore = () => {
    // Somebody may have given the document another title meanwhile.
    if (document.title === title) document.title = before;
  };
  window.addEventListener("focus", restore, { once: true });
  if (!canNotify() || Notification.permission !== "granted") return;
  const notification = new Notification(before, { body: words, tag: "manara" });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
}

/** The browser would ask the person, who has not been asked before. */
export function mayAskToNotify(): boolean {
  return canNotify() && Notification.permission === "default";
}

/** Some browsers have none in an ordinary window. */
function canNotify(): boolean {
  return "Notification" in globalThis;
}
