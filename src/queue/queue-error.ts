/** The queue cannot be used, or not any more. The message says why, and what to do; it has no part of a password. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
}

/** A job ended the workers that took it, again and again. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
}
