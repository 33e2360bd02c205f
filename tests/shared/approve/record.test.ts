import { describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { approvalDigest, readApproval, type SignedApproval } from "../../../src/shared/approve/approval.ts";
import { checkRecord, mergeRecords, nextInRecord, recordHolds } from "../../../src/shared/approve/record.ts";
import { momentAt, read, signFirstVersion, signRecorded } from "./signedEvents.ts";

const LAN = nodeKeys.generate("Lan");
const OMAR = nodeKeys.generate("Omar");
/** What another Manara wrote: it has its place, but cannot be read here. */
const UNREADABLE: SignedApproval = { statement: '{"version":9}', key: LAN.key, signature: "x" };

const events = (signed: readonly SignedApproval[]) => signed.map((one) => readApproval(one, nodeKeys.verify));
const faults = (...signed: SignedApproval[]) =>
  checkRecord(signed, events(signed)).map(({ code, at }) => `${code} ${at}`);
const next = (signed: readonly SignedApproval[]) => nextInRecord(signed, events(signed));

/** One more decision behind those there are, as Manara adds it. */
function grow(signed: readonly SignedApproval[], second: number, key = LAN): SignedApproval[] {
  return [...signed, signRecorded(key, second, { record: next(signed) })];
}

function chain(length: number, from: readonly SignedApproval[] = [], start = 0): SignedApproval[] {
  let signed = [...from];
  for (let index = 0; index < length; index += 1) signed = grow(signed, start + index);
  return signed;
}

describe("a record of decisions", () => {
  it("begins with nothing before it, and then names what came last and how many came before", () => {
    expect(next([])).toEqual({ count: 0, previous: null });
    const two = chain(2);
    expect(next(two)).toEqual({ count: 2, previous: approvalDigest(two[1] as SignedApproval) });
  });

  it("holds while each decision names the one before it, however many there are", () => {
    expect(faults(...chain(19))).toEqual([]);
  });

  it("allows two decisions of the same moment", () => {
    expect(faults(...grow(chain(1), 0))).toEqual([]);
  });

  it("is broken where a decision is missing in the middle, and says where", () => {
    const [first, , third, fourth] = chain(4) as [SignedApproval, SignedApproval, SignedApproval, SignedApproval];
    expect(faults(first, third)).toEqual(["approve/record-broken 1"]);
    expect(faults(first, fourth)).toEqual(["approve/record-broken 1"]);
  });

  it("is broken where the first decisions were cut off", () => {
    const [, second, third] = chain(3) as [SignedApproval, SignedApproval, SignedApproval];
    expect(faults(second, third)[0]).toBe("approve/record-broken 0");
  });

  it("is broken where a decision stands twice", () => {
    const two = chain(2) as [SignedApproval, SignedApproval];
    expect(faults(...two, two[1])).toEqual(["approve/record-broken 2"]);
  });

  it("is broken where a decision claims another number of decisions before it than there are", () => {
    const [first] = chain(1) as [SignedApproval];
    const previous = approvalDigest(first);
    const claim = (count: number) => faults(first, signRecorded(LAN, 1, { record: { count, previous } }));
    expect(claim(1)).toEqual([]);
    expect(claim(0)).toEqual(["approve/record-broken 1"]);
    expect(claim(2)).toEqual(["approve/record-broken 1"]);
  });

  it("is broken where a decision follows one that nobody has, though it counts right", () => {
    const stranger = signRecorded(LAN, 0, { record: { count: 0, previous: "e".repeat(64) } });
    expect(faults(stranger)).toEqual(["approve/record-broken 0"]);
  });

  it("tells the place of the fault, and the number of decisions, to people who count from one", () => {
    const [first, , third] = chain(3) as [SignedApproval, SignedApproval, SignedApproval];
    const signed = [first, third];
    expect(checkRecord(signed, events(signed))[0]?.values).toEqual({ number: 2, count: 2 });
  });

  it("notices a decision made before the one that it follows", () => {
    const back = grow(chain(1, [], 5), 4);
    expect(faults(...back)).toEqual(["approve/clock-rolled-back 1"]);
    expect(checkRecord(back, events(back))[0]?.values).toEqual({ number: 2, count: 2, at: momentAt(4) });
    // Also where the latest is not the last.
    const later = signRecorded(LAN, 4, { record: next(back) });
    expect(faults(...back, later)).toEqual(["approve/clock-rolled-back 1", "approve/clock-rolled-back 2"]);
  });
});

describe("decisions from before there was a record", () => {
  const old = [signFirstVersion(LAN, 50), signFirstVersion(OMAR, 40)];

  it("stand before all others, in any order of time", () => {
    expect(faults(...old)).toEqual([]);
    expect(faults(...chain(3, old))).toEqual([]);
  });

  it("are counted by what follows", () => {
    const [, second] = old as [SignedApproval, SignedApproval];
    expect(next(old)).toEqual({ count: 2, previous: approvalDigest(second) });
    const [first, , third] = chain(1, old) as [SignedApproval, SignedApproval, SignedApproval];
    expect(faults(first, third)).toEqual(["approve/record-broken 1"]);
  });

  it("break the record behind others", () => {
    expect(faults(...chain(1), signFirstVersion(LAN, 9))).toEqual(["approve/record-broken 1"]);
  });
});

describe("a decision that this Manara cannot read", () => {
  it("has its place, and may be followed", () => {
    expect(faults(...chain(2, [...chain(1), UNREADABLE], 1))).toEqual([]);
    expect(next([...chain(2), UNREADABLE])).toEqual({ count: 3, previous: approvalDigest(UNREADABLE) });
  });

  it("follows all that stands before it, both ends of a merged record too", () => {
    const shared = chain(1);
    const merged = mergeRecords(chain(2, shared, 10), chain(2, shared, 20));
    expect(faults(...chain(2, [...merged, UNREADABLE], 30))).toEqual([]);
    const late = chain(1, [...chain(1, [], 5), UNREADABLE], 4);
    expect(faults(...late)).toEqual(["approve/clock-rolled-back 2"]);
  });

  it("is missed when it is taken out", () => {
    const [first, , third] = chain(1, [...chain(1), UNREADABLE], 1) as [SignedApproval, SignedApproval, SignedApproval];
    expect(faults(first, third)).toEqual(["approve/record-broken 1"]);
  });
});

describe("records of two copies", () => {
  const shared = chain(2);
  const ours = chain(1, shared, 10);
  const theirs = chain(2, shared, 20);

  it("are the longer one where the other only stopped earlier", () => {
    expect(mergeRecords(shared, ours)).toEqual(ours);
    expect(mergeRecords(ours, shared)).toEqual(ours);
    expect(mergeRecords(ours, ours)).toEqual(ours);
    expect(mergeRecords([], ours)).toEqual(ours);
  });

  it("hold every decision of both once, the copy that ended last at the end, for either order of the copies", () => {
    const merged = [...ours, ...theirs.slice(2)];
    expect(mergeRecords(ours, theirs)).toEqual(merged);
    expect(mergeRecords(theirs, ours)).toEqual(merged);
    expect(faults(...merged)).toEqual([]);
  });

  it("go by the text of the last decision where both ended at the same moment", () => {
    const one = grow(shared, 30, LAN);
    const other = grow(shared, 30, OMAR);
    expect(mergeRecords(one, other)).toEqual(mergeRecords(other, one));
    expect(mergeRecords(one, other)).toHaveLength(4);
  });

  it("keep each decision once where one copy has them in another order", () => {
    const [first, second] = shared as [SignedApproval, SignedApproval];
    expect(mergeRecords([first, second], [second, first])).toHaveLength(2);
  });

  it("keep a genuine decision and the same words under another signature, so that the forgery shows", () => {
    const genuine = ours[2] as SignedApproval;
    const forged = { ...genuine, signature: "A".repeat(86) };
    const merged = mergeRecords(ours, [...shared, forged]);
    expect(merged).toContainEqual(genuine);
    expect(merged).toContainEqual(forged);
    const otherKey = { ...genuine, key: OMAR.key };
    expect(mergeRecords(ours, [...shared, otherKey])).toHaveLength(4);
  });

  it("can end in what cannot be read", () => {
    const odd = { ...UNREADABLE, statement: "null" };
    expect(mergeRecords([...shared, odd], ours)).toEqual(mergeRecords(ours, [...shared, odd]));
    expect(mergeRecords([...shared, odd], ours)).toHaveLength(4);
    // What says no moment comes first.
    expect(mergeRecords(ours, [...shared, UNREADABLE]).at(-1)).toEqual(ours[2]);
    const number = { ...UNREADABLE, statement: "7" };
    expect(mergeRecords(ours, [...shared, number]).at(-1)).toEqual(ours[2]);
  });

  it("are one chain again from the next decision on, which names the ends of both", () => {
    const merged = mergeRecords(ours, theirs);
    const [oneEnd, otherEnd] = [ours.at(-1), theirs.at(-1)] as [SignedApproval, SignedApproval];
    expect(next(merged)).toEqual({
      count: 5,
      previous: approvalDigest(otherEnd),
      joined: [approvalDigest(oneEnd)],
    });
    const joined = grow(merged, 40);
    expect(faults(...joined)).toEqual([]);
    expect(next(joined)).not.toHaveProperty("joined");
    expect(faults(...grow(joined, 41))).toEqual([]);
  });

  it("miss a decision of either branch that was taken out after they were joined", () => {
    const joined = grow(mergeRecords(ours, theirs), 40);
    for (const at of [2, 3, 4]) expect(faults(...joined.toSpliced(at, 1)).at(-1)).toMatch(/record-broken/);
  });

  it("notice a decision made before either of the two that it follows", () => {
    const merged = mergeRecords(ours, theirs);
    expect(faults(...grow(merged, 15))).toEqual(["approve/clock-rolled-back 5"]);
    expect(faults(...grow(merged, 20))).toEqual(["approve/clock-rolled-back 5"]);
    expect(faults(...grow(merged, 21))).toEqual([]);
  });
});

describe("recordHolds", () => {
  it("finds a decision seen elsewhere, wherever it stands, and no other", () => {
    const [first, second, third] = chain(3) as [SignedApproval, SignedApproval, SignedApproval];
    expect(recordHolds([first, second], read(first))).toBe(true);
    expect(recordHolds([first, second], read(second))).toBe(true);
    expect(recordHolds([first, second], read(third))).toBe(false);
    expect(recordHolds([], read(first))).toBe(false);
  });
});
