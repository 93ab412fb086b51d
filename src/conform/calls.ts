import { didYouMean } from '../text/nearest.ts';
import { listOf } from '../shape/structures.ts';
import { RecordingError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { CaseFormat } from './recording-shape.ts';
import { ANY_JSON, shaped } from './shape.ts';

/**
 * A case with its `calls` as steps: each a text such as "add_used 3 16", or a list such as ["add_used", 3, 16]. Arguments are
 * in the order that the format gives them. A case without calls stays as it is. Throws a `RecordingError` for a wrong call.
 */
export function withSteps(json: unknown, format: CaseFormat | undefined): unknown {
  if (typeof json !== 'object' || json === null || !('calls' in json)) return json;
  const { calls, ...rest } = json;
  if ('ops' in rest) throw new RecordingError('calls: expected either calls or ops, got both');
  return { ...rest, ops: shaped(listOf(ANY_JSON), calls, 'calls').map((call, i) => stepOf(call, i, format)) };
}

/** The step in which the driver writes. */
const MEM_WRITE = 'mem_write';

function stepOf(call: Json, index: number, format: CaseFormat | undefined): JsonObject {
  const [op, ...given] = wordsOf(call);
  const where = `calls[${index}]`;
  if (typeof op !== 'string')
    throw new RecordingError(
      `${where}: expected "name argument ..." or ["name", argument, ...], got ${JSON.stringify(call)}`,
    );
  if (op === MEM_WRITE) {
    const [addr = null, hex = null] = given;
    return { op, args: { writes: [{ addr, hex }] } };
  }
  const names = format !== undefined && Object.hasOwn(format.calls, op) ? format.calls[op] : undefined;
  if (names === undefined) {
    if (given.length === 0) return { op };
    const hint = didYouMean(op, Object.keys(format?.calls ?? {}));
    throw new RecordingError(
      `${where}: '${op}' is not an operation of ${format?.family ?? 'a known family'}${hint || '; use ops, which name the arguments, for one that only the model has'}`,
    );
  }
  const last = names.at(-1);
  if (last?.startsWith('...') === true) return { op, args: { [last.slice(3)]: given } };
  if (given.length !== names.length)
    throw new RecordingError(
      `${where}: expected '${[op, ...names].join(' ')}', got ${given.length} arguments`,
    );
  return { op, args: Object.fromEntries(names.map((name, i) => [name, given[i] ?? null])) };
}

function wordsOf(call: Json): readonly Json[] {
  if (typeof call === 'string') {
    const words = call.trim().split(/\s+/);
    // Its bytes can look like a number.
    return words[0] === MEM_WRITE ? words : words.map(valueOf);
  }
  return Array.isArray(call) ? (call as readonly Json[]) : [];
}

/** A word of a text, as a number, a truth value or itself, as which an address stands. */
function valueOf(word: string): Json {
  if (/^\d+$/.test(word)) return Number(word);
  return word === 'true' || (word === 'false' ? false : word);
}
