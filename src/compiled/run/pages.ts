import type { Shared } from './atomics.ts';
import { LIMITS } from './limits.ts';
import type { Num, Value } from './value.ts';

/** The size of the module's own memory, in pages. */
export class Pages {
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  size(): Num {
    return this.#pages(this.#shared.instance.memory.pages);
  }

  /** The size before it, or −1 where it does not grow. */
  grow(by: Value): Num {
    const { instance, access, domain } = this.#shared;
    const { memory, module } = instance;
    const before = memory.pages;
    const wanted = BigInt(before) + access.one(access.index(by), 'grows memory by a size');
    const most = module.memory?.max ?? BigInt(LIMITS.pages);
    const isGrown = wanted <= most && wanted <= BigInt(LIMITS.pages);
    if (isGrown) memory.pages = Number(wanted);
    if (isGrown) return this.#pages(before);
    return module.memoryIs64 ? domain.u64(2n ** 64n - 1n) : domain.u32(0xffffffff);
  }

  #pages(pages: number): Num {
    const { domain, instance } = this.#shared;
    return instance.module.memoryIs64 ? domain.u64(pages) : domain.u32(pages);
  }
}
