import type { Counterexample } from '../proof/counterexample.ts';
import { checked, fieldsOf, hasShape, ShapeError } from '../shape/check.ts';
import type { Of } from '../shape/shape.ts';
import { objectWith } from '../shape/structures.ts';
import { exactly, wholeNumber } from '../shape/values.ts';
import { JsonTextError, parseJsonText } from '../text/json-text.ts';
import {
  COUNTEREXAMPLE_FILE,
  FILE_VERSION,
  isRefuted,
  SAVED_FILE,
  SAVED_REPORT,
  WITNESS_FILE,
  type ComparedSides,
} from './saved-shape.ts';

/** What the fields of a file say of the file itself. */
type Head = 'tool' | 'kind' | 'version';

/** What a counterexample is to, and where it starts. */
export type SavedCounterexample = Omit<Of<typeof COUNTEREXAMPLE_FILE>, Head>;

/** A state from which a cover of a proof is reached. */
export type SavedWitness = Omit<Of<typeof WITNESS_FILE>, Head>;

export type SavedState = SavedCounterexample | SavedWitness;

/** A file that holds no counterexample that could be replayed; the message names the place and what is wrong there. */
export class CounterexampleFileError extends Error {
  override readonly name = 'CounterexampleFileError';
}

/** The text of a counterexample file. `compared`: the two models that the proof compares; `null` of any other proof. */
export function counterexampleFile(
  proof: string,
  model: string | null,
  found: Counterexample,
  compared: ComparedSides | null = null,
): string {
  const head = { tool: 'ringproof', kind: 'counterexample', version: FILE_VERSION } as const;
  return textOf(
    fieldsOf(COUNTEREXAMPLE_FILE, {
      ...head,
      proof,
      model,
      ...(compared !== null && { compared }),
      ...found,
    }),
  );
}

/** The text of a file with a witness of a cover. */
export function witnessFile(witness: SavedWitness): string {
  const head = { tool: 'ringproof', kind: 'witness', version: FILE_VERSION } as const;
  return textOf(fieldsOf(WITNESS_FILE, { ...head, ...witness }));
}

function textOf(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * The counterexamples, or the witness, in a file: the one of a file of its own, or all of a JSON report. Throws a
 * `CounterexampleFileError` that says what is wrong where.
 */
export function readSaved(text: string, file: string): readonly SavedState[] {
  try {
    const document = checked(objectWith({}), parseJsonText(text), '');
    if (!hasShape(OURS, document)) throw new ShapeError(NEITHER);
    if ('kind' in document) return [fromFile(document)];
    if ('proofs' in document) return fromReport(document);
    throw new ShapeError(NEITHER);
  } catch (error) {
    if (!(error instanceof ShapeError || error instanceof JsonTextError)) throw error;
    throw new CounterexampleFileError(`${file}: ${error.message}`, { cause: error });
  }
}

const OURS = objectWith({ tool: exactly('ringproof') });

const NEITHER = 'neither a counterexample or witness that ringproof saved nor a report of --reporter json';

/** Any version of the format. */
const OF_A_VERSION = objectWith({ version: wholeNumber(1) });

function fromFile(document: object): SavedState {
  const { version } = checked(OF_A_VERSION, document);
  if (version !== FILE_VERSION)
    throw new ShapeError(
      `version: this ringproof reads version ${FILE_VERSION}, got ${version}: save it again`,
    );
  const { tool: _tool, kind: _kind, version: _version, ...saved } = checked(SAVED_FILE, document);
  return saved;
}

function fromReport(document: object): readonly SavedCounterexample[] {
  const { proofs } = checked(SAVED_REPORT, document);
  return proofs.filter(isRefuted).map(({ id, model, counterexample: { assertion, inputs, memory } }) => ({
    ...{ proof: id, model, assertion, inputs, memory },
  }));
}
