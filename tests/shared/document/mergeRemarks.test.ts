import { describe, expect, it } from "vitest";
import { MOST_SAID, type Remark } from "../../../src/shared/document/documentSchema.ts";
import { mergeRemarks } from "../../../src/shared/document/mergeRemarks.ts";
import { eventOf } from "../../fixtures/copies.ts";

const about = { edition: "vi-VN", slot: "body" };
const said = (text: string, day: number, by = "Lan") => ({ by, at: eventOf(day).at, text });
const done = (day: number, by = "Lan") => ({ by, at: eventOf(day).at });
const thread = (said: Remark["thread"], resolved: Remark["resolved"] = null): Remark => ({
  about,
  thread: said,
  resolved,
});

/** In both orders, which has to be the same. */
function merge(one: Remark, other: Remark): Remark | null {
  const merged = mergeRemarks(one, other);
  expect(mergeRemarks(other, one)).toEqual(merged);
  return merged;
}

describe("two versions of a thread", () => {
  const [first, second, third] = [said("?", 1), said("B", 2), said("C", 3)];

  it("hold every remark of both once, oldest first", () => {
    expect(merge(thread([first, third]), thread([first, second]))).toEqual(thread([first, second, third]));
    const same = said("?", 1, "Omar");
    expect(merge(thread([first]), thread([same]))?.thread).toEqual([first, same]);
    expect(merge(thread([first]), thread([{ ...first }]))).toEqual(thread([first]));
  });

  it("are two threads where they are about different places", () => {
    expect(merge(thread([first]), { ...thread([first]), about: { ...about, slot: "headline" } })).toBeNull();
  });

  it("hold as much as a thread may hold, and no more", () => {
    const many = Array.from({ length: MOST_SAID }, (_, at) => said(`${at}`, 1));
    expect(merge(thread(many), thread(many.slice(0, 1)))?.thread).toHaveLength(MOST_SAID);
    expect(merge(thread(many), thread([second]))).toBeNull();
  });

  it("are resolved where nothing was said after that", () => {
    expect(merge(thread([first], done(2)), thread([first]))?.resolved).toEqual(done(2));
    expect(merge(thread([first], done(2)), thread([first, second]))?.resolved).toEqual(done(2));
    expect(merge(thread([first], done(2)), thread([first, second, third]))?.resolved).toBeNull();
    expect(merge(thread([first]), thread([second]))?.resolved).toBeNull();
  });

  it("are resolved by whoever did it last; of two at once by the one whose name comes last", () => {
    expect(merge(thread([first], done(2, "Omar")), thread([first], done(3, "Lan")))?.resolved).toEqual(done(3, "Lan"));
    expect(merge(thread([first], done(3, "Lan")), thread([first], done(3, "Omar")))?.resolved).toEqual(done(3, "Omar"));
  });
});
