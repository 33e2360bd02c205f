/** Actions → one after another, in the order in which they were asked for. */

/** Gives what the action gives, and fails as it fails: a failure stops none of those that wait. */
export type InTurn = <Result>(action: () => Promise<Result>) => Promise<Result>;

/** Turns of its own: whoever shares what an action touches shares these. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const mine = last.then(action);
    last = mine.catch(() => undefined);
    return mine;
  };
}
