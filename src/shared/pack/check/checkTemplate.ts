import { contrast } from "../../base/colour.ts";
import type { FileFindings, JsonPath } from "../file/findings.ts";
import { lookUp, suggest, suggestedNames } from "../file/names.ts";
import type { PackFile, SlotFile } from "../file/packSchema.ts";
import type { BlockFile, FrameFile, TemplateFile } from "../file/templateSchema.ts";
import { CLOSE, checkFrameBounds, type PanelSpan } from "./checkFrameBounds.ts";

/** A template file against its pack: every name exists, every frame lies on the paper, every slot is shown the way its kind needs. */

/** Least contrast that phone cameras read reliably (ISO/IEC 15415 asks 40 % symbol contrast for grade C). */
const QR_CONTRAST = 3;

export function checkTemplate(template: TemplateFile, pack: PackFile, findings: FileFindings): void {
  new TemplateCheck(template, pack, findings).run();
}

class TemplateCheck {
  readonly #template: TemplateFile;
  readonly #pack: PackFile;
  readonly #findings: FileFindings;
  readonly #slots: ReadonlyMap<string, SlotFile>;
  readonly #shown = new Set<string>();

  constructor(template: TemplateFile, pack: PackFile, findings: FileFindings) {
    this.#template = template;
    this.#pack = pack;
    this.#findings = findings;
    const family = pack.content.find((group) => group.id === template.family);
    this.#slots = new Map(family?.slots.map((slot) => [slot.id, slot]));
  }

  run(): void {
    const { unit, size } = this.#template;
    if (unit === "px" && !size.every(Number.isInteger)) {
      this.#findings.error("pixels", ["size"], "A pixel size has fractions.", "Write whole pixels.", {});
    }
    this.#findings.unique(
      this.#template.pages.map((page) => page.id),
      ["pages"],
      "page",
    );
    for (const [index, page] of this.#template.pages.entries()) {
      const path: JsonPath = ["pages", index];
      this.#colour(page.ground, [...path, "ground"]);
      this.#findings.unique(
        page.panels.map((panel) => panel.id),
        [...path, "panels"],
        "panel",
      );
      this.#findings.unique(
        page.frames.map((frame) => frame.id),
        [...path, "frames"],
        "frame",
      );
      const panels = new Map<string, PanelSpan>();
      let x = 0;
      for (const panel of page.panels) {
        panels.set(panel.id, { x, width: panel.width });
        x += panel.width;
      }
      if (page.panels.length > 0 && Math.abs(x - size[0]) > CLOSE) {
        const sum = Math.round(x * 1000) / 1000;
        this.#findings.error(
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
          [],
          `The required slot "${slot.id}" is nowhere in this template.`,
          "Show it in a frame, or make it optional.",
          { id: slot.id },
        );
      }
    }
  }

  #frame(frame: FrameFile, path: JsonPath, panels: ReadonlyMap<string, PanelSpan>): void {
    const [x, y, width, height] = frame.at;
    const panel = frame.panel === undefined ? undefined : panels.get(frame.panel);
    if (frame.panel !== undefined && !panel) {
      this.#findings.error(
        "panel",
        [...path, "panel"],
        `There is no panel "${frame.panel}" on this page.`,
        suggest(frame.panel, [...panels.keys()]),
        { id: frame.panel, known: suggestedNames(frame.panel, [...panels.keys()]) },
      );
    } else {
      const box = { x: x + (panel?.x ?? 0), y, width, height };
      checkFrameBounds(frame, box, panel, this.#template, [...path, "at"], this.#findings);
    }
    switch (frame.kind) {
      case "text":
      case "helpline":
        for (const [index, block] of frame.blocks.entries()) this.#block(block, [...path, "blocks", index]);
        break;
      case "picture":
      case "logo":
        this.#findings.known("image", frame.image, Object.keys(this.#pack.images), [...path, "image"]);
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
          this.#findings.error(
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

  #block(block: BlockFile, path: JsonPath): void {
    this.#findings.known("style", block.style, Object.keys(this.#pack.styles), [...path, "style"]);
    if (block.colour !== undefined) this.#colour(block.colour, [...path, "colour"]);
    if (block.field) this.#colour(block.field.colour, [...path, "field", "colour"]);
    if (block.list) {
      this.#colour(block.list.markerColour, [...path, "list", "markerColour"]);
      this.#colour(block.list.markerInk, [...path, "list", "markerInk"]);
      if (block.list.rule !== undefined) this.#colour(block.list.rule, [...path, "list", "rule"]);
    }
    if (block.helplines) {
      this.#findings.known("style", block.helplines.numberStyle, Object.keys(this.#pack.styles), [
        ...path,
        "helplines",
        "numberStyle",
      ]);
    }
    const slot = this.#slot(block.slot, [...path, "slot"], ["line", "text", "list", "helplines", "link"]);
    if (!slot) return;
    if (block.list && slot.kind !== "list") {
      this.#findings.error(
        "slot-kind",
        [...path, "list"],
        `The slot "${slot.id}" is not a list.`,
        `Remove "list", or give the slot the kind list.`,
        { case: "no-list", id: slot.id },
      );
    }
    if (block.helplines && slot.kind !== "helplines") {
      this.#findings.error(
        "slot-kind",
        [...path, "helplines"],
        `The slot "${slot.id}" is not for helplines.`,
        `Remove "helplines", or give the slot the kind helplines.`,
        { case: "no-helplines", id: slot.id },
      );
    }
    if (!block.helplines && slot.kind === "helplines") {
      this.#findings.error(
        "slot-kind",
        path,
        `The helplines of "${slot.id}" have no layout.`,
        `Add "helplines" to the block.`,
        {
          case: "no-layout",
          id: slot.id,
        },
      );
    }
  }

  #slot(id: string, path: JsonPath, kinds: readonly SlotFile["kind"][]): SlotFile | undefined {
    // Without its family no slot can be known: that is one finding of its own.
    if (this.#slots.size === 0) return undefined;
    const slot = this.#slots.get(id);
    if (!slot) this.#findings.known("slot", id, [...this.#slots.keys()], path);
    else if (!kinds.includes(slot.kind)) {
      this.#findings.error(
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
    this.#findings.known("colour", id, Object.keys(this.#pack.palette), path);
  }
}
