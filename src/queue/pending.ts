import { StoppedError } from '../runner/pool.ts';

/** What is waited for. */
interface Wait {
  readonly onStart: () => void;
  readonly resolve: (text: string | null) => void;
  readonly reject: (error: unknown) => void;
}

/** The jobs of a run whose answers are waited for, by name. */
export class Pending {
  readonly #waits = new Map<string, Wait>();
  #failure: { readonly error: unknown } | null = null;

  get names(): readonly string[] {
    return [...this.#waits.keys()];
  }

  has(name: string): boolean {
    return this.#waits.has(name);
  }

  /** Resolves to what the server has as the answer; `null` where the job ended with none. */
  wait(name: string, onStart: () => void): Promise<string | null> {
    this.throwIfFailed();
    return new Promise((resolve, reject) => this.#waits.set(name, { onStart, resolve, reject }));
  }

  started(name: string): void {
    this.#waits.get(name)?.onStart();
  }

  /** A second answer to a job finds no wait. */
  answered(name: string, text: string | null): void {
    this.#end(name)?.resolve(text);
  }

  /** Ends one wait with an error. */
  failed(name: string, error: unknown): void {
    this.#end(name)?.reject(error);
  }

  /** Ends all waits, and those to come, unless they have ended before. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    for (const { reject } of this.#waits.values()) reject(this.#failure.error);
    this.#waits.clear();
  }

  /** Ends all waits that there are. */
  cancel(): void {
    for (const { reject } of this.#waits.values()) reject(new StoppedError());
    this.#waits.clear();
  }

  /** Throws what has failed, if anything has. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  #end(name: string): Wait | undefined {
    const wait = this.#waits.get(name);
    this.#waits.delete(name);
    return wait;
  }
}
