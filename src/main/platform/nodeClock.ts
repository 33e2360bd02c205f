import { StudioError } from "../../shared/base/errors.ts";
import type { Clock } from "../services/ports.ts";

/** The environment → the clock: the machine's, or the one moment that `SOURCE_DATE_EPOCH` gives. */

/** https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970 as a decimal integer. */
export function nodeClock(environment: Readonly<Record<string, string | undefined>>): Clock {
  const epoch = environment.SOURCE_DATE_EPOCH;
  if (epoch === undefined || epoch === "") return { now: () => new Date(), fixed: false };
  const seconds = Number(epoch);
  if (!/^[0-9]{1,12}$/.test(epoch) || Number.isNaN(new Date(seconds * 1000).getTime())) {
    throw new StudioError(
      "cli/wrong-clock",
      "usage",
      `SOURCE_DATE_EPOCH is "${epoch}", which is not a number of seconds.`,
      {
        hint: "Give whole seconds since 1970, or leave the variable out.",
      },
    );
  }
  return { now: () => new Date(seconds * 1000), fixed: true };
}
