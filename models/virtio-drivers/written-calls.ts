// unreached: writes counterexamples as tests for the real code; no proof is about it

import { WriteError } from 'ringproof';
import {
  apart,
  caseAnswer,
  caseBuffers,
  caseCollected,
  caseField,
  caseNumber,
  caseWord,
  type CaseCall,
  type DriverCase,
  type RustPart,
} from 'ringproof/virtio/split-driver';

/** The calls that an operation of the model is. Throws a `WriteError` for one that the code above a queue cannot make. */
export function partsOf(call: CaseCall, given: DriverCase): readonly RustPart[] {
  if (call.operation === 'collect') return collected(call, given);
  return [{ lines: linesOf(call, given), happened: apart(call.happened, call.operation) }];
}

function linesOf(call: CaseCall, given: DriverCase): readonly string[] {
  const answer = caseNumber(call.operation.startsWith('add') ? 0 : call.result) === 1n;
  switch (call.operation) {
    case 'add':
    case 'add_indirect':
      return added(call, given);
    case 'should_kick':
      return [`assert_eq!(queue.should_notify(), ${answer}, "should_notify");`];
    case 'enable_used':
      return ['queue.set_dev_notify(true);', `assert_eq!(queue.can_pop(), ${answer}, "can_pop");`];
    case 'disable_used':
      return ['queue.set_dev_notify(false);'];
    default:
      throw new WriteError(`there is no test for '${call.operation}'; write it as vitest`);
  }
}

function added(call: CaseCall, { tables }: DriverCase): readonly string[] {
  const [buffers, answer] = [caseBuffers(call), caseAnswer(call)];
  const hasTable =
    call.operation === 'add_indirect' && caseField(call.before, 'indirect_desc') === 1n && buffers.length > 1;
  const [table] = tables;
  const names = buffers.map(({ isWritable }, i) => `${isWritable ? 'output' : 'input'}_${i}`);
  const given = (isOutput: boolean): string =>
    buffers
      .flatMap(({ isWritable }, i) =>
        isWritable === isOutput ? [`${names[i] ?? ''}.${isOutput ? 'as_mut_slice' : 'as_slice'}()`] : [],
      )
      .join(', ');
  const addresses = [...buffers.map(({ address }) => address), ...(hasTable && table ? [table] : [])];
  const adds = `unsafe { queue.add(&[${given(false)}], &mut [${given(true)}]) }`;
  return [
    // The operation is the one of a queue without tables.
    ...(call.operation === 'add' ? ['queue.indirect = false;'] : []),
    `ADDRESSES.set(vec![${addresses.map((address) => `0x${address.toString(16)}`).join(', ')}]);`,
    ...buffers.map(
      ({ length, isWritable }, i) =>
        `let ${isWritable ? 'mut ' : ''}${names[i] ?? ''} = vec![0_u8; ${length}];`,
    ),
    ...('error' in answer
      ? refused(answer.error, adds, buffers.length > 0, hasTable)
      : [
          `assert_eq!(${adds}, Ok(${caseNumber(answer.value)}));`,
          ...(hasTable && table ? tableArea(caseNumber(answer.value), table, buffers.length) : []),
        ]),
  ];
}

function refused(error: string, adds: string, isEmptyBuffer: boolean, hasTable: boolean): readonly string[] {
  if (error === 'Full') return [`assert_eq!(${adds}, Err(Error::QueueFull));`];
  if (error === 'Empty' && !isEmptyBuffer) return [`assert_eq!(${adds}, Err(Error::InvalidParam));`];
  if (error === 'Empty' && !hasTable)
    return [
      `let adding = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| ${adds}));`,
      'assert!(adding.is_err(), "a buffer of no bytes makes add panic");',
    ];
  throw new WriteError(
    `what the code does where the model says '${error}' is not looked at; write it as vitest`,
  );
}

/** The table is memory of the code's own. */
function tableArea(head: bigint, table: bigint, count: number): readonly string[] {
  return [
    `let list = queue.indirect_lists[${head}].expect("a table");`,
    `areas.push(Area::new(0x${table.toString(16)}, list.as_ptr().cast(), ${16 * count}));`,
  ];
}

/** peek_used, and pop_used of the token, unless the code above knows of none. */
function collected(call: CaseCall, { entries }: DriverCase): readonly RustPart[] {
  const reads = call.happened.flatMap((one, i) => (one.kind === 'access' ? [{ ...one, at: i }] : []));
  const [, seen] = reads;
  const peeked = seen === undefined ? call.happened : call.happened.slice(0, seen.at + 1);
  const token = seen === undefined ? null : Number(caseWord(seen.after) & 0xffffn);
  const peek: RustPart = {
    lines: [`assert_eq!(queue.peek_used(), ${token === null ? 'None' : `Some(${token})`}, "peek_used");`],
    happened: apart(peeked, 'peek_used'),
  };
  if (token === null || reads.length < 3) return [peek];
  const answer = caseAnswer(call);
  const chain = 'error' in answer ? null : caseCollected(answer.value);
  const pops = `unsafe { queue.pop_used(${token}, &[${buffersOf(call, entries, token)}], &mut []) }`;
  const expected =
    chain !== null ? `Ok(${chain.len})` : `Err(Error::${reads.length === 3 ? 'NotReady' : 'WrongToken'})`;
  const popped = apart(call.happened.slice(peeked.length), 'pop_used');
  return [peek, { lines: [`assert_eq!(${pops}, ${expected}, "pop_used");`], happened: popped }];
}

/** As many buffers as are recycled: a table has them all, and each other descriptor is cleared. */
function buffersOf({ happened }: CaseCall, entries: DriverCase['entries'], token: number): string {
  const list = entries.find(({ table, index }) => table === 'indirect_list' && index === token)?.value ?? 0n;
  const cleared = happened.filter((one) => one.kind === 'access' && one.access === 'write').length;
  const count = list > 0n ? Number(list) : Math.max(cleared, 1);
  return Array.from({ length: count }, () => '&[0]').join(', ');
}
