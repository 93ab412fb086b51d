import type { Domain } from '../domain/domain.ts';
import type { Bool } from '../domain/word.ts';
import type { Trapping } from '../proof/context.ts';
import type { ModelRun } from '../proof/model-run.ts';
import type { ErrorsAs } from '../proof/pairing.ts';
import { isBool, isSameValue, isTable, isWord, type StateValue } from '../proof/state-schema.ts';

/** What came of an operation. */
export type Outcome = Trapping<unknown>;

/**
 * Whether two operations came to the same: the same trap, an error of the same kind, or the same values. Of parts that they made
 * and handed out, the fields that both have are compared.
 */
export function isSameOutcome(run: ModelRun, a: Outcome, b: Outcome, errors: ErrorsAs): Bool {
  const { domain } = run;
  if (a.trapped !== null || b.trapped !== null) return domain.bool(a.trapped === b.trapped);
  const [left, right] = [errorOf(a.value), errorOf(b.value)];
  if (left !== undefined || right !== undefined)
    return domain.bool(
      left !== undefined && right !== undefined && (errors === 'any' || left.kind === right.kind),
    );
  return isSameData(run, a.value, b.value);
}

/** Whether two data are the same: objects and lists by their members, words and Booleans of the domain by their values. */
export function isSameData(run: ModelRun, a: unknown, b: unknown): Bool {
  return isSame(run, a, b, run.domain);
}

/** The error that an operation returned; `undefined` where it succeeded. */
function errorOf(value: unknown): { readonly kind: unknown } | undefined {
  if (!isObject(value) || Reflect.get(value, 'ok') !== false) return undefined;
  const error: unknown = Reflect.get(value, 'error');
  return { kind: isObject(error) ? Reflect.get(error, 'kind') : error };
}

function isSame(run: ModelRun, a: unknown, b: unknown, domain: Domain): Bool {
  if (!isObject(a) || !isObject(b)) return domain.bool(a === b);
  if (isValue(a) || isValue(b))
    return isValue(a) && isValue(b) ? isSameValue(domain, a, b) : domain.bool(false);
  if (run.isPart(a) && run.isPart(b)) return run.areAlike(a, b);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const members = [...names].map((name) => isSame(run, memberOf(a, name), memberOf(b, name), domain));
  return domain.bool(true).and(...members);
}

function isValue(value: unknown): value is StateValue {
  return isWord(value) || isBool(value) || isTable(value);
}

function memberOf(object: object, name: string): unknown {
  return Reflect.get(object, name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
