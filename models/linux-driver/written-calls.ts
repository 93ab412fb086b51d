// unreached: writes counterexamples as tests for the real code; no proof is about it

import { WriteError } from 'ringproof';
import {
  caseAnswer,
  caseBuffers,
  caseCollected,
  caseNumber,
  cNumber,
  type CaseCall,
} from 'ringproof/virtio/split-driver';

/** Makes a call, and compares what it returns. Throws a `WriteError` for one that callers cannot make. */
export function called(call: CaseCall): readonly string[] {
  switch (call.operation) {
    case 'add':
    case 'add_indirect':
      return added(call);
    case 'collect':
      return collected(call);
    case 'should_kick':
      return ['virtqueue_kick(&queue.vq);'];
    case 'enable_used':
      return [
        `test_expect("a used buffer is there", !virtqueue_enable_cb(&queue.vq), ${caseNumber(call.result)});`,
      ];
    case 'disable_used':
      return ['virtqueue_disable_cb(&queue.vq);'];
    default:
      throw new WriteError(`there is no test for '${call.operation}'; write it as vitest`);
  }
}

const ADD_ERRORS: Readonly<Record<string, string>> = { Broken: '-EIO', Full: '-ENOSPC' };

function added(call: CaseCall): readonly string[] {
  const [buffers, answer] = [caseBuffers(call), caseAnswer(call)];
  if (buffers.length === 0)
    throw new WriteError('no buffers at all stop the kernel (BUG_ON); write it as vitest');
  const writable = buffers.filter(({ isWritable }) => isWritable).length;
  const code = 'error' in answer ? ADD_ERRORS[answer.error] : '0';
  if (code === undefined)
    throw new WriteError(
      'callers give what the device reads first, and cannot give it otherwise; write it as vitest',
    );
  const head = 'error' in answer ? null : caseNumber(answer.value);
  return [
    `struct scatterlist sg[${buffers.length}], *sgs[${buffers.length}];`,
    ...buffers.flatMap(({ address, length }, i) => [
      `sg_init_one(&sg[${i}], (void *)(uintptr_t)${cNumber(address)}, ${cNumber(length)});`,
      `sgs[${i}] = &sg[${i}];`,
    ]),
    `int added = virtqueue_add_sgs(&queue.vq, sgs, ${buffers.length - writable}, ${writable}, &cookies[${head ?? 0n}], GFP_ATOMIC);`,
    `test_expect("its result", (uint64_t)(int64_t)added, (uint64_t)(int64_t)(${code}));`,
    ...(head === null
      ? []
      : [`test_expect("desc_state[${head}].data", desc_state[${head}].data == &cookies[${head}], 1);`]),
  ];
}

function collected(call: CaseCall): readonly string[] {
  const answer = caseAnswer(call);
  const chain = 'error' in answer ? null : caseCollected(answer.value);
  return [
    'unsigned int len = 0;',
    'char *got = virtqueue_get_buf(&queue.vq, &len);',
    `test_expect("the chain that it returns", got == ${chain === null ? 'NULL' : `&cookies[${chain.head}]`}, 1);`,
    ...(chain === null
      ? []
      : [
          `test_expect("len", len, ${cNumber(chain.len)});`,
          `test_expect("desc_state[${chain.head}].data", desc_state[${chain.head}].data == NULL, 1);`,
        ]),
  ];
}

/** How often the device is notified. */
export function notifications({ operation, result, sent }: CaseCall): number {
  const asked = operation === 'should_kick' && result === true ? 1 : 0;
  return asked + sent.filter(Boolean).length;
}
