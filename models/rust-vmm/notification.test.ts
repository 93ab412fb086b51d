import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, truthOf } from '../../src/domain/concrete.ts';
import { accesses, get16, memory, put16, queue } from './queue.fixture.ts';

const WITHOUT = { eventIdx: domain.bool(false) };
const AVAIL_EVENT = 0x3000n + 4n + 8n * 8n;

describe('enabling notifications', () => {
  test('should write next_avail to avail_event, then read idx after a fence', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(0x1234) }), memory()];
    put16(mem, 0x2002n, 0x1235);

    const answer = q.enableNotification(mem);

    expect(answer.ok && truthOf(answer.value)).toBe(true);
    expect(get16(mem, AVAIL_EVENT)).toBe(0x1234);
    expect(accesses(mem.events.all)).toEqual([
      'store 0x3044 relaxed',
      'fence seq-cst',
      'load 0x2002 relaxed',
    ]);
  });

  test('should clear the flags without event index', () => {
    const [q, mem] = [queue(WITHOUT), memory()];
    put16(mem, 0x3000n, 0xffff);

    const answer = q.enableNotification(mem);

    expect(answer.ok && truthOf(answer.value)).toBe(false);
    expect([get16(mem, 0x3000n), get16(mem, AVAIL_EVENT)]).toEqual([0, 0]);
    expect(accesses(mem.events.all)).toEqual([
      'store 0x3000 relaxed',
      'fence seq-cst',
      'load 0x2002 relaxed',
    ]);
  });

  test('should leave what it wrote where idx cannot be read', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(7), availRing: domain.u64(0x9000) }), memory()];
    const answer = q.enableNotification(mem);
    expect(!answer.ok && answer.error.kind).toBe('GuestMemory');
    expect(get16(mem, AVAIL_EVENT)).toBe(7);
  });

  test.each([
    ['is not mapped', 0x9000n, 'GuestMemory'],
    ['lies beyond the last address', 0xffff_ffff_ffff_fffcn, 'AddressOverflow'],
  ])('should read nothing where avail_event %s', (_, usedRing, kind) => {
    const mem = memory({ base: 0n, size: 0x4000n });
    const answer = queue({ usedRing: domain.u64(usedRing) }).enableNotification(mem);
    expect(!answer.ok && answer.error.kind).toBe(kind);
    expect(truthOf(mem.events.reads().isEmpty())).toBe(true);
  });

  test('should look at the sign of nothing: an idx behind differs as well', () => {
    const [q, mem] = [queue({ nextAvail: domain.u16(1) }), memory()];
    const answer = q.enableNotification(mem);
    expect(answer.ok && truthOf(answer.value)).toBe(true);
  });

  test('should work on a queue that is not ready', () => {
    expect(queue({ ready: domain.bool(false) }).enableNotification(memory()).ok).toBe(true);
  });
});

describe('disabling notifications', () => {
  test('should do nothing with event index, also where nothing is mapped', () => {
    const mem = memory({ base: 0n, size: 1n });
    expect(queue().disableNotification(mem)).toEqual({ ok: true, value: undefined });
    expect(mem.events.all).toEqual([]);
  });

  test('should set the flags to 1 without event index', () => {
    const mem = memory();
    put16(mem, 0x3000n, 0xffff);
    expect(queue(WITHOUT).disableNotification(mem).ok).toBe(true);
    expect(get16(mem, 0x3000n)).toBe(1);
    expect(accesses(mem.events.all)).toEqual(['store 0x3000 relaxed']);
  });

  test('should fail where the flags are not mapped', () => {
    const result = queue({ ...WITHOUT, usedRing: domain.u64(0x9000) }).disableNotification(memory());
    expect(!result.ok && result.error.kind).toBe('GuestMemory');
  });
});
