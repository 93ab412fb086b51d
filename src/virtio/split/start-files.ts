/** Where the first model of a split queue comes from, and what is put into it. */
export const SPLIT_START = {
  /** The folder, in the package, of the model that a new one begins as: every operation of the interface, and all of it proved. */
  model: 'models/spec',
  files: ['index.ts', 'queue.ts', 'walk.ts', 'ring-access.ts', 'findings.ts'],
  /** Names in its text, and the parts of the new ones: the model's name in camel case, and in Pascal case. */
  names: [
    [/\bspecDevice\b/g, '{camel}Device'],
    [/\bexport const spec\b/g, 'export const {camel}'],
    [/\bSpecQueue\b/g, '{pascal}'],
    [
      /name: 'spec', source: '[^']*'/g,
      "name: '{name}', source: 'put here what it models: project, file, commit'",
    ],
    [/\/\*\* The specification's own algorithms[^\n]*/g, '/** The queue, as properties are asked of it. */'],
    [
      /\/\*\* What the reference model has[^\n]*/g,
      '/** What the queue has of the interface; what it does not have can be left out. */',
    ],
    [
      /\/\*\* What this reference leaves open[^\n]*/g,
      '/** What the queue is known to break, by proof id. A finding hides nothing else. */',
    ],
  ],
  /** Recorders for unit tests, in the package, by language. */
  recorders: {
    c: 'src/virtio/split/recorders/ringproof_record.h',
    rust: 'src/virtio/split/recorders/ringproof_record.rs',
  },
} as const satisfies ModelStart;

/** How a family begins a model. */
export interface ModelStart {
  readonly model: string;
  readonly files: readonly string[];
  readonly names: readonly (readonly [RegExp, string])[];
  readonly recorders: Readonly<Record<string, string>>;
}

/**
 * The proofs that need a member of a model, by its name: ids, or forms with `*`. One that needs several stands at each. For
 * members that every model has, those that are about them.
 */
export const PROOFS_OF_MEMBER: Readonly<
  Record<string, { readonly isOptional: boolean; readonly proofs: readonly string[] }>
> = {
  checksEachAccess: optional(
    'split/restore-not-ready',
    ...['split/*-unmapped', 'split/*-unreadable', 'chain/descriptor-unmapped', 'chain/reports-unmapped'],
    ...['chain/table-unmapped', 'chain/reports-table-unmapped'],
  ),
  followsIndirect: optional(
    ...[
      'chain/direct-then-indirect',
      'chain/write-flag-ignored',
      'chain/*indirect-with-next',
      'chain/*nested-indirect',
    ],
    ...['chain/nested-indirect-first', 'chain/*table-length', 'chain/*table-unmapped'],
  ),
  sumsLengths: optional('chain/*too-long', 'chain/sums', 'chain/sums-on'),
  negotiatesInOrder: optional('split/in-order*', 'split/not-ready-in-order'),
  make: needed('split/set-up', 'split/reset'),
  setUp: needed('split/set-up*', 'split/event-idx-switched'),
  setUpHalf: optional(
    'split/set-up-halves',
    'split/in-flight/after-set-up-half',
    'split/in-order/after-set-up-half',
  ),
  setUpInOrder: optional(
    ...['split/set-up-in-order', 'split/in-flight/after-set-up-in-order'],
    'split/in-order/after-set-up-in-order',
  ),
  activate: needed('split/activation*'),
  pop: needed('split/pop*', 'split/not-ready-pop'),
  addUsed: needed('split/add-used*', 'split/not-ready-add-used'),
  writeUsed: optional(
    ...['split/batch-*', 'split/not-ready-batch', 'split/in-order-write'],
    ...['split/in-flight/after-write-used', 'split/in-order/after-write-used'],
  ),
  publishUsed: optional(
    ...['split/batch-*', 'split/not-ready-batch'],
    ...['split/in-flight/after-publish-used', 'split/in-order/after-publish-used'],
  ),
  addUsedInOrder: optional(
    ...['split/in-order-batch', 'split/in-order-notification', 'split/not-ready-in-order'],
    ...['split/in-flight/after-add-used-in-order', 'split/in-order/after-add-used-in-order'],
  ),
  needsNotification: needed(
    ...['split/used-notification*', 'split/no-lost-interrupt', 'split/not-ready-used-notification'],
  ),
  enableNotification: needed(
    ...['split/enable-notification*', 'split/no-lost-kick', 'split/event-idx-flags'],
    'split/not-ready-enable-notification',
  ),
  disableNotification: optional(
    ...['split/disable-notification*', 'split/enable-notification-undoes', 'split/event-idx-switched'],
    ...['split/in-flight/after-disable-notification', 'split/failed/disable-notification'],
    ...['split/not-ready-disable-notification', 'split/in-order/after-disable-notification'],
  ),
  reset: optional('split/reset', 'split/in-flight/after-reset', 'split/in-order/after-reset'),
  undoPop: optional('split/undo-pop', 'split/in-flight/*undo*', 'split/in-order/after-undo-pop'),
  resume: optional('split/resume*', 'split/in-flight/after-resume', 'split/in-order/after-resume'),
  iterate: optional('split/iterate*', 'split/not-ready-iterate'),
  save: optional(
    'split/restore*',
    'split/in-flight/after-save-and-restore',
    'split/in-order/after-save-and-restore',
  ),
  walk: optional('chain/*', 'split/pop-walk-return'),
  iterator: optional(
    'split/iterate-on',
    'split/not-ready-iterate',
    'split/in-flight/after-iterator-*',
    'split/in-order/after-iterator-*',
  ),
  saved: optional(
    'split/restore*',
    'split/in-flight/after-save-and-restore',
    'split/in-order/after-save-and-restore',
  ),
};

function optional(...proofs: readonly string[]) {
  return { isOptional: true, proofs };
}

function needed(...proofs: readonly string[]) {
  return { isOptional: false, proofs };
}
