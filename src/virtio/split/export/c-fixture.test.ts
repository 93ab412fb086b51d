import { afterAll, describe, expect, test } from 'vitest';
import { rustVmm } from '../../../../models/rust-vmm/index.ts';
import {
  linewiseModel,
  publishIdx,
  advanceNextUsed,
  advanceNumAdded,
  LinewiseQueue,
  writeElement,
} from '../../../../proofs/linewise.fixture.ts';
import { recordingAdapter } from '../../../../models/rust-vmm/recording.ts';
import { CASES, toWrite } from './cases.fixture.ts';
import { has, Workshop, type Ran } from './compilers.fixture.ts';
import { write } from '../../../export/write.ts';

const shop = new Workshop();
afterAll(() => shop[Symbol.dispose]());

const STRICT = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

/** A program that takes the steps of a case on a queue of its own, which can only add; its exit code is 1 where they differ. */
const HARNESS = `#include <stdlib.h>
#include <string.h>
#include "written.c"

static uint8_t memory[0x10000];

static void store16(uint64_t addr, uint16_t value)
{
    memory[addr] = (uint8_t)value;
    memory[addr + 1] = (uint8_t)(value >> 8);
}

static void add_used(struct ringproof_queue *queue, uint16_t head, uint32_t len)
{
    uint64_t slot = queue->used_ring + 4 + 8 * (uint64_t)(queue->next_used % queue->size);
    store16(slot, head);
    store16(slot + 4, (uint16_t)len);
    store16(slot + 6, (uint16_t)(len >> 16));
    queue->next_used++;
    queue->num_added++;
    store16(queue->used_ring + 2, queue->next_used);
}

int main(void)
{
    const struct ringproof_case *given = &NAME;
    struct ringproof_queue queue = given->queue_before;
    for (size_t i = 0; i < given->memory_before_count; i++)
        memcpy(memory + given->memory_before[i].addr, given->memory_before[i].data, given->memory_before[i].length);
    for (size_t i = 0; i < given->steps_count; i++) {
        const struct ringproof_step *step = &given->steps[i];
        if (strcmp(step->call, "add_used") == 0)
            add_used(&queue, (uint16_t)step->arguments[0], (uint32_t)step->arguments[1]);
        if (step->error != NULL || queue.next_used != step->queue.next_used)
            return 1;
        if (queue.num_added != step->queue.num_added)
            return 1;
        for (size_t j = 0; j < step->written_count; j++)
            if (memcmp(memory + step->written[j].addr, step->written[j].data, step->written[j].length) != 0)
                return 1;
    }
    for (size_t i = 0; i < given->memory_after_count; i++) {
        const struct ringproof_bytes *run = &given->memory_after[i];
        if (memcmp(memory + run->addr, run->data, run->length) != 0)
            return 1;
        memset(memory + run->addr, 0, run->length);
    }
    for (size_t i = 0; i < sizeof memory; i++)
        if (memory[i] != 0)
            return 1;
    return 0;
}
`;

function build(text: string): Ran {
  shop.write('written.c', text);
  const [, name = ''] = /const struct ringproof_case (\w+) =/.exec(text) ?? [];
  shop.write('harness.c', HARNESS.replace('NAME', name));
  return shop.run('cc', ...STRICT, '-o', 'harness', 'harness.c');
}

/** The first case: an element is added. */
const [added] = CASES;

describe.skipIf(!has('cc'))('a written C fixture, as a compiler sees it', () => {
  test.each(CASES.map((one) => [one.proof.id, one] as const))(
    'should compile without a warning, alone and included twice: %s',
    (_, one) => {
      const text = write('c', toWrite(one, rustVmm));
      shop.write('alone.c', text);
      shop.write(
        'twice.c',
        text + text.replaceAll('struct ringproof_case ringproof_', 'struct ringproof_case other_'),
      );

      expect(shop.run('cc', ...STRICT, '-c', 'alone.c')).toEqual({ code: 0, output: '' });
      expect(shop.run('cc', ...STRICT, '-c', 'twice.c')).toEqual({ code: 0, output: '' });
    },
  );

  test('should be what a right queue does', () => {
    if (added === undefined) throw new Error('no case');

    expect(build(write('c', toWrite(added, rustVmm)))).toEqual({ code: 0, output: '' });
    expect(shop.run('./harness').code).toBe(0);
  });

  test('should not be what a right queue does where the model is wrong', () => {
    if (added === undefined) throw new Error('no case');
    const lines = { addSteps: [writeElement, publishIdx, advanceNextUsed, advanceNumAdded] };
    const conformance = recordingAdapter((domain, state) => new LinewiseQueue(domain, state, lines));
    const broken = linewiseModel(lines);
    const text = write('c', { ...toWrite(added, broken), model: { ...broken, conformance } });

    expect(text).toContain('/* BROKEN here. */');
    expect(build(text)).toEqual({ code: 0, output: '' });
    expect(shop.run('./harness').code).toBe(1);
  });
});
