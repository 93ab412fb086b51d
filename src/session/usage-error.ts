/** The command line asks for something that cannot be had; the message is for the person who wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
