import { expect, test } from 'vitest';
import type { QueueOperations } from './interface.ts';
import { queueLifecycle } from './lifecycle.ts';

/** The steps that call each operation. An operation that is not listed is an error of types: an invariant would not be asked of it. */
const STEPS_OF: Readonly<Record<keyof QueueOperations, readonly (keyof typeof queueLifecycle.steps)[]>> = {
  setUp: ['setUpSize', 'setUpDescTable', 'setUpAvailRing', 'setUpUsedRing', 'setUpReady', 'setUpEventIdx'],
  setUpHalf: ['setUpHalf'],
  setUpInOrder: ['setUpInOrder'],
  activate: ['activate'],
  reset: ['reset'],
  pop: ['pop'],
  undoPop: ['undoPop'],
  // An iterator changes nothing until it is asked for a chain.
  iterate: ['iteratorNext', 'iteratorPrevious'],
  addUsed: ['addUsed'],
  writeUsed: ['writeUsed'],
  publishUsed: ['publishUsed'],
  addUsedInOrder: ['addUsedInOrder'],
  needsNotification: ['needsNotification'],
  enableNotification: ['enableNotification'],
  disableNotification: ['disableNotification'],
  resume: ['resume'],
  save: ['saveAndRestore'],
};

test('should call every operation of a queue in some step, and nothing else', () => {
  expect(Object.values(STEPS_OF).flat().toSorted()).toEqual(Object.keys(queueLifecycle.steps).toSorted());
});
