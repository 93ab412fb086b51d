import { isFields, listOf } from '../../../conform/json.ts';
import type { JsonValue } from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import type { CaseCall, CaseFields } from './driver-case.ts';

/** A buffer of a chain that a case lends. */
export interface CaseBuffer {
  readonly address: bigint;
  /** Bytes. */
  readonly length: bigint;
  readonly isWritable: boolean;
}

/** What a call answers: an error, or a value. */
export type CaseAnswer = { readonly error: string } | { readonly value: JsonValue };

/** A number or a Boolean of a case. Throws a `WriteError` for any other value. */
export function caseNumber(value: JsonValue | undefined): bigint {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return BigInt(value);
  throw new WriteError(`${JSON.stringify(value)} is no number`);
}

/** The number that a field has. Throws a `WriteError` where there is no such field. */
export function caseField(fields: CaseFields, name: string): bigint {
  return caseNumber(fields[name]);
}

/** The buffers that are lent: the first argument of `add` and `add_indirect`. */
export function caseBuffers({ args: [buffers] }: CaseCall): readonly CaseBuffer[] {
  return listOf(buffers, 'buffers').map((buffer) => {
    if (!isFields(buffer)) throw new WriteError('an argument is no buffer');
    return {
      address: caseNumber(buffer['address']),
      length: caseNumber(buffer['length']),
      isWritable: buffer['is_writable'] === true,
    };
  });
}

/** What a call of an operation that can fail answers. */
export function caseAnswer({ result }: CaseCall): CaseAnswer {
  if (!isFields(result)) return { value: result };
  const { err, ok = null } = result;
  return typeof err === 'string' ? { error: err } : { value: ok };
}

/** The head and the length of a chain that was collected; `null` where there was none. */
export function caseCollected(value: JsonValue): { readonly head: bigint; readonly len: bigint } | null {
  return isFields(value) ? { head: caseNumber(value['head']), len: caseNumber(value['len']) } : null;
}

/** The bytes of an access as a number, least first, as they are after it: two digits each. */
export function caseWord(hex: string): bigint {
  const digits = hex.match(/../g) ?? [];
  return BigInt(`0x${digits.toReversed().join('')}`);
}
