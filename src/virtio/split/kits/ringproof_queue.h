/* ringproof_queue.h: what a split virtqueue in C exports to `ringproof prove --compiled queue.wasm`. Version 1 of the contract.
 *
 * Write one file beside your queue that includes this header and defines the functions of part 3: each calls your own. Where your
 * queue turns a guest address into a host pointer, call `ringproof_guest`. Then compile both, with no libc:
 *
 *   clang --target=wasm64 -O2 -gline-tables-only -ffreestanding -nostdlib -matomics -mbulk-memory -Wl,--no-entry \
 *     -include ringproof_queue.h exports.c queue.c -o queue.wasm
 *
 * `-include` puts the header before everything else, so that it sees each atomic access of your queue. `-gline-tables-only` is for
 * counterexamples with lines of your source; add `-ffile-prefix-map=$PWD=.` where the module is shared. On wasm32,
 * offsets into large regions are cut to 32 bits: use wasm64. Integers only: no floats, no SIMD.
 *
 * Compiled for another machine, it only declares: `ringproof replay --write c` writes a test that defines part 1. License: Apache-2.0. */
#ifndef RINGPROOF_QUEUE_H
#define RINGPROOF_QUEUE_H
#include <stddef.h>
#include <stdint.h>
#ifdef __wasm__
#define RINGPROOF_IMPORT(name) __attribute__((import_module("ringproof"), import_name(name)))
#define RINGPROOF_EXPORT(name) __attribute__((export_name(name)))
#else
#define RINGPROOF_IMPORT(name)
#define RINGPROOF_EXPORT(name)
#endif

/* 1. Guest memory. It is made of regions; what is between them is not mapped. */

/* The host pointer of a guest address, or NULL where that is not mapped. It reaches to both ends of the region, no further. */
RINGPROOF_IMPORT("guest") void *ringproof_guest(uint64_t gpa);
/* The region that an address is in: its first address, its bytes, and how many of these there are from gpa on. 0 if unmapped. */
RINGPROOF_IMPORT("region_start") uint64_t ringproof_region_start(uint64_t gpa);
RINGPROOF_IMPORT("region_len") uint64_t ringproof_region_len(uint64_t gpa);
RINGPROOF_IMPORT("region_after") uint64_t ringproof_region_after(uint64_t gpa);
/* The host pointer of `gpa`, reckoned from the mapping of the region that `anchor` is in; NULL where `anchor` is not mapped. */
RINGPROOF_IMPORT("guest_at") void *ringproof_guest_at(uint64_t anchor, uint64_t gpa);
/* 1 where all bytes of the range are mapped, in one region or in adjacent ones; else 0. */
RINGPROOF_IMPORT("check_range") int32_t ringproof_check_range(uint64_t gpa, uint64_t len);
/* Copies by guest address across adjacent regions, of a constant number of bytes: 1, or 0 with nothing copied where not all of it is
 * mapped. For what your queue leaves to a library of its host. */
RINGPROOF_IMPORT("read_guest") int32_t ringproof_read_guest(void *to, uint64_t gpa, uint64_t len);
RINGPROOF_IMPORT("write_guest") int32_t ringproof_write_guest(uint64_t gpa, const void *from, uint64_t len);

/* 2. Memory orders. WebAssembly has one only, so each atomic access says first which one its source has. An access that does
 * not say so counts as relaxed, and a fence as none. These macros say it for the compiler's builtins and for C11. */

/* The order of the access or fence that comes next, as in C11: 0 relaxed, 1 consume, 2 acquire, 3 release, 4 acq_rel, 5 seq_cst. */
RINGPROOF_IMPORT("order") void ringproof_order(int32_t order);
#ifdef __wasm__
#define RINGPROOF_ORDERED(order, access) __extension__({ ringproof_order(order); access; })
#define __atomic_load_n(p, o) __extension__({ __auto_type rp_p = (p); RINGPROOF_ORDERED(o, __atomic_load_n(rp_p, o)); })
#define __atomic_store_n(p, v, o) \
  __extension__({ __auto_type rp_p = (p); __auto_type rp_v = (v); RINGPROOF_ORDERED(o, __atomic_store_n(rp_p, rp_v, o)); })
#define __atomic_thread_fence(o) RINGPROOF_ORDERED(o, __atomic_thread_fence(o))
#define __atomic_exchange_n(p, v, o) RINGPROOF_RMW(__atomic_exchange_n, p, v, o)
#define __atomic_fetch_add(p, v, o) RINGPROOF_RMW(__atomic_fetch_add, p, v, o)
#define __atomic_fetch_sub(p, v, o) RINGPROOF_RMW(__atomic_fetch_sub, p, v, o)
#define __atomic_fetch_and(p, v, o) RINGPROOF_RMW(__atomic_fetch_and, p, v, o)
#define __atomic_fetch_or(p, v, o) RINGPROOF_RMW(__atomic_fetch_or, p, v, o)
#define RINGPROOF_RMW(f, p, v, o) \
  __extension__({ __auto_type rp_p = (p); __auto_type rp_v = (v); RINGPROOF_ORDERED(o, f(rp_p, rp_v, o)); })
