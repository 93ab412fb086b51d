import { RecordingError } from '../conform/errors.ts';
import * as json from '../conform/json.ts';
import type { Json, JsonObject } from '../conform/json.ts';
import { JsonTextError, parseJsonText } from '../text/json-text.ts';
import { RegionList } from '../memory/regions.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { SavedStart } from './rebuild.ts';

/** Version of the format of counterexample files; a file of another one is refused. */
export const FILE_VERSION = 1;

/** A state that a proof speaks of, and of which model it does. */
interface SavedFor extends SavedStart {
  /** Id of the proof. */
  readonly proof: string;
  /** The model it was found on; `null` for a proof about no model. */
  readonly model: string | null;
}

/** What a counterexample is to, and where it starts. */
export interface SavedCounterexample extends SavedFor {
  readonly assertion: string;
}

/** A state from which a cover of a proof is reached. */
export interface SavedWitness extends SavedFor {
  readonly cover: string;
}

export type SavedState = SavedCounterexample | SavedWitness;

/** A file that holds no counterexample that could be replayed; the message names the place and what is wrong there. */
export class CounterexampleFileError extends Error {
  override readonly name = 'CounterexampleFileError';
}

/** The text of a counterexample file. The steps are left out: a replay makes them anew. */
export function counterexampleFile(
  proof: string,
  model: string | null,
  { assertion, inputs, memory }: Counterexample,
): string {
  const head = { tool: 'ringproof', kind: 'counterexample', version: FILE_VERSION };
  return `${JSON.stringify({ ...head, proof, model, assertion, inputs, memory }, null, 2)}\n`;
}

/** The text of a file with a witness of a cover. */
export function witnessFile({ proof, model, cover, inputs, memory }: SavedWitness): string {
  const head = { tool: 'ringproof', kind: 'witness', version: FILE_VERSION };
  return `${JSON.stringify({ ...head, proof, model, cover, inputs, memory }, null, 2)}\n`;
}

/**
 * The counterexamples, or the witness, in a file: the one of a file of its own, or all of a JSON report. Throws a
 * `CounterexampleFileError` that says what is wrong where.
 */
export function readSaved(text: string, file: string): readonly SavedState[] {
  try {
    const document = json.objectOf(parse(text), 'the file');
    if (document['tool'] !== 'ringproof') throw new RecordingError(NEITHER);
    if (document['kind'] === 'counterexample') return [fromFile(document)];
    if (document['kind'] === 'witness') return [witnessFrom(document)];
    if (document['proofs'] !== undefined) return fromReport(document);
    throw new RecordingError(NEITHER);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new CounterexampleFileError(`${file}: ${error.message}`, { cause: error });
  }
}

const NEITHER = 'neither a counterexample or witness that ringproof saved nor a report of --reporter json';

function parse(text: string): Json {
  try {
    // JSON is what `parseJsonText` returns.
    return parseJsonText(text) as Json;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new RecordingError(error.message, { cause: error });
  }
}

function fromFile(document: JsonObject): SavedCounterexample {
  const version = json.integerOf(document['version'], 'version', 1, Number.MAX_SAFE_INTEGER);
  if (version !== FILE_VERSION) {
    throw new RecordingError(`'version' is ${version}, and this tool reads ${FILE_VERSION}: save it again`);
  }
  return { ...identity(document, 'proof', ''), ...start(document, '') };
}

function witnessFrom(document: JsonObject): SavedWitness {
  const cover = json.stringOf(document['cover'], 'cover');
  const { assertion: _, ...saved } = fromFile({ ...document, assertion: '' });
  return { ...saved, cover };
}

function fromReport(document: JsonObject): readonly SavedCounterexample[] {
  return json.listOf(document['proofs'], 'proofs').flatMap((entry, i) => {
    const what = `proofs[${i}]`;
    const proof = json.objectOf(entry, what);
    const counterexample = proof['counterexample'];
    if (counterexample === null || counterexample === undefined || proof['verdict'] !== 'refuted') return [];
    const fields = json.objectOf(counterexample, `${what}.counterexample`);
    const { proof: id, model } = identity({ ...proof, assertion: '' }, 'id', `${what}.`);
    const assertion = json.stringOf(fields['assertion'], `${what}.counterexample.assertion`);
    return [{ proof: id, model, assertion, ...start(fields, `${what}.counterexample.`) }];
  });
}

function identity(
  fields: JsonObject,
  id: string,
  at: string,
): Pick<SavedCounterexample, 'proof' | 'model' | 'assertion'> {
  const model = fields['model'] ?? null;
  return {
    proof: json.stringOf(fields[id], `${at}${id}`),
    model: model === null ? null : json.stringOf(model, `${at}model`),
    assertion: json.stringOf(fields['assertion'], `${at}assertion`),
  };
}

function start(fields: JsonObject, at: string): SavedStart {
  const inputs = json.objectOf(fields['inputs'], `${at}inputs`);
  return {
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, inputValue(value, `${at}inputs.${name}`)]),
    ),
    memory: json
      .listOf(fields['memory'], `${at}memory`)
      .map((entry, i) => checked(json.objectOf(entry, `${at}memory[${i}]`), `${at}memory[${i}]`)),
  };
}

/** More than any value of a proof has. */
const MOST_DIGITS = 1000;

function inputValue(value: Json, what: string): string | boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && value.length <= MOST_DIGITS && /^(-?\d+|0x[\da-f]+)$/.test(value))
    return value;
  const found = JSON.stringify(value).slice(0, 60);
  throw new RecordingError(`'${what}' is ${found}; it must be true, false, "123" or "0x1f"`);
}

/** A memory that there can be: its regions in order. Bytes may lie outside of them, where a property looks at such. */
function checked(fields: JsonObject, what: string): SavedStart['memory'][number] {
  const memory = memoryOf(fields, what);
  try {
    new RegionList(memory.regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) })));
    return memory;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RecordingError(`'${what}': ${error.message}`, { cause: error });
  }
}

function memoryOf(fields: JsonObject, what: string): SavedStart['memory'][number] {
  return {
    name: json.stringOf(fields['name'], `${what}.name`),
    regions: json.listOf(fields['regions'], `${what}.regions`).map((entry, i) => {
      const region = json.objectOf(entry, `${what}.regions[${i}]`);
      return {
        base: hex(json.u64Of(region['base'], `${what}.regions[${i}].base`)),
        size: hex(json.u64Of(region['size'], `${what}.regions[${i}].size`)),
      };
    }),
    bytes: json.listOf(fields['bytes'], `${what}.bytes`).map((entry, i) => {
      const run = json.objectOf(entry, `${what}.bytes[${i}]`);
      return {
        addr: hex(addressOf(run['addr'], `${what}.bytes[${i}].addr`)),
        hex: Buffer.from(json.bytesOf(run['hex'], `${what}.bytes[${i}].hex`)).toString('hex'),
      };
    }),
  };
}

/** Properties may look beyond the last address of 64 bits, where no region is. */
function addressOf(value: Json | undefined, what: string): bigint {
  if (typeof value === 'string' && /^0x1[0-9a-f]{16}$/.test(value)) return BigInt(value);
  return json.u64Of(value, what);
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
