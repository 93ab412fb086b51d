import { isFields } from '../../../../conform/json.ts';
import type { CounterexampleStep, JsonValue } from '../../../../proof/counterexample.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import type { CompiledFace } from '../../interface.ts';
import { CHAIN_ERRORS, QUEUE_ERRORS, SET_UP_FIELDS, SETUP_ERRORS } from '../contract.ts';
import { fieldsOf, numberOf, tablesOf, type Fields, type NamedValue, type TableValues } from './values.ts';

/** A call of an exported function. */
export interface CallOf {
  /** What is called before it, with these fields; `null` where nothing has to be. */
  readonly setUp: { readonly name: 'create' | 'walk_create'; readonly fields: readonly NamedValue[] } | null;
  /** What arrays of the queue have to hold before it. */
  readonly tables: readonly TableValues[];
  /** Of the function, as the contract names it. */
  readonly name: string;
  readonly args: readonly bigint[];
}

/** What a function returned. */
export interface Outcome {
  /** Its result: a number, any that is not negative, one above 0, or none. */
  readonly code: bigint | 'at least 0' | 'above 0' | 'none';
  /** What that means: the name of an error. */
  readonly error: string | null;
  /** What `out` returns, from index 0 on. */
  readonly out: readonly bigint[];
}

/** Operations that are a function each, without arguments, on a queue in its state. */
const PLAIN = [
  ...['activate', 'pop', 'needs_notification', 'enable_notification', 'disable_notification', 'reset'],
  ...['undo_pop', 'save'],
];

/** The function that an operation is, on a part in this state. Throws a `WriteError` for an operation that is none. */
export function callOf(
  { operation, args }: Extract<CounterexampleStep, { kind: 'call' }>,
  state: Fields | undefined,
  { queueFields, walkFields, tables }: CompiledFace,
): CallOf {
  const of = (names: readonly string[]): readonly NamedValue[] => {
    if (state !== undefined) return fieldsOf(state, names);
    throw new WriteError(`the counterexample does not say in which state '${operation}' is called`);
  };
  const held = (): readonly TableValues[] => tablesOf(state ?? {}, tables);
  const onQueue = (name: string, values: readonly bigint[] = []): CallOf => ({
    ...{ setUp: { name: 'create', fields: of(queueFields) }, tables: held(), name, args: values },
  });
  if (PLAIN.includes(operation)) return onQueue(operation);
  switch (operation) {
    case 'add_used':
      return onQueue(operation, [numberOf(args[0], 'head_index'), numberOf(args[1], 'len')]);
    case 'set_up':
      return onQueue(operation, changeOf(args[0]));
    case 'make':
      return { setUp: null, tables: [], name: operation, args: [numberOf(args[0], 'max_size')] };
    case 'restore':
      return {
        ...{ setUp: null, tables: held(), name: operation },
        args: of(queueFields).map(({ value }) => value),
      };
    case 'next':
      return { setUp: { name: 'walk_create', fields: of(walkFields) }, tables: [], name: 'step', args: [] };
    default:
      throw new WriteError(`a compiled queue has no function for '${operation}'`);
  }
}

/** The field that is set up, by its number, and its value. */
function changeOf(change: JsonValue | undefined): readonly bigint[] {
  if (isFields(change)) {
    const { field, value } = change;
    const known = Object.entries(SET_UP_FIELDS).find(([name]) => name === field);
    if (known !== undefined) return [BigInt(known[1]), numberOf(value, known[0])];
  }
  throw new WriteError('the counterexample does not say which field is set up');
}

const CODES: Readonly<Record<string, number>> = { ...QUEUE_ERRORS, ...SETUP_ERRORS, ...CHAIN_ERRORS };

/** What a function returned, by what the operation did. Throws a `WriteError` for an error that has no code. */
export function outcomeOf(name: string, result: JsonValue): Outcome {
  if (['reset', 'undo_pop', 'save'].includes(name)) return { code: 'none', error: null, out: [] };
  if (!isFields(result)) throw new WriteError(`what '${name}' returned is not in the counterexample`);
  if ('err' in result) {
    const kind = typeof result['err'] === 'string' ? result['err'] : 'without a name';
    const code = Object.hasOwn(CODES, kind) ? CODES[kind] : undefined;
    if (code === undefined) throw new WriteError(`the error ${kind} has no code`);
    return { code: BigInt(code), error: kind, out: [] };
  }
  const value = result['ok'] ?? null;
  if (typeof value === 'boolean') return { code: value ? 'above 0' : 0n, error: null, out: [] };
  if (name !== 'pop' && name !== 'step') return { code: 'at least 0', error: null, out: [] };
  if (!isFields(value)) return { code: 0n, error: null, out: [] };
  const names = name === 'pop' ? ['head'] : ['addr', 'len', 'flags', 'next'];
  return { code: 'above 0', error: null, out: names.map((one) => numberOf(value[one], one)) };
}
