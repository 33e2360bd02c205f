import { toPoints } from "../../base/units.ts";
import type { BlockFile, FrameFile, TemplateFile } from "../file/templateSchema.ts";
import type { Frame, Template, TextBlock } from "../templatePack.ts";

/** A checked template file → the template in points, frames in page coordinates. */

export function placeTemplate(file: TemplateFile): Template {
  const { id, family, title, unit, size, safe } = file;
  const points = (length: number) => toPoints(length, unit);
  const [top, end, bottom, start] = safe;
  return {
    id,
    family,
    title,
    unit,
    width: points(size[0]),
    height: points(size[1]),
    bleed: toPoints(file.bleed, "mm"),
    pixels: unit === "px" ? { width: size[0], height: size[1] } : null,
    safe: { top: points(top), end: points(end), bottom: points(bottom), start: points(start) },
    pages: file.pages.map((page) => {
      let x = 0;
      const panels = page.panels.map((panel) => {
        const left = x;
        x += panel.width;
        return { id: panel.id, x: points(left), width: points(panel.width) };
      });
      const offset = new Map(panels.map((panel) => [panel.id, panel.x]));
      return {
        id: page.id,
        title: page.title,
        ground: page.ground,
        panels,
        frames: page.frames.map((frame) => placeFrame(frame, unit, offset.get(frame.panel ?? "") ?? 0)),
      };
    }),
  };
}

function placeFrame(frame: FrameFile, unit: TemplateFile["unit"], offset: number): Frame {
  const points = (length: number) => toPoints(length, unit);
  const [x, y, width, height] = frame.at;
  const at = { x: points(x) + offset, y: points(y), width: points(width), height: points(height) };
  switch (frame.kind) {
    case "text":
    case "helpline":
      return { ...frame, at, blocks: frame.blocks.map((block) => placeBlock(block, unit)) };
    case "shape":
      return { ...frame, at, radius: points(frame.radius) };
    default:
      return { ...frame, at };
  }
}

function placeBlock(block: BlockFile, unit: TemplateFile["unit"]): TextBlock {
  const points = (length: number) => toPoints(length, unit);
  // Type is measured in points on paper and in pixels on screens.
  const type = (size: number) => (unit === "px" ? toPoints(size, "px") : size);
  const { list, helplines, field } = block;
  return {
    ...block,
    size: [type(block.size[0]), type(block.size[1])],
    before: points(block.before),
    indent: [points(block.indent[0]), points(block.indent[1])],
    ...(list && {
      list: {
        ...list,
        columnGap: points(list.columnGap),
        rowGap: points(list.rowGap),
        markerGap: points(list.markerGap),
      },
    }),
    ...(helplines && { helplines: { ...helplines, gap: points(helplines.gap), labelGap: points(helplines.labelGap) } }),
    ...(field && {
      field: { ...field, padding: [points(field.padding[0]), points(field.padding[1])], radius: points(field.radius) },
    }),
  };
}
