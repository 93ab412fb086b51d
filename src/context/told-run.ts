import type { StepPlacement } from '../proof/counterexample.ts';
import type { Placement } from '../proof/placed.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import { userFrame } from '../proof/user-frames.ts';
import { Placements } from './placements.ts';
import type { ReplayEvent } from './replay-event.ts';

/** What a story of one run tells: all that happened, in order, until the run ended. */
export class ToldRun {
  readonly happened: ReplayEvent[] = [];
  readonly notes: string[] = [];
  /** Decisions and assumptions so far; counted in watched runs. */
  #decisions = 0;
  /** Whether the run is over: what is done afterwards is code that caught the trap which ended it. */
  #isOver = false;
  readonly #noted = new Set<string>();
  readonly #placements = new Placements();

  get decisions(): number {
    return this.#decisions;
  }

  end(): void {
    this.#isOver = true;
  }

  tell(event: ReplayEvent): void {
    if (event.kind === 'decision' || event.kind === 'assumption') this.#decisions += 1;
    if (!this.#isOver) this.happened.push(event);
  }

  note(text: string, place: SourcePosition | null = null): void {
    this.notes.push(text);
    this.tell({ kind: 'note', text, place });
  }

  /** The same line of a proof may look at the same byte many times. */
  noteOnce(text: string, place: SourcePosition | null): void {
    const key = `${text} ${place?.file}:${place?.line}`;
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.note(text, place);
  }

  /** What the family says of where a part lies. A fault of it is noted, and takes nothing away from the run. */
  placed(part: string | null, placement: () => Placement | null): { readonly placement?: StepPlacement } {
    try {
      return this.#placements.after(part, placement());
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.noteOnce(`the family cannot say where '${part}' lies: ${what}`, userPlace(error));
      return {};
    }
  }
}

/** The innermost line of the user's code on the stack of an error. */
export function userPlace(error: unknown): SourcePosition | null {
  const frame = userFrame(error);
  return frame === undefined ? null : { file: frame.file, line: frame.line };
}
