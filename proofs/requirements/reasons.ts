import type { Unanswered } from './requirement.ts';

/*
 * Why no proof answers an entry, as the end of a sentence about the model.
 */

export const NO_STATUS: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model has no device status register: it starts when the driver has set the device up',
};

export const NO_DRIVER_OK: Unanswered = {
  answer: 'out-of-reach',
  reason:
    'has a queue that does not know whether DRIVER_OK is set: the code that calls it decides when the first notification is sent',
};

export const NO_NEGOTIATION: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model has no feature bits to offer or accept: what was negotiated is part of its state',
};

export const NO_REGISTERS: Unanswered = {
  answer: 'out-of-reach',
  reason:
    'a queue’s model has no transport registers: set-up reaches it as calls, and nothing reads them back',
};

export const NO_VECTORS: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model decides whether to notify, and has no interrupt vectors to send it by',
};

export const NO_NOTIFICATION_WRITE: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model decides whether to notify, and has no doorbell register to write to',
};

export const NO_CONFIGURATION: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model has no configuration space and no notification of changes to it',
};

export const NO_BUFFERS: Unanswered = {
  answer: 'out-of-reach',
  reason:
    'a queue’s model has no buffer contents: it hands out descriptors and takes a length; models of handlers write buffers',
};

export const NO_ADDRESSES: Unanswered = {
  answer: 'out-of-reach',
  reason:
    'a handler’s model has no addresses of buffers: it counts the bytes that are written to the writable part of a chain',
};

export const NO_DESCRIPTORS: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a handler’s model has no descriptors: it has the sums of what a chain has to read and to write',
};

export const NO_RESET_OPERATION: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a handler’s model has no operation that resets it: what its fields are after a reset is any state',
};

export const NO_PLATFORM: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model has one address space and no IOMMU, so no address has a second meaning',
};

export const NO_BOUND: Unanswered = {
  answer: 'out-of-reach',
  reason:
    'a queue’s model has no number for it: the text states no bound other than the queue size, which is a sentence of its own',
};

export const NO_SPEED: Unanswered = {
  answer: 'out-of-reach',
  reason: 'a queue’s model has no notion of speed',
};

export const NO_LEGACY: Unanswered = {
  answer: 'not-applicable',
  reason: 'is only about the legacy interface, which no family of models has',
};

export const NO_NOTIFICATION_DATA: Unanswered = {
  answer: 'not-applicable',
  reason: 'needs VIRTIO_F_NOTIFICATION_DATA, which no family of models can negotiate',
};

export const NO_NOTIF_CONFIG_DATA: Unanswered = {
  answer: 'not-applicable',
  reason: 'needs VIRTIO_F_NOTIF_CONFIG_DATA, which no family of models can negotiate',
};

export const NO_ORDER_PLATFORM: Unanswered = {
  answer: 'not-applicable',
  reason: 'needs VIRTIO_F_ORDER_PLATFORM, which no family of models can negotiate',
};

export const NO_SUSPEND: Unanswered = {
  answer: 'not-applicable',
  reason: 'needs VIRTIO_F_SUSPEND, which no family of models can negotiate',
};

export const NO_IN_ORDER_HANDLER: Unanswered = {
  answer: 'not-applicable',
  reason: 'needs VIRTIO_F_IN_ORDER, which no model of a handler can negotiate',
};

export const NO_DEVICE_PARTS: Unanswered = {
  answer: 'not-applicable',
  reason:
    'needs device parts of administration commands, which no family of models has: none can be stopped by one',
};

export const NO_ADMIN_QUEUE: Unanswered = {
  answer: 'not-applicable',
  reason: 'is only about administration queues, which no family of models has',
};

export const NO_DIAGNOSTICS: Unanswered = {
  answer: 'not-applicable',
  reason: 'has no operation that reads a buffer for diagnostics',
};

export const NO_PACKED_PROOFS: Unanswered = {
  answer: 'open',
  reason: 'no proof of packed rings is written yet',
};
