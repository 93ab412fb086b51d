import { MisuseError } from '../domain/misuse.ts';
import type { Bool } from '../domain/word.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { ProofContext } from './context.ts';
import { isRange, narrowed, viewedAs, type Given } from './given.ts';
import type { AnyPhase, Part } from './part.ts';
import type { AboutField, RunHost } from './run-host.ts';
import { snakeCase } from './snake-case.ts';
import {
  isBool,
  isSameState,
  isTable,
  isWithin,
  isWord,
  type StateField,
  type StateRecord,
  type StateValue,
} from './state-schema.ts';
import { haveLengths, withLengths } from './table-lengths.ts';

/** Which states a proof starts a part in. */
export interface Start<V> {
  /** What the part is called in inputs: `queue.size`. */
  readonly name: string;
  /** `null`: every state of the schema and the invariant. */
  readonly phase: string | null;
  readonly memory: ObservedMemory;
  readonly given: Given<V>;
  /** The state of the part that it belongs to. */
  readonly owner: StateRecord | undefined;
  /** Whether the ends of fields that the view does not have are probed, too. */
  readonly probesPrivate: boolean;
  /** Of one of two models in a run: no ends are probed, since both together may have fewer states than each. */
  readonly isOneOfTwo?: boolean;
  /** Values of fields by the names that the state has them by, whether or not the view has them. */
  readonly own?: ReadonlyMap<string, StateValue>;
}

/**
 * Any state of a phase in which the given values hold. If a field of the view is a field of the state, its given value or
 * range applies when the field is declared; otherwise it is assumed of the view.
 */
export function anyState<V>(
  p: ProofContext<string>,
  host: RunHost,
  part: Part<V, unknown>,
  start: Start<V>,
): StateRecord {
  const { name, memory, owner } = start;
  const phase = start.phase === null ? null : phaseOf(part, start.phase, name);
  const aliases = viewedAs(part);
  const given = new Map<string, unknown>(
    Object.entries(start.given).filter(([, value]) => value !== undefined),
  );
  const record: Record<string, StateValue> = {};
  const applied = new Set<string>();
  for (const [field, declared] of Object.entries(part.fields)) {
    const [alias] = aliases.get(field) ?? [];
    const wanted = start.own?.get(field) ?? (alias === undefined ? undefined : given.get(alias));
    if (alias !== undefined) applied.add(alias);
    record[field] = fieldValue(p, host, {
      input: `${name}.${snakeCase(alias ?? field)}`,
      declared,
      narrowing: phase?.fields[field],
      wanted,
      known: record,
      owner,
      about: {
        isProbed: start.isOneOfTwo !== true && (alias !== undefined || start.probesPrivate),
        field: alias === undefined ? 'own' : 'view',
      },
    });
  }
  const state = Object.freeze(withLengths(part.fields, record));
  const view = new Map<string, unknown>(Object.entries(Object.assign({}, part.view(state, p.domain))));
  // A field that the view leaves out restricts nothing: the property then holds of more states of this model.
  for (const [field, wanted] of given)
    if (!applied.has(field) && view.get(field) !== undefined)
      assumeGiven(p, `${name}.${snakeCase(field)}`, view.get(field), wanted);
  p.assume(part.invariant(state, memory, p.domain, owner));
  if (phase !== null) {
    p.assume(phase.holds(state, memory, p.domain, owner));
    if (phase.premise !== undefined) p.assume(phase.premise(state, memory, p.domain, owner));
  }
  return state;
}

/** Whether a state is one of a phase; of `null`, of the schema and the invariant. */
export function isInPhase(
  p: ProofContext<string>,
  part: Part<unknown, unknown>,
  name: string,
  phase: string | null,
  state: StateRecord,
  memory: ObservedMemory,
  owner: StateRecord | undefined,
): Bool {
  const { domain } = p;
  const within = Object.entries(part.fields).map(([field, declared]) => {
    const value = state[field];
    return declared.kind === 'word' && isWord(value) ? isWithin(domain, declared, value) : domain.bool(true);
  });
  const all = haveLengths(domain, part.fields, state).and(
    ...within,
    part.invariant(state, memory, domain, owner),
  );
  if (phase === null) return all;
  const { fields, holds, premise = () => true } = phaseOf(part, phase, name);
  const narrow = Object.entries(fields).map(([field, narrowing]) =>
    meets(p, part.fields[field], state[field], narrowing, state, owner),
  );
  return all.and(...narrow, holds(state, memory, domain, owner), premise(state, memory, domain, owner));
}

/** Whether the premise of a phase holds of a state: what the operation that establishes the phase need not see to. */
export function hasPremise(
  p: ProofContext<string>,
  part: Part<unknown, unknown>,
  name: string,
  phase: string,
  state: StateRecord,
  memory: ObservedMemory,
): Bool {
  const { premise = () => true } = phaseOf(part, phase, name);
  return p.domain.bool(true).and(premise(state, memory, p.domain, undefined));
}

function phaseOf(part: Part<unknown, unknown>, phase: string, name: string): AnyPhase {
  const found = part.phases[phase];
  if (found !== undefined) return found;
  throw new MisuseError(
    `the ${name} of the model declares no phase '${phase}'`,
    `Declare it beside the state: phases: { ${phase}: { fields, holds } }.`,
  );
}