#define __sync_synchronize() RINGPROOF_ORDERED(5, __sync_synchronize())
#ifdef __cplusplus
#define __auto_type auto
#elif __has_include(<stdatomic.h>)
#include <stdatomic.h>
#undef atomic_load_explicit
#undef atomic_store_explicit
#undef atomic_load
#undef atomic_thread_fence
#undef atomic_store
#define atomic_load_explicit(p, o) \
  __extension__({ __auto_type rp_p = (p); RINGPROOF_ORDERED(o, __c11_atomic_load(rp_p, o)); })
#define atomic_store_explicit(p, v, o) \
  __extension__({ __auto_type rp_p = (p); __auto_type rp_v = (v); RINGPROOF_ORDERED(o, __c11_atomic_store(rp_p, rp_v, o)); })
#define atomic_load(p) atomic_load_explicit(p, memory_order_seq_cst)
#define atomic_store(p, v) atomic_store_explicit(p, v, memory_order_seq_cst)
#define atomic_thread_fence(o) __atomic_thread_fence(o)
#endif
#endif

/* 3. What your file defines. Each operation runs in a fresh instance of the module, after `create` (after `walk_create` for
 * `step`): what `state` does not return does not survive it. Results of 32 bits: 0 or as described; negative: one of these. */
enum ringproof_error {
  RINGPROOF_BAD_DESCRIPTOR_INDEX = -1,
  RINGPROOF_BAD_AVAIL_RING_INDEX = -2,
  RINGPROOF_QUEUE_NOT_READY = -3,
  RINGPROOF_BAD_QUEUE = -4,
  RINGPROOF_ADDRESS_OVERFLOW = -5,
  RINGPROOF_GUEST_MEMORY = -6,
  RINGPROOF_BAD_MAX_SIZE = -7, /* Here to -12: make, set_up and restore only. */
  RINGPROOF_BAD_SIZE = -8,
  RINGPROOF_BAD_DESC_TABLE_ALIGN = -9,
  RINGPROOF_BAD_AVAIL_RING_ALIGN = -10,
  RINGPROOF_BAD_USED_RING_ALIGN = -11,
  RINGPROOF_QUEUE_READY = -12,
  RINGPROOF_HEAD_OUT_OF_RANGE = -20, /* Here to -28: step only. */
  RINGPROOF_NEXT_OUT_OF_RANGE = -21,
  RINGPROOF_LOOP = -22,
  RINGPROOF_NESTED_INDIRECT = -23,
  RINGPROOF_INDIRECT_WITH_NEXT = -24,
  RINGPROOF_BAD_TABLE_LENGTH = -25,
  RINGPROOF_TOO_LONG = -26,
  RINGPROOF_READABLE_AFTER_WRITABLE = -27,
  RINGPROOF_UNMAPPED = -28,
};
/* Three functions are given all fields. Begin their definitions with these macros: `RINGPROOF_CREATE() { … }`, or, with fields that
 * only your queue has, `RINGPROOF_CREATE(uint64_t mine) { … }`; the model declares such fields. create puts your queue in this state,
 * restore makes a queue of what was saved, walk_create puts your walk in this state. */
#define RINGPROOF_CREATE(...) RINGPROOF_EXPORT("create") void ringproof_create(RINGPROOF_QUEUE_FIELDS __VA_OPT__(, ) __VA_ARGS__)
#define RINGPROOF_RESTORE(...) /* Optional. */ \
  RINGPROOF_EXPORT("restore") int32_t ringproof_restore(RINGPROOF_QUEUE_FIELDS __VA_OPT__(, ) __VA_ARGS__)
#define RINGPROOF_WALK_CREATE(...) \
  RINGPROOF_EXPORT("walk_create") void ringproof_walk_create(RINGPROOF_WALK_FIELDS __VA_OPT__(, ) __VA_ARGS__)
#define RINGPROOF_QUEUE_FIELDS \
  uint64_t max_size, uint64_t size, uint64_t ready, uint64_t event_idx, uint64_t next_avail, uint64_t next_used, \
    uint64_t num_added, uint64_t desc_table, uint64_t avail_ring, uint64_t used_ring
#define RINGPROOF_WALK_FIELDS \
  uint64_t table, uint64_t entries, uint64_t index, uint64_t remaining, uint64_t bytes, uint64_t indirect
