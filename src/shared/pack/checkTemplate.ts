import { contrast } from "../base/colour.ts";
import type { DiagnosticValues } from "../base/diagnostics.ts";
import { POINTS_PER_MM, toPoints } from "../base/units.ts";
import type { Findings, JsonPath } from "./findings.ts";
import { lookUp, suggest, suggestedNames } from "./names.ts";
import type { BlockFile, FrameFile, PackFile, SlotFile, TemplateFile } from "./packSchema.ts";

/** A template file against its pack: every name exists, every frame lies on the paper, every slot is shown the way its kind needs. */

/** Tolerance for sums of decimals, in the template's unit. */
const CLOSE = 0.01;
/** Least contrast that phone cameras read reliably (ISO/IEC 15415 asks 40 % symbol contrast for grade C). */
const QR_CONTRAST = 3;

export function checkTemplate(template: TemplateFile, file: string, pack: PackFile, findings: Findings): void {
  new TemplateCheck(template, file, pack, findings).run();
}

class TemplateCheck {
  readonly #template: TemplateFile;
  readonly #file: string;
  readonly #pack: PackFile;
  readonly #findings: Findings;
  readonly #slots: ReadonlyMap<string, SlotFile>;
  readonly #shown = new Set<string>();

  constructor(template: TemplateFile, file: string, pack: PackFile, findings: Findings) {
    this.#template = template;
    this.#file = file;
    this.#pack = pack;
    this.#findings = findings;
    const family = pack.content.find((group) => group.id === template.family);
    this.#slots = new Map(family?.slots.map((slot) => [slot.id, slot]));
  }

