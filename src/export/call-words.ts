import type { CounterexampleStep, JsonValue } from '../proof/counterexample.ts';
import { short } from '../story/words.ts';

/** A call as a story has it: "operation(name 1, name 0)". */
export function callInWords({
  operation,
  args,
  argumentNames: names = [],
}: Extract<CounterexampleStep, { kind: 'call' }>): string {
  const inWords = (arg: JsonValue, i: number): string =>
    [names[i], short(arg)].filter((part) => part !== undefined).join(' ');
  return `${operation}(${args.map(inWords).join(', ')})`;
}
