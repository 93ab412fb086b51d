import type { Difference } from './compare.ts';
import type { JsonObject } from './json.ts';

/** A step on which model and recording disagree. */
export interface Mismatch {
  /** The line of the recording, "file:line". */
  readonly location: string;
  readonly seed: number | null;
  /** Position in the case's `ops`, from 0. */
  readonly index: number;
  readonly op: string;
  readonly args: JsonObject;
  /** All fields of the queue before the step. */
  readonly before: JsonObject;
  readonly differences: readonly Difference[];
}

/** How many mismatches are kept to be shown; the others are counted. */
const KEPT_MISMATCHES = 10;

/** What replaying recordings came to, added up over cases. Every step of a case is in exactly one of its counts. */
export class Tally {
  cases = 0;
  /** Operations that were run on the model and compared. */
  operations = 0;
  /** Operations among these that differ from the recording. */
  mismatches = 0;
  /** Steps in which the driver changed memory between two operations. */
  driverWrites = 0;
  /** Operations that were run on the model, but of which nothing was recorded to compare. */
  notRecorded = 0;
  /** Operations that are not modelled, by name; their recorded effect was applied. */
  readonly notReplayed = new Map<string, number>();
  readonly firstMismatches: Mismatch[] = [];

  addNotReplayed(op: string): void {
    this.notReplayed.set(op, (this.notReplayed.get(op) ?? 0) + 1);
  }

  addMismatch(mismatch: Mismatch): void {
    this.mismatches += 1;
    if (this.firstMismatches.length < KEPT_MISMATCHES) this.firstMismatches.push(mismatch);
  }
}