  run(): void {
    const { unit, size } = this.#template;
    if (unit === "px" && !size.every(Number.isInteger)) {
      this.#error("pixels", ["size"], "A pixel size has fractions.", "Write whole pixels.", {});
    }
    this.#unique(
      this.#template.pages.map((page) => page.id),
      ["pages"],
      "page",
    );
    for (const [index, page] of this.#template.pages.entries()) {
      const path: JsonPath = ["pages", index];
      this.#colour(page.ground, [...path, "ground"]);
      this.#unique(
        page.panels.map((panel) => panel.id),
        [...path, "panels"],
        "panel",
      );
      this.#unique(
        page.frames.map((frame) => frame.id),
        [...path, "frames"],
        "frame",
      );
      const panels = new Map<string, { x: number; width: number }>();
      let x = 0;
      for (const panel of page.panels) {
        panels.set(panel.id, { x, width: panel.width });
        x += panel.width;
      }
      if (page.panels.length > 0 && Math.abs(x - size[0]) > CLOSE) {
        const sum = Math.round(x * 1000) / 1000;
        this.#error(
          "panels",
          [...path, "panels"],
          `The panels are ${sum} ${unit} wide together; the page is ${size[0]} ${unit}.`,
          "Change the panels' widths until they sum to the page's width.",
          { sum, width: size[0], unit },
        );
      }
      for (const [at, frame] of page.frames.entries()) this.#frame(frame, [...path, "frames", at], panels);
    }
    for (const slot of this.#slots.values()) {
      if (slot.required && !this.#shown.has(slot.id)) {
        this.#findings.warning(
          "slot-unshown",
          this.#file,
          [],
          `The required slot "${slot.id}" is nowhere in this template.`,
          "Show it in a frame, or make it optional.",
          { id: slot.id },
        );
      }
    }
  }

  #frame(frame: FrameFile, path: JsonPath, panels: ReadonlyMap<string, { x: number; width: number }>): void {
    const [x, y, width, height] = frame.at;
    const panel = frame.panel === undefined ? undefined : panels.get(frame.panel);
    if (frame.panel !== undefined && !panel) {
      this.#error(
        "panel",
        [...path, "panel"],
        `There is no panel "${frame.panel}" on this page.`,
        suggest(frame.panel, [...panels.keys()]),
        { id: frame.panel, known: suggestedNames(frame.panel, [...panels.keys()]) },
      );
    } else this.#lies({ x: x + (panel?.x ?? 0), y, width, height }, frame, path, panel);
    switch (frame.kind) {
      case "text":
      case "helpline":
        for (const [index, block] of frame.blocks.entries()) this.#block(block, [...path, "blocks", index]);
        break;
      case "picture":
      case "logo":
        this.#known("image", frame.image, Object.keys(this.#pack.images), [...path, "image"]);
        if (frame.slot !== undefined) this.#slot(frame.slot, [...path, "slot"], ["picture"]);
        break;
      case "shape":
        this.#colour(frame.colour, [...path, "colour"]);
        break;
      case "qr": {
        this.#slot(frame.slot, [...path, "slot"], ["link"]);
        this.#colour(frame.colour, [...path, "colour"]);
        this.#colour(frame.ground, [...path, "ground"]);
        const dark = lookUp(this.#pack.palette, frame.colour);
        const light = lookUp(this.#pack.palette, frame.ground);
        if (dark && light && contrast(dark.rgb, light.rgb) < QR_CONTRAST) {
          this.#error(
            "qr-contrast",
            path,
            "The QR code hardly stands out from its ground.",
            "Use a dark colour on a light ground.",
            {},
          );
        }
      }
    }
  }

  #lies(
    box: { x: number; y: number; width: number; height: number },
    frame: FrameFile,
    path: JsonPath,
    panel: { x: number; width: number } | undefined,
  ): void {
    const { unit, size, safe } = this.#template;
    const bleed = (this.#template.bleed * POINTS_PER_MM) / toPoints(1, unit);
    const beyond = (top: number, right: number, bottom: number, left: number) =>
      box.x < left - CLOSE ||
      box.y < top - CLOSE ||
      box.x + box.width > right + CLOSE ||
      box.y + box.height > bottom + CLOSE;
    const place: JsonPath = [...path, "at"];
    if (beyond(-bleed, size[0] + bleed, size[1] + bleed, -bleed)) {
      this.#error(
        "frame-outside",
        place,
        `The frame "${frame.id}" reaches beyond the page and its bleed.`,
        "Move it or make it smaller.",
        { id: frame.id },
      );
      return;
    }
    if (frame.kind === "shape" || frame.kind === "picture") return;
    const [top, end, bottom, start] = safe;
    if (beyond(0, size[0], size[1], 0)) {
      this.#error(
        "frame-cut",
        place,
        `The frame "${frame.id}" would be cut at the trim.`,
        "Keep text, logos and codes inside the page.",
        { id: frame.id },
      );
    } else if (beyond(top, size[0] - end, size[1] - bottom, start)) {
      this.#findings.warning(
        "frame-unsafe",
        this.#file,
        place,
        `The frame "${frame.id}" reaches into the margin that is kept free.`,
        "Move it inside the safe area.",
        { id: frame.id },
      );
    } else if (panel && (box.x < panel.x - CLOSE || box.x + box.width > panel.x + panel.width + CLOSE)) {
      this.#findings.warning(
        "frame-fold",
        this.#file,
        place,
        `The frame "${frame.id}" crosses a fold.`,
        "Keep text, logos and codes inside their panel.",
        { id: frame.id },
      );
    }
  }

  #block(block: BlockFile, path: JsonPath): void {
    this.#known("style", block.style, Object.keys(this.#pack.styles), [...path, "style"]);
    if (block.colour !== undefined) this.#colour(block.colour, [...path, "colour"]);
    if (block.field) this.#colour(block.field.colour, [...path, "field", "colour"]);
    if (block.list) {
      this.#colour(block.list.markerColour, [...path, "list", "markerColour"]);
      this.#colour(block.list.markerInk, [...path, "list", "markerInk"]);
      if (block.list.rule !== undefined) this.#colour(block.list.rule, [...path, "list", "rule"]);
    }
    if (block.helplines) {
      this.#known("style", block.helplines.numberStyle, Object.keys(this.#pack.styles), [
        ...path,
        "helplines",
        "numberStyle",
      ]);
    }
    const slot = this.#slot(block.slot, [...path, "slot"], ["line", "text", "list", "helplines", "link"]);
    if (!slot) return;
    if (block.list && slot.kind !== "list") {
      this.#error(
        "slot-kind",
        [...path, "list"],
        `The slot "${slot.id}" is no list.`,
        `Remove "list", or give the slot the kind list.`,
        { case: "no-list", id: slot.id },
      );
    }
    if (block.helplines && slot.kind !== "helplines") {
      this.#error(
        "slot-kind",
        [...path, "helplines"],
        `The slot "${slot.id}" holds no helplines.`,
        `Remove "helplines", or give the slot the kind helplines.`,
        { case: "no-helplines", id: slot.id },
      );
    }
    if (!block.helplines && slot.kind === "helplines") {
      this.#error("slot-kind", path, `The helplines of "${slot.id}" have no layout.`, `Add "helplines" to the block.`, {
        case: "no-layout",
        id: slot.id,
      });
    }
  }

  #slot(id: string, path: JsonPath, kinds: readonly SlotFile["kind"][]): SlotFile | undefined {
    // Without its family no slot can be known: that is one finding of its own.
    if (this.#slots.size === 0) return undefined;
    const slot = this.#slots.get(id);
    if (!slot) this.#known("slot", id, [...this.#slots.keys()], path);
    else if (!kinds.includes(slot.kind)) {
      this.#error(
        "slot-kind",
        path,
        `The slot "${id}" is a ${slot.kind}, which cannot be shown here.`,
        `Show a slot of kind ${kinds.join(", ")}.`,
        { case: "other", id, kind: slot.kind, known: kinds.join(", ") },
      );
    }
    this.#shown.add(id);
    return slot;
  }

  #colour(id: string, path: JsonPath): void {
    this.#known("colour", id, Object.keys(this.#pack.palette), path);
  }

  #known(noun: string, id: string, known: readonly string[], path: JsonPath): void {
    if (known.includes(id)) return;
    this.#error(noun, path, `There is no ${noun} "${id}".`, suggest(id, known), {
      id,
      known: suggestedNames(id, known),
    });
  }

  #unique(ids: readonly string[], path: JsonPath, noun: string): void {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) < index)
        this.#error(
          "duplicate-id",
          [...path, index, "id"],
          `Two ${noun}s are called "${id}".`,
          "Give each its own id.",
          { id },
        );
    }
  }

  #error(code: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#findings.error(code, this.#file, path, message, hint, values);
  }
}
