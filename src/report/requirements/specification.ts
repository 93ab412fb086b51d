/** Where the specification is whose sentences the ledger lists. */
export const SPECIFICATION = 'https://docs.oasis-open.org/virtio/virtio/v1.4/virtio-v1.4.html';

export const SPECIFICATION_TITLE = 'Requirements of VIRTIO 1.4 on queues';
