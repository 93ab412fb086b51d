/* The device side of a split virtqueue (VIRTIO 1.3, 2.7), as a small VMM has it. */
#ifndef QUEUE_H
#define QUEUE_H
#include <stdbool.h>
#include <stdint.h>

/* What the queue remembers. */
struct queue {
  uint64_t desc_table, avail_ring, used_ring; /* Guest addresses. */
  uint16_t max_size, size;                    /* Powers of two, up to 32768. */
  uint16_t next_avail, next_used;             /* Running indices. */
  uint16_t num_added;                         /* Elements added since the driver was last considered for a notification. */
  bool added_all;                             /* 65536 of them or more. */
  bool ready, event_idx;
};

/* A walk along one chain: where it stands. */
struct chain {
  uint64_t table;              /* Guest address. */
  uint32_t bytes;              /* Sum of the lengths so far. */
  uint16_t entries;            /* Of the table. */
  uint16_t index, remaining;   /* The next descriptor, and how many may still come; 0: the chain is over. */
  bool indirect;
  bool is_full;                /* 2^32 bytes so far, which `bytes` shows as 0. */
};

struct descriptor {
  uint64_t addr;
  uint32_t len;
  uint16_t flags, next;
};

enum { DESC_F_NEXT = 1, DESC_F_WRITE = 2, DESC_F_INDIRECT = 4 };

enum queue_error {
  QUEUE_BAD_DESCRIPTOR_INDEX = -1,
  QUEUE_BAD_AVAIL_INDEX = -2,
  QUEUE_NOT_READY = -3,
  QUEUE_INVALID = -4,
  QUEUE_ADDRESS_OVERFLOW = -5,
  QUEUE_GUEST_MEMORY = -6,
  QUEUE_BAD_MAX_SIZE = -7,
  QUEUE_BAD_SIZE = -8,
  QUEUE_BAD_DESC_TABLE = -9,
  QUEUE_BAD_AVAIL_RING = -10,
  QUEUE_BAD_USED_RING = -11,
  QUEUE_IN_USE = -12,
  CHAIN_BAD_HEAD = -20,
  CHAIN_BAD_NEXT = -21,
  CHAIN_LOOP = -22,
  CHAIN_NESTED_INDIRECT = -23,
  CHAIN_INDIRECT_WITH_NEXT = -24,
  CHAIN_BAD_TABLE_LENGTH = -25,
  CHAIN_TOO_LONG = -26,
  CHAIN_UNMAPPED = -28,
};

/* Set-up. All return 0 or an error. */
int queue_init(struct queue *q, uint64_t max_size);
int queue_set_size(struct queue *q, uint64_t size);
int queue_set_address(struct queue *q, uint64_t *field, uint64_t address, uint64_t alignment, int error);
int queue_set_event_idx(struct queue *q, bool event_idx);
int queue_activate(const struct queue *q);
int queue_restore(struct queue *q, const struct queue *saved);
void queue_reset(struct queue *q);

/* Use. Negative results are errors. */
int queue_pop(struct queue *q, struct chain *chain); /* 1: a chain; 0: none is available. */
void queue_undo_pop(struct queue *q);
int queue_add_used(struct queue *q, uint32_t head, uint32_t len);
int queue_needs_notification(struct queue *q);  /* 1: the driver is to be notified. */
int queue_enable_notification(struct queue *q); /* 1: some chain is available already. */
int queue_disable_notification(struct queue *q);
int chain_next(struct chain *chain, struct descriptor *found); /* 1: a descriptor; 0: the chain is over. */

/* Guest memory: guest.c. */
uint16_t *guest_word(uint64_t gpa); /* NULL unless it can be accessed as one unit. */
bool guest_is_mapped(uint64_t gpa, uint64_t len);
bool guest_read(void *to, uint64_t gpa, uint64_t len); /* False, with nothing done, unless all of it is mapped. */
bool guest_write(uint64_t gpa, const void *from, uint64_t len);
#endif
