import type { StepPlacement } from '../proof/counterexample.ts';
import type { Placement } from '../proof/placed.ts';

/** Where the parts of a run lie, as its events have it: a layout is told once, and then where it has changed. */
export class Placements {
  readonly #layouts = new Map<string | null, string>();

  /** What the event of a step has of the part that it is about; nothing of one without a place. */
  after(part: string | null, placement: Placement | null): { readonly placement?: StepPlacement } {
    if (placement === null) return {};
    const { layout, cursors } = placement;
    const text = JSON.stringify(layout);
    const isKnown = this.#layouts.get(part) === text;
    this.#layouts.set(part, text);
    return { placement: isKnown ? { cursors } : { layout, cursors } };
  }
}
