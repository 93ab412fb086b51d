/** What a process says that ended by a signal: 128 and the signal's number. */
const ENDED_BY = { SIGINT: 130, SIGPIPE: 141, SIGTERM: 143, SIGHUP: 129 } as const;

export type EndingSignal = keyof typeof ENDED_BY;

/** The exit code of a command that a signal ended. */
export function exitCodeOf(signal: EndingSignal): number {
  return ENDED_BY[signal];
}

/** The exit code of a command that `interrupt` ended; `undefined` where none did. Its reason is a signal. */
export function interruptedCode(interrupt: AbortSignal | undefined): number | undefined {
  if (interrupt?.aborted !== true) return undefined;
  const reason: unknown = interrupt.reason;
  return exitCodeOf(isEndingSignal(reason) ? reason : 'SIGINT');
}

function isEndingSignal(value: unknown): value is EndingSignal {
  return typeof value === 'string' && Object.hasOwn(ENDED_BY, value);
}
