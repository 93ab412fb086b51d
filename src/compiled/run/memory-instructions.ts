import type { Instruction } from '../decode/instruction.ts';
import type { Frame } from './frame.ts';
import { present, type Parts } from './parts.ts';
import { HostPointer } from './value.ts';

type Plain = Extract<Instruction, { readonly kind: 'load' | 'store' }>;

/** Plain loads and stores, of the module's own memory and of the guest's. */
export class MemoryInstructions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  load(frame: Frame, { access: shape, offset }: Plain): void {
    const { access, faults, host } = this.#parts;
    const place = access.place(frame.pop(), offset);
    if (!(place instanceof HostPointer)) return frame.push(access.load(shape, place));
    const [word] = present(faults, host).access.read(place, [(8 * shape.bytes) as 8]);
    frame.push(access.widened(word, shape.width, shape.isSigned));
  }

  store(frame: Frame, { access: shape, offset }: Plain): void {
    const { access, faults, host } = this.#parts;
    const value = frame.pop();
    const place = access.place(frame.pop(), offset);
    if (!(place instanceof HostPointer)) return access.store(shape, place, value);
    const word = access.narrowed(value, shape.width, (8 * shape.bytes) as 8);
    present(faults, host).access.write(place, [word]);
  }
}
