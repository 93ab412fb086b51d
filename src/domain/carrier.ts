import type { MisuseError } from './misuse.ts';
import type { Operation, Shape, TestOperation } from './operations.ts';
import type { TableCarrier } from './table-carrier.ts';
import type { Traps } from './trap.ts';

/** What a domain's words and integers (V) and Booleans (B) are made of, and how operations act on them. */
export interface Carrier<V, B> {
  constant(value: bigint): V;
  truth(value: boolean): B;
  apply(operation: Operation, shape: Shape, args: readonly V[]): V;
  test(operation: TestOperation, shape: Shape, args: readonly V[]): B;
  and(args: readonly B[]): B;
  or(args: readonly B[]): B;
  not(arg: B): B;
  iff(left: B, right: B): B;
  select(condition: B, whenTrue: V, whenFalse: V): V;
  /** What tables are made of. */
  readonly tables: TableCarrier<V, B>;
  decide(condition: B): boolean;
  /** All values that a value can have in any state, ascending, and maybe more; `null` where these are more than `limit`. */
  values(value: V, limit: number): readonly bigint[] | null;
  /** A number that it exceeds in no state. */
  greatest(value: V): bigint;
  /** What a Boolean is in every state; `undefined` where it depends on the state. */
  known(condition: B): boolean | undefined;
  /** How traps are handled now: it may change from call to call. */
  traps(): Traps<B>;
  /** Called with the misuse of a value as JavaScript's, before it is thrown. */
  misused?(error: MisuseError): void;
}