interface Declared {
  readonly input: string;
  readonly declared: StateField;
  readonly narrowing: unknown;
  readonly wanted: unknown;
  /** The fields before it. */
  readonly known: StateRecord;
  readonly owner: StateRecord | undefined;
  readonly about: AboutField;
}

function fieldValue(p: ProofContext<string>, host: RunHost, of: Declared): StateValue {
  const { input, declared, narrowing, wanted, about } = of;
  const fixed = fixedValue(p, of);
  if (fixed !== undefined) {
    if (wanted !== undefined) assumeGiven(p, input, fixed, wanted);
    return fixed;
  }
  if (declared.kind === 'table') return isTable(wanted) ? wanted : host.stateTable(input, declared);
  if (declared.kind === 'bool') {
    if (wanted === undefined) return host.stateBool(input, about);
    return asBool(p, input, wanted);
  }
  const inPhase = isRange(narrowing) ? narrowed(declared, narrowing) : declared;
  if (inPhase === null) throw nothingLeft(input, 'its phase');
  if (isWord(wanted)) {
    p.assume(isWithin(p.domain, inPhase, wanted));
    return wanted;
  }
  if (wanted !== undefined && !isRange(wanted)) throw neitherWordNorRange(input);
  const field = wanted === undefined ? inPhase : narrowed(inPhase, wanted);
  if (field === null) throw nothingLeft(input, 'what the property gives');
  const value = host.stateWord(input, field, about);
  if (field.powerOfTwo && field.min > 1n) p.assume(value.ge(field.min));
  return value;
}

/** The one value that a phase gives a field, if it does. */
function fixedValue(
  p: ProofContext<string>,
  { input, declared, narrowing, known, owner = {} }: Declared,
): StateValue | undefined {
  if (typeof narrowing === 'boolean' && declared.kind === 'bool') return p.domain.bool(narrowing);
  const [same, inOwner] = [named(narrowing, 'same'), named(narrowing, 'sameInOwner')];
  if (same === undefined && inOwner === undefined) return undefined;
  const value = same === undefined ? owner[inOwner ?? ''] : known[same];
  if (value !== undefined) return value;
  throw new MisuseError(
    `the phase sets '${input}' to the value of '${same ?? inOwner}', but there is no such field`,
    'Name a field that the schema declares earlier (same), or a field of the owner (sameInOwner).',
  );
}

/** The field that a narrowing names. */
function named(narrowing: unknown, how: 'same' | 'sameInOwner'): string | undefined {
  if (typeof narrowing !== 'object' || narrowing === null) return undefined;
  const name: unknown = Reflect.get(narrowing, how);
  return typeof name === 'string' ? name : undefined;
}

function meets(
  p: ProofContext<string>,
  declared: StateField | undefined,
  value: StateValue | undefined,
  narrowing: unknown,
  state: StateRecord,
  owner: StateRecord = {},
): Bool {
  const { domain } = p;
  const [same, inOwner] = [named(narrowing, 'same'), named(narrowing, 'sameInOwner')];
  if ((same !== undefined || inOwner !== undefined) && value !== undefined) {
    const other = same === undefined ? owner[inOwner ?? ''] : state[same];
    return other === undefined ? domain.bool(false) : isSameState(domain, { value }, { value: other });
  }
  if (typeof narrowing === 'boolean' && isBool(value)) return value.iff(narrowing);
  if (declared?.kind !== 'word' || !isWord(value) || !isRange(narrowing)) return domain.bool(true);
  const field = narrowed(declared, narrowing);
  return field === null ? domain.bool(false) : isWithin(domain, field, value);
}

function assumeGiven(p: ProofContext<string>, input: string, value: unknown, wanted: unknown): void {
  if (isBool(value)) {
    p.assume(value.iff(asBool(p, input, wanted)));
    return;
  }
  if (!isWord(value)) throw new MisuseError(`'${input}' is given, but the model has no such field`, GIVEN);
  if (isWord(wanted)) {
    p.assume(isSameState(p.domain, { value }, { value: wanted }));
    return;
  }
  const whole = { kind: 'word', width: value.width, min: 0n, max: 2n ** 64n - 1n } as const;
  const field = isRange(wanted)
    ? narrowed({ ...whole, multipleOf: 1n, powerOfTwo: false }, wanted)
    : undefined;
  if (field === undefined) throw neitherWordNorRange(input);
  p.assume(field === null ? false : isWithin(p.domain, field, value));
}

function asBool(p: ProofContext<string>, input: string, wanted: unknown): Bool {
  if (typeof wanted === 'boolean') return p.domain.bool(wanted);
  if (isBool(wanted)) return wanted;
  throw new MisuseError(`the value given for '${input}' is not a Boolean`, GIVEN);
}

const GIVEN =
  'Give values for fields of the view: a word or { min, max, multipleOf } for a word, a Boolean for a Boolean.';

function neitherWordNorRange(input: string): MisuseError {
  return new MisuseError(`the value given for '${input}' is neither a word nor a range`, GIVEN);
}

function nothingLeft(input: string, why: string): RangeError {
  return new RangeError(`${why} leaves no value for '${input}'`);
}
