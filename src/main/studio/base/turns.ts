/** Actions → one after another, in the order in which they were asked for. */

export type InTurn = <Result>(action: () => Promise<Result>) => Promise<Result>;

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const mine = last.then(action);
    // A failure is its caller's; the next one starts all the same.
    last = mine.catch(() => undefined);
    return mine;
  };
}
