import { isTheirs, framesOf } from '../proof/user-frames.ts';
import type { Event, Side } from '../memory/event.ts';
import type { RunEvents } from '../memory/run-events.ts';
import type { OrderedStep } from '../proof/ordered.ts';
import { linesIn } from '../result/code-spot.ts';

/** A place in the code where an ordering is written. */
export interface OrderingPlace {
  /** What runs keep apart: the place, what it is, and its ordering. */
  readonly key: string;
  /** `null` where no line of the user's code is known. */
  readonly path: string | null;
  readonly line: number;
  readonly column: number;
  /** Of the function; empty where it has none. */
  readonly name: string;
}

/**
 * Where the ordering of a step is written: of the lines of the user's code that led to it, the innermost that names the ordering, as a
 * function may be handed it; else the innermost. `null` of a step that a question adds, and of runs that keep no stacks.
 */
export function orderingPlace(events: RunEvents, step: OrderedStep): OrderingPlace | null {
  if (step.event === null) return null;
  const known = places.get(step.event);
  if (known !== undefined) return known;
  const stack = events.stackOf(step.event);
  if (stack === null) return null;
  const place = placeOf(stack, step.event.side, step);
  places.set(step.event, place);
  return place;
}

/** By event: a step is looked at for each question that is asked of it. */
const places = new WeakMap<Event, OrderingPlace>();

function placeOf(stack: Error, side: Side, { kind, ordering }: OrderedStep): OrderingPlace {
  const frames = framesOf(stack).filter(isTheirs);
  const isWritten = ({ path, line }: (typeof frames)[number]): boolean =>
    new RegExp(`['"\`]${ordering}['"\`]`).test(linesIn(path)[line - 1] ?? '');
  const frame = frames.find(isWritten) ?? frames[0];
  if (frame === undefined)
    return { key: `? ${side} ${kind} ${ordering}`, path: null, line: 0, column: 0, name: '' };
  const { path, line, column, name } = frame;
  return { key: `${path}:${line}:${column} ${kind} ${ordering}`, path, line, column, name: plainName(name) };
}

/** "SpecQueue.pop" of "SpecQueue.pop [as work]" and "new SpecQueue". */
function plainName(name: string): string {
  return name.replace(/ \[as .*\]$/, '').replace(/^(async|new) /, '');
}
