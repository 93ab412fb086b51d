import { describe, expect, test } from 'vitest';
import { specDriver } from '../../../../models/spec-driver/index.ts';
import { setUp } from '../../../../proofs/driver/set-up.proof.ts';
import { formsOf } from '../../../export/write.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { apart } from './apart.ts';
import { driverFrom, LINUX, VIRTIO_DRIVERS, writtenAs, type DriverWritten } from './cases.fixture.ts';
import type { Happening } from './driver-case.ts';

const [LENDS, TABLE, COLLECTS, KICKS] = LINUX;

function textOf(one: DriverWritten | undefined): string {
  if (one === undefined) throw new Error('no such case');
  return writtenAs('c', one);
}

describe('a test for the code of a driver', () => {
  test('should put the code into the state, call it, and compare what it returns and leaves', () => {
    const text = textOf(COLLECTS);
    expect(text).toContain("The assertion 'there are no more bytes than were lent' is broken");
    expect(text).toContain('queue.split.vring.used = (vring_used_t *)test_at(0x3000);');
    expect(text).toContain('desc_state[0].data = &cookies[0];');
    expect(text).toContain('test_written(DEVICE, 0x3008, (const uint8_t[]){ 0x01 }, 1);');
    expect(text).toContain('test_expect("len", len, 1);');
    expect(text).toContain('test_expect("vq.num_free", queue.vq.num_free, 1);');
    expect(text).toContain('test_written(DRIVER, 0x2006, (const uint8_t[]){ 0x01, 0x00 }, 2);');
  });

  test('should lend the buffers, from the memory that is left for tables', () => {
    expect(textOf(LENDS)).toContain(
      'sg_init_one(&sg[1], (void *)(uintptr_t)0x12345678, UINT64_C(0xffffffff));',
    );
    expect(textOf(LENDS)).not.toContain('gives = test_at');
    expect(textOf(TABLE)).toContain('gives = test_at(0x4000);');
  });

  test('should compare what the code decides about a notification', () => {
    expect(textOf(KICKS)).toContain('test_expect("notifications", notified, 1);');
    expect(textOf(KICKS)).toContain('(uint64_t)(int64_t)(-ENOSPC)');
  });

  test('should not be written of a driver that the proof makes, nor for a model that writes none', () => {
    const made = {
      model: LINUX[0]?.model ?? specDriver,
      proof: setUp,
      assertion: 'x',
      start: driverFrom('0x3000', {}),
    };
    expect(() => writtenAs('c', made)).toThrow('the proof does not start from one driver in use');
    expect(formsOf(made.model)).toEqual(['vitest', 'c']);
    expect(formsOf(specDriver)).toEqual(['vitest']);
  });
});

describe('a test for the crate virtio-drivers', () => {
  const textOf = (i: number): string => {
    const one = VIRTIO_DRIVERS[i];
    if (one === undefined) throw new Error('no such case');
    return writtenAs('rust', one);
  };

  test('should lend buffers where the case has them, and look at the table that the code allocates', () => {
    expect(textOf(0)).toContain('ADDRESSES.set(vec![0x0, 0x12345678, 0x4000]);');
    expect(textOf(0)).toContain('desc_shadow[0].next = 1;');
    expect(textOf(0)).toContain(
      'assert_eq!(unsafe { queue.add(&[input_0.as_slice(), input_1.as_slice()], &mut []) }, Ok(0));',
    );
    expect(textOf(0)).toContain('areas.push(Area::new(0x4000, list.as_ptr().cast(), 32));');
    expect(textOf(1)).toContain('assert!(adding.is_err(), "a buffer of no bytes makes add panic");');
  });

  test('should let the device write between the two looks of a call that is two of the code', () => {
    const lines = textOf(2)
      .split('\n')
      .map((line) => line.trim());
    const at = (line: string): number => lines.indexOf(line);
    const order = [
      at('written(&mut areas, DEVICE, 0x3003, &[0x01]);'),
      at('assert_eq!(queue.peek_used(), Some(0), "peek_used");'),
      at('written(&mut areas, DEVICE, 0x3002, &[0x01]);'),
      at('assert_eq!(unsafe { queue.pop_used(0, &[&[0]], &mut []) }, Ok(0), "pop_used");'),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(textOf(3)).toContain('assert_eq!(queue.should_notify(), false, "should_notify");');
    expect(textOf(4)).toContain('assert_eq!(queue.can_pop(), false, "can_pop");');
  });
});

describe('what the device writes in the middle of a call', () => {
  const load = (address: string): Happening => ({
    ...{ kind: 'access', memory: 'memory', access: 'load', address, length: 2, ordering: null },
    ...{ before: '0000', after: '0000', error: null, completed: 2 },
  });
  const store: Happening = { ...load('0x20'), access: 'store', after: '0100' } as Happening;
  const act = (addr: string, hex = '01'): Happening => ({
    ...{ kind: 'other-side', memory: 'memory', name: 'driver1', writes: [{ addr, hex }] },
  });

  test('should come before the call, if nothing has touched these bytes before', () => {
    expect(apart([load('0x10'), act('0x12'), load('0x12'), store], 'x')).toEqual({
      before: [{ addr: '0x12', hex: '01' }],
      written: [{ addr: '0x20', hex: '0100' }],
      after: [],
    });
  });

  test('should come after it, if nothing touches them later, or if it follows what comes then', () => {
    expect(apart([load('0x10'), act('0x11'), load('0x12'), act('0x11', '02')], 'x').after).toEqual([
      { addr: '0x11', hex: '01' },
      { addr: '0x11', hex: '02' },
    ]);
  });

  test('should be refused between two accesses to the same bytes', () => {
    expect(() => apart([load('0x10'), act('0x11'), load('0x10')], 'collect')).toThrow(WriteError);
    expect(() => apart([store, act('0x20'), load('0x20')], 'collect')).toThrow("in the middle of 'collect'");
  });
});
