import { apply, type Box, boxAround, corners, type Matrix } from "./marks.ts";

/** The operators that build a path → where it lies and what shape it has (ISO 32000-1, 8.5.2). */

type Point = readonly [number, number];

/** The bounds of a path in default user space. */
export class Path {
  private pen: Point = [0, 0];
  private start: Point = [0, 0];
  private straight: (readonly [Point, Point])[] = [];
  private points: Point[] = [];
  private rectangles = 0;
  private others = 0;

  /** Takes the operators that build a path; says whether this was one. */
  build(operator: string, n: (at: number) => number, ctm: Matrix): boolean {
    const at = (first: number) => apply(ctm, n(first), n(first + 1));
    switch (operator) {
      case "m":
        this.move(at(0));
        return true;
      case "l":
        this.line(at(0));
        return true;
      case "c":
        this.curve(at(0), at(2), at(4));
        return true;
      case "v":
        this.curve(this.pen, at(0), at(2));
        return true;
      case "y":
        this.curve(at(0), at(2), at(2));
        return true;
      case "h":
        this.close();
        return true;
      case "re":
        this.rectangle(corners([n(0), n(1), n(0) + n(2), n(1) + n(3)]).map(([x, y]) => apply(ctm, x, y)));
        return true;
      default:
        return false;
    }
  }

  private move(to: Point): void {
    this.start = to;
    this.pen = to;
  }

  private line(to: Point): void {
    this.others += 1;
    this.points.push(this.pen, to);
    this.straight.push([this.pen, to]);
    this.pen = to;
  }

  private close(): void {
    if (this.pen[0] !== this.start[0] || this.pen[1] !== this.start[1]) this.line(this.start);
  }

  /** Eight chords: a circle's edge is met exactly, since its extremes are ends of curves. */
  private curve(first: Point, second: Point, to: Point): void {
    const from = this.pen;
    for (let step = 0; step <= 8; step++) {
      const t = step / 8;
      const u = 1 - t;
      const at = (axis: 0 | 1) =>
        u ** 3 * from[axis] + 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis] + t ** 3 * to[axis];
      this.points.push([at(0), at(1)]);
    }
    this.others += 1;
    this.pen = to;
  }

  private rectangle(points: readonly Point[]): void {
    this.rectangles += 1;
    this.points.push(...points);
    for (const [at, from] of points.entries()) this.straight.push([from, points[(at + 1) % 4] ?? from]);
    this.pen = points[0] ?? this.pen;
    this.start = this.pen;
  }

  bounds(): Box | null {
    return this.points.length === 0 ? null : boxAround(this.points);
  }

  isRectangle(): boolean {
    if (this.others === 0) return this.rectangles === 1 && this.upright();
    // Four sides drawn one by one.
    return this.rectangles === 0 && this.others >= 3 && this.others <= 4 && this.points.length <= 8 && this.upright();
  }

  /** Whether the left, bottom, right and top of the bounds are straight for more than a millimetre. */
  sides(): readonly boolean[] {
    const bounds = boxAround(this.points);
    return bounds.map((edge, side) => {
      const across = side % 2 === 0 ? 0 : 1;
      return this.straight.some(
        ([from, to]) =>
          Math.abs(from[across] - edge) < 0.1 &&
          Math.abs(to[across] - edge) < 0.1 &&
          Math.abs((from[1 - across] ?? 0) - (to[1 - across] ?? 0)) > 3,
      );
    });
  }

  clear(): void {
    this.points = [];
    this.straight = [];
    this.rectangles = 0;
    this.others = 0;
  }

  /** Every point is a corner of the bounds. */
  private upright(): boolean {
    const [left, bottom, right, top] = boxAround(this.points);
    const near = (a: number, b: number) => Math.abs(a - b) < 0.01;
    return this.points.every(([x, y]) => (near(x, left) || near(x, right)) && (near(y, bottom) || near(y, top)));
  }
}
