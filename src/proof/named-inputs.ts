import type { Inputs, ProofContext } from './context.ts';

/** The same context, in which inputs have names that begin with a prefix: for what is done several times in one run. */
export function withNames(p: ProofContext, prefix: string): ProofContext {
  const named = (name: string): string => `${prefix}.${name}`;
  const { any: inputs } = p;
  const any: Inputs = {
    u8: (name, range) => inputs.u8(named(name), range),
    u16: (name, range) => inputs.u16(named(name), range),
    u32: (name, range) => inputs.u32(named(name), range),
    u64: (name, range) => inputs.u64(named(name), range),
    bool: (name) => inputs.bool(named(name)),
    powerOfTwo: (name, max) => inputs.powerOfTwo(named(name), max),
    integer: (name, range) => inputs.integer(named(name), range),
  };
  return new Proxy(p, {
    get: (target, key): unknown => {
      if (key === 'any') return any;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
