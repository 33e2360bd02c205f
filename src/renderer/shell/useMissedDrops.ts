import { useEffect } from "react";
import { StudioError } from "../../shared/base/errors.ts";
import { useApp } from "../state/hooks.ts";

/**
 * A file that misses every place for it: a document is opened wherever it falls, anything else is refused in words. A
 * browser would leave Manara and show the file.
 */
export function useMissedDrops(takeDocument: (file: File) => Promise<void>): void {
  const app = useApp();
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hasFiles(event) ? "copy" : "none";
    };
    const onDrop = (event: DragEvent) => {
      // Somebody took it, or it is only words that were dragged.
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (!hasFiles(event)) return;
      const [file] = event.dataTransfer?.files ?? [];
      // A dialog asks for something else first.
      if (file === undefined || document.querySelector("[data-modal]") !== null) return;
      app.attempt(() => (isDocument(file) ? takeDocument(file) : refuse()));
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [app, takeDocument]);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}

function isDocument({ name }: File): boolean {
  return name.toLowerCase().endsWith(".manara");
}

function refuse(): never {
  throw new StudioError("document/not-a-document", "usage", "The dropped file is not a Manara document.", {
    hint: "Documents end in .manara. To place a picture, drop it on its frame.",
  });
}
