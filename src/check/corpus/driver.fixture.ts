import type { GuestMemory, ProofContext, U64 } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Statement } from './statement.fixture.ts';

/** The byte that a look sees; an address in a region is always seen. */
function seen(memory: GuestMemory, address: U64) {
  const loaded = memory.load(address, 8, 'relaxed');
  if (!loaded.ok) throw new Error('a byte of the area cannot be loaded');
  return loaded.value;
}

/** Two bytes of a memory, of which the driver owns the first one. */
function shared(p: ProofContext<string>) {
  const { m, a } = area(p, 2);
  return { m, a, device: p.driverMayAct(m, [{ start: a, length: 1 }]) };
}

/** Statements about a driver that acts while an operation runs. */
export const driverStatements: readonly Statement[] = [
  proved('what it does not own stays', (p) => {
    const { m, a, device } = shared(p);
    const before = m.peek(a, 1);
    return seen(device, a.add(1)).eq(before);
  }),
  refuted('what it owns stays until the first look', (p) => {
    const { m, a, device } = shared(p);
    const before = m.peek(a);
    return seen(device, a).eq(before);
  }),
  refuted('two looks see the same', (p) => {
    const { a, device } = shared(p);
    const first = seen(device, a);
    return seen(device, a).eq(first);
  }),
  proved('memory shows what the last look saw', (p) => {
    const { m, a, device } = shared(p);
    const last = seen(device, a);
    return m.peek(a).eq(last);
  }),
  refuted('what was stored is what is seen later', (p) => {
    const { a, device } = shared(p);
    const v = p.any.u8('v');
    device.store(a, v, 'relaxed');
    return seen(device, a).eq(v);
  }),
  proved('what was stored beside what it owns is what is seen later', (p) => {
    const { a, device } = shared(p);
    const v = p.any.u8('v');
    device.store(a.add(1), v, 'relaxed');
    return seen(device, a.add(1)).eq(v);
  }),
  refuted('a plain copy sees what stood there at first', (p) => {
    const { m, a, device } = shared(p);
    const before = m.peek(a);
    const copied = device.read(a, [8]);
    return copied.ok ? copied.value[0].eq(before) : true;
  }),
  refuted('two memories made of one see the same', (p) => {
    const { m, a, device } = shared(p);
    const other = p.driverMayAct(m, [{ start: a, length: 1 }]);
    const first = seen(device, a);
    return seen(other, a).eq(first);
  }),
];
