import type { Access, AccessLog, AddressRange, Bool, Domain, U64, Width, Word } from 'ringproof';

/** One word as it was read or written, and where. */
export interface AccessedWord {
  readonly address: U64;
  readonly value: Word<Width>;
}

/** Whether an access changes memory. */
export function isWrite(access: Access): access is Extract<Access, { kind: 'store' | 'write' }> {
  return access.kind === 'store' || access.kind === 'write';
}

/** Whether an access looks at memory. */
export function isRead(access: Access): access is Extract<Access, { kind: 'load' | 'read' }> {
  return access.kind === 'load' || access.kind === 'read';
}

/** The words of an access, each with its address; none of a fence. */
export function words(access: Access): readonly AccessedWord[] {
  if (access.kind === 'fence') return [];
  if (access.kind === 'load' || access.kind === 'store') return [access];
  let offset = 0;
  return access.values.map((value) => {
    const word = { address: access.address.add(offset), value };
    offset += value.width / 8;
    return word;
  });
}

/** Whether one of the words is this value, at this address. */
export function isAmong(
  domain: Domain,
  among: readonly AccessedWord[],
  address: U64,
  value: Word<Width>,
): Bool {
  const matches = among.map((word) =>
    word.value.width === value.width ? word.address.eq(address).and(word.value.eq(value)) : false,
  );
  return domain.bool(false).or(...matches);
}

/** Whether a word and the `length` bytes at an address have no byte in common. */
export function apartFrom({ address, value }: AccessedWord, other: U64, length: number): Bool {
  return other
    .sub(address)
    .ge(value.width / 8)
    .and(address.sub(other).ge(length));
}

/** Whether every word of these accesses lies within one of the ranges as a whole. */
export function allWithin(domain: Domain, log: AccessLog, ranges: readonly AddressRange[]): Bool {
  const within = log.flatMap(words).map(({ address, value }) => {
    const inOne = ranges.map(({ start, length }) => {
      const offset = address.sub(start);
      return offset.lt(length).and(offset.add(value.width / 8).le(length));
    });
    return domain.bool(false).or(...inOne);
  });
  return domain.bool(true).and(...within);
}

/**
 * Whether what was done up to a write is seen by whoever sees the write: it is a release store, or a release fence
 * stands before it (2.7.13.3.1 asks for "a suitable memory barrier").
 */
export function isReleased(log: AccessLog, write: Access, since: number): boolean {
  if (write.kind === 'store' && (write.ordering === 'release' || write.ordering === 'seq-cst')) return true;
  return log
    .slice(since, log.indexOf(write))
    .some(
      (access) => access.kind === 'fence' && access.ordering !== 'acquire' && access.ordering !== 'relaxed',
    );
}

/** Whether what is read after `read` is at least as new: it is an acquire load, or an acquire fence stands before `until`. */
export function isAcquired(log: AccessLog, read: Access, until: number): boolean {
  if (read.kind === 'load' && (read.ordering === 'acquire' || read.ordering === 'seq-cst')) return true;
  return log
    .slice(log.indexOf(read) + 1, until)
    .some(
      (access) => access.kind === 'fence' && access.ordering !== 'release' && access.ordering !== 'relaxed',
    );
}

/** Whether a full fence stands between two accesses, so that no store before is overtaken by a load behind. */
export function isFenced(log: AccessLog, first: Access | undefined, second: Access): boolean {
  const from = first === undefined ? 0 : log.indexOf(first) + 1;
  return log
    .slice(from, log.indexOf(second))
    .some((access) => access.kind === 'fence' && access.ordering === 'seq-cst');
}
