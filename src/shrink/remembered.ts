import type { ConcreteState } from '../context/concrete-state.ts';
import type { Breaks } from './shrink-inputs.ts';

/** The same answers, with each state run once: ways of making a state smaller often meet. */
export function remembered(breaks: Breaks): Breaks {
  const known = new Map<string, boolean>();
  return (state) => {
    const key = textOf(state);
    const before = known.get(key);
    if (before !== undefined) return before;
    const does = breaks(state);
    known.set(key, does);
    return does;
  };
}

function textOf({ inputs, memories, parts }: ConcreteState): string {
  const contents = [...memories].map(([name, { regions, bytes }]) => [name, regions, [...bytes]]);
  const all = [[...inputs], contents, parts && [...parts]];
  // A number and the text of one do not meet: an input has values of one kind.
  return JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}
