/** Names of what the operations of a split queue are called with, in the order of their arguments, as recordings have them. */
export const ARGUMENT_NAMES: Readonly<Record<string, readonly string[]>> = {
  add_used: ['head_index', 'len'],
  set_up: ['change'],
  make: ['max_size'],
};
