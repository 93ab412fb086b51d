/** What written C is made of. A guard lets several files be included together. */
export const C_TYPES: readonly string[] = `#ifndef RINGPROOF_CASE
#define RINGPROOF_CASE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Guest memory that is mapped as one piece. */
struct ringproof_region {
    uint64_t base;
    uint64_t size;
};

/* Bytes of guest memory. */
struct ringproof_bytes {
    uint64_t addr;
    size_t length;
    const uint8_t *data;
};

/* A descriptor, in the byte order of the host. */
struct ringproof_descriptor {
    uint64_t addr;
    uint32_t len;
    uint16_t flags;
    uint16_t next;
};

/* The device's side of a split virtqueue. num_added counts what was added since the driver was last to be notified. */
struct ringproof_queue {
    uint16_t max_size;
    uint16_t size;
    bool ready;
    bool event_idx;
    uint16_t next_avail;
    uint16_t next_used;
    uint16_t num_added;
    uint64_t desc_table;
    uint64_t avail_ring;
    uint64_t used_ring;
};

/* A call, what it answers, and what it leaves. */
struct ringproof_step {
    /* "add_used", "pop_descriptor_chain", ...; "driver_writes": no call, the driver writes the bytes of written. */
    const char *call;
    uint64_t arguments[10];
    /* Why it fails; NULL where it does not. */
    const char *error;
    /* The answer of a call that answers a number, or 0 and 1. */
    uint64_t value;
    /* Of a pop: whether there is a chain, its first index, and the descriptors of a walk along it, so many in all. */
    bool has_chain;
    uint16_t head;
    size_t chain_length;
    const struct ringproof_descriptor *chain;
    /* How many of them are listed: the first ones of a long chain. */
    size_t chain_count;
    /* Bytes of guest memory that are not what they were. */
    const struct ringproof_bytes *written;
    size_t written_count;
    /* The queue afterwards. */
    struct ringproof_queue queue;
};

struct ringproof_case {
    const char *proof;
    const char *assertion;
    const struct ringproof_region *regions;
    size_t regions_count;
    /* All other bytes of the regions are 0. */
    const struct ringproof_bytes *memory_before;
    size_t memory_before_count;
    struct ringproof_queue queue_before;
    const struct ringproof_step *steps;
    size_t steps_count;
    /* All other bytes of the regions are 0. */
    const struct ringproof_bytes *memory_after;
    size_t memory_after_count;
};
#endif`.split('\n');
