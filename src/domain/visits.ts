import type { CodeSource } from './running-code.ts';

/** A function of compiled code, of which its text says nothing. */
export interface DeclaredPlace {
  /** As `enter` is given it. */
  readonly id: string;
  readonly name: string;
  /** The path of the module. */
  readonly module: string;
  /** `null` where the module has no debug information. */
  readonly source: CodeSource | null;
}

/**
 * The places of models that are entered while they run, for the list of what no proof enters. Nothing is recorded before `start`,
 * and no proof or model can see it.
 */
class Visits {
  #isOn = false;
  #entered = new Set<string>();
  readonly #declared = new Map<string, DeclaredPlace>();

  /** Records from here on, in this process. */
  start(): void {
    this.#isOn = true;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** How many different places were entered since they were last taken. */
  get count(): number {
    return this.#entered.size;
  }

  enter(id: string): void {
    if (this.#isOn) this.#entered.add(id);
  }

  declare(place: DeclaredPlace): void {
    if (this.#isOn) this.#declared.set(place.id, place);
  }

  /** The places entered since they were last taken, in the order of their first entry. */
  take(): readonly string[] {
    const entered = this.#entered;
    this.#entered = new Set();
    return [...entered];
  }

  get declared(): readonly DeclaredPlace[] {
    return [...this.#declared.values()];
  }
}

/** Of this process. */
export const visits = new Visits();

/** What an operation of the model in a run is recorded as. */
export function operationPlace(part: string, operation: string): string {
  return `${OPERATION}${part}.${operation}`;
}

/** The operation that was recorded, as 'queue.pop'; `null` of any other place. */
export function operationAt(id: string): string | null {
  return id.startsWith(OPERATION) ? id.slice(OPERATION.length) : null;
}

const OPERATION = 'operation ';