enum ringproof_field { RINGPROOF_SIZE, RINGPROOF_DESC_TABLE, RINGPROOF_AVAIL_RING, RINGPROOF_USED_RING, RINGPROOF_READY, RINGPROOF_EVENT_IDX };
enum { RINGPROOF_CHECKS_EACH_ACCESS = 1, RINGPROOF_FOLLOWS_INDIRECT = 2, RINGPROOF_SUMS_LENGTHS = 4 };
#ifdef __cplusplus
extern "C" { /* Put your definitions into such a block, too. */
#endif
RINGPROOF_EXPORT("state") uint64_t ringproof_state(int32_t field); /* Field 0, 1, … of the queue, in the order of create. */
RINGPROOF_EXPORT("make") int32_t ringproof_make(uint64_t max_size);       /* A queue before any set-up. */
RINGPROOF_EXPORT("set_up") int32_t ringproof_set_up(int32_t field, uint64_t value); /* `enum ringproof_field`. */
RINGPROOF_EXPORT("activate") int32_t ringproof_activate(void); /* The check between set-up and use. */
RINGPROOF_EXPORT("pop") int32_t ringproof_pop(void); /* 1: a chain, its head is out(0), and walk_state its walk; 0: none. */
RINGPROOF_EXPORT("add_used") int32_t ringproof_add_used(uint32_t head, uint32_t len);
RINGPROOF_EXPORT("needs_notification") int32_t ringproof_needs_notification(void);   /* 1: notify the driver; 0: do not. */
RINGPROOF_EXPORT("enable_notification") int32_t ringproof_enable_notification(void); /* 1: some chain is there already. */
RINGPROOF_EXPORT("walk_state") uint64_t ringproof_walk_state(int32_t field);
RINGPROOF_EXPORT("step") int32_t ringproof_step(void); /* 1: a descriptor, out(0…3) = addr, len, flags, next; 0: the end. */
RINGPROOF_EXPORT("out") uint64_t ringproof_out(int32_t i);
/* Optional from here on: what you do not define is not checked. `save`, `saved` and `restore` belong together. */
RINGPROOF_EXPORT("disable_notification") int32_t ringproof_disable_notification(void);
RINGPROOF_EXPORT("reset") void ringproof_reset(void);
RINGPROOF_EXPORT("undo_pop") void ringproof_undo_pop(void);
RINGPROOF_EXPORT("save") void ringproof_save(void);
RINGPROOF_EXPORT("saved") uint64_t ringproof_saved(int32_t field); /* In the order of `state`. */
RINGPROOF_EXPORT("traits") int32_t ringproof_traits(void); /* A sum of what is true: RINGPROOF_CHECKS_EACH_ACCESS … */

/* Optional: arrays of your own that are state, such as the cookie of each head. Name them in one list:
 *
 *   RINGPROOF_TABLES(RINGPROOF_TABLE(cookies, q.cookies), RINGPROOF_TABLE_OF(in_flight, q.in_flight, RINGPROOF_QUEUE_SIZE))
 *
 * Each is a static array, or a member of a static structure. Before every operation its entries have any value, as those of a queue
 * that is in use; create need not put anything there. An index out of its bounds is a trap. The second form is for as many entries as a
 * field says, as of an array that was allocated for the size of the queue: entries after these are out of bounds, too, also for copies
 * and fills, but for those of a constant size at a constant place up to the end of the array. Those clear or copy it as a whole. A walk
 * has no tables: keep what `step` needs in fields of the walk. */
#define RINGPROOF_TABLE(name, array) { #name, (array), sizeof((array)[0]), sizeof(array) / sizeof((array)[0]), 0 }
#define RINGPROOF_TABLE_OF(name, array, field) \
  { #name, (array), sizeof((array)[0]), sizeof(array) / sizeof((array)[0]), 1 + (field) }
enum { RINGPROOF_QUEUE_MAX_SIZE, RINGPROOF_QUEUE_SIZE }; /* Numbers of fields, in the order of create. */
struct ringproof_table {
  const char *name;
  const void *entries;
  uint64_t entry_bytes, count, field;
};
RINGPROOF_EXPORT("table") uint64_t ringproof_table(int32_t i);                       /* Where table i is. */
RINGPROOF_EXPORT("table_shape") uint64_t ringproof_table_shape(int32_t i, int32_t what); /* 0 name, 1 bytes of an entry, 2 entries, 3 field. */
#define RINGPROOF_TABLES(...) \
  static const struct ringproof_table ringproof_tables[] = { __VA_ARGS__, { 0, 0, 0, 0, 0 } }; \
  uint64_t ringproof_table(int32_t i) { return (uint64_t)(uintptr_t)ringproof_tables[i].entries; } \
  uint64_t ringproof_table_shape(int32_t i, int32_t what) { \
    const struct ringproof_table *table = &ringproof_tables[i]; \
    return what == 0 ? (uint64_t)(uintptr_t)table->name : what == 1 ? table->entry_bytes : what == 2 ? table->count : table->field; \
  } \
  uint64_t ringproof_table(int32_t i)

/* What compilers call by themselves, for programs without libc: one instruction each. */
#ifdef __wasm__
#define RINGPROOF_WEAK __attribute__((weak))
RINGPROOF_WEAK void *memcpy(void *to, const void *from, size_t n) { return __builtin_memcpy(to, from, n); }
RINGPROOF_WEAK void *memmove(void *to, const void *from, size_t n) { return __builtin_memmove(to, from, n); }
RINGPROOF_WEAK void *memset(void *to, int byte, size_t n) { return __builtin_memset(to, byte, n); }
#endif
#ifdef __cplusplus
}
#endif
#endif
