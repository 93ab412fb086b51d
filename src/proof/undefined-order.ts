import type { MemoryModel } from './ordered.ts';

/** What a claim about an order of accesses says nothing of, where steps of a side are defined under none of the memory models asked. */
export class UndefinedOrderError extends TypeError {
  override readonly name = 'UndefinedOrderError';
  readonly assertion: string;
  readonly asked: readonly MemoryModel[];

  constructor(assertion: string, asked: readonly MemoryModel[]) {
    super(`a side has barriers of the Linux kernel, of which ${asked.join(' and ')} says nothing`);
    this.assertion = assertion;
    this.asked = asked;
  }
}
