import { thrownInWords } from '../domain/misuse.ts';

/** Something in a recording that is not as recordings are; the message says what and where. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** A model that threw in place of returning a result; the message says in which step. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** Puts the place before the message of a `RecordingError` or `ModelError`; `step`: what the latter does not say itself. */
export function locating<T>(location: string, body: () => T, step = ''): T {
  try {
    return body();
  } catch (error) {
    const cause = { cause: error };
    if (error instanceof RecordingError) throw new RecordingError(`${location}: ${error.message}`, cause);
    if (error instanceof ModelError) throw new ModelError(`${location}: ${step}${error.message}`, cause);
    throw error;
  }
}

/** Blames the recording where a memory refuses, with a `RangeError`, what it was given from there. */
export function blamingRecording<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof RangeError) throw new RecordingError(error.message, { cause: error });
    throw error;
  }
}

/** Runs a model's code: whatever it throws, other than for the recording's sake, is a `ModelError`. */
export function blamingModel<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    throw new ModelError(
      `the model threw in ${what}: ${error instanceof Error ? String(error) : thrownInWords(error)}`,
      { cause: error },
    );
  }
}
