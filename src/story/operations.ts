/** Names of what the operations of a split queue are called with, in the order of their arguments, as recordings have them. */
export const ARGUMENT_NAMES: Readonly<Record<string, readonly string[]>> = {
  add_used: ['head_index', 'len'],
  set_up: ['change'],
  make: ['max_size'],
};

/** Operations that yield something or nothing: "ok" alone would leave open which. */
export const MAY_YIELD_NOTHING: ReadonlySet<string> = new Set(['next', 'pop', 'pop_or_enable_notification']);
