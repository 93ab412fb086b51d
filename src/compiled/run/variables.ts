import type { Domain } from '../../domain/domain.ts';
import type { Instruction } from '../decode/instruction.ts';
import type { ValueType } from '../decode/types.ts';
import type { Faults } from './faults.ts';
import type { Frame } from './frame.ts';
import type { Instance } from './instance.ts';
import { Opaque, type Value } from './value.ts';

/** The value that a local variable of a type begins with. */
export function initialValue(domain: Domain, type: ValueType): Value {
  if (type === 'i32') return domain.u32(0);
  return type === 'i64' ? domain.u64(0) : new Opaque(type);
}

type OnVariable = Extract<
  Instruction,
  { readonly kind: 'local.get' | 'local.set' | 'local.tee' | 'global.get' | 'global.set' }
>;

/** Instructions on local and global variables. */
export class Variables {
  readonly #instance: Instance;
  readonly #faults: Faults;

  constructor(instance: Instance, faults: Faults) {
    this.#instance = instance;
    this.#faults = faults;
  }

  execute(frame: Frame, { kind, index }: OnVariable): void {
    switch (kind) {
      case 'local.get':
        frame.push(frame.local(index));
        return;
      case 'local.set':
      case 'local.tee': {
        const value = frame.pop();
        // Throws where there is none.
        frame.local(index);
        frame.locals[index] = value;
        if (kind === 'local.tee') frame.push(value);
        return;
      }
      case 'global.get':
        frame.push(this.#global(index));
        return;
      case 'global.set':
        this.#global(index);
        this.#instance.globals[index] = frame.pop();
        return;
    }
  }

  #global(index: number): Value {
    const value = this.#instance.globals[index];
    if (value === undefined) throw this.#faults.invalid(`there is no global variable ${index}`);
    return value;
  }
}
