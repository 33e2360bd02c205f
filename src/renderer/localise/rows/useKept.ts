import { useRef } from "react";

/** Values by name → the same, where a value that says what it said before is the very object from before: its reader rests. */
export function useKept<Value>(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const known = useRef(new Map<string, { readonly text: string; readonly value: Value }>());
  const last = useRef<{ readonly given: typeof values; readonly kept: typeof values } | null>(null);
  if (last.current?.given === values) return last.current.kept;
  const kept = new Map<string, Value>();
  for (const [name, value] of values) {
    const text = JSON.stringify(value);
    const before = known.current.get(name);
    if (before?.text === text) kept.set(name, before.value);
    else {
      known.current.set(name, { text, value });
      kept.set(name, value);
    }
  }
  last.current = { given: values, kept };
  return kept;
}
