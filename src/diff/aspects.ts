/** What is compared of an operation. */
export type Aspect = 'result' | 'state' | 'memory' | 'host' | 'accesses' | 'dealings';

/** The assertion that is made of each. */
export const SAME: Readonly<Record<Aspect, string>> = {
  result: 'the results are the same',
  state: 'the states afterwards are the same',
  memory: 'the bytes of guest memory afterwards are the same',
  host: 'the bytes of the host’s memory afterwards are the same',
  accesses: 'the accesses and fences are the same, in order',
  dealings: 'the dealings with queue and back end are the same, in order',
};

/** What an assertion of a comparison is about; `undefined` of any other. */
export function aspectOf(assertion: string): Aspect | undefined {
  return ASPECTS.find((aspect) => SAME[aspect] === assertion);
}

/** In the order in which they are told. */
export const ASPECTS: readonly Aspect[] = ['result', 'state', 'memory', 'host', 'accesses', 'dealings'];
