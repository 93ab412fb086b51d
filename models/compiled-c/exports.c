/* What ringproof calls: each function sets up, runs or reads the queue and the walk of this module. */
#include "queue.h"

static struct queue q, kept;
static struct chain walk;
static uint64_t results[4];

static struct queue queue_of(RINGPROOF_QUEUE_FIELDS, uint64_t added_all) {
  return (struct queue){
    .desc_table = desc_table, .avail_ring = avail_ring, .used_ring = used_ring,
    .max_size = (uint16_t)max_size, .size = (uint16_t)size,
    .next_avail = (uint16_t)next_avail, .next_used = (uint16_t)next_used, .num_added = (uint16_t)num_added,
    .added_all = added_all, .ready = ready, .event_idx = event_idx,
  };
}

static uint64_t field_of(const struct queue *of, int32_t field) {
  switch (field) {
    case 0: return of->max_size;
    case 1: return of->size;
    case 2: return of->ready;
    case 3: return of->event_idx;
    case 4: return of->next_avail;
    case 5: return of->next_used;
    case 6: return of->num_added;
    case 7: return of->desc_table;
    case 8: return of->avail_ring;
    case 9: return of->used_ring;
    default: return of->added_all;
  }
}

RINGPROOF_CREATE(uint64_t added_all) {
  q = queue_of(max_size, size, ready, event_idx, next_avail, next_used, num_added, desc_table, avail_ring, used_ring, added_all);
}

uint64_t ringproof_state(int32_t field) { return field_of(&q, field); }
void ringproof_save(void) { kept = q; }
uint64_t ringproof_saved(int32_t field) { return field_of(&kept, field); }

RINGPROOF_RESTORE(uint64_t added_all) {
  struct queue saved =
    queue_of(max_size, size, ready, event_idx, next_avail, next_used, num_added, desc_table, avail_ring, used_ring, added_all);
  return queue_restore(&q, &saved);
}

int32_t ringproof_make(uint64_t max_size) { return queue_init(&q, max_size); }

int32_t ringproof_set_up(int32_t field, uint64_t value) {
  switch (field) {
    case RINGPROOF_SIZE: return queue_set_size(&q, value);
    case RINGPROOF_DESC_TABLE: return queue_set_address(&q, &q.desc_table, value, 16, QUEUE_BAD_DESC_TABLE);
    case RINGPROOF_AVAIL_RING: return queue_set_address(&q, &q.avail_ring, value, 2, QUEUE_BAD_AVAIL_RING);
    case RINGPROOF_USED_RING: return queue_set_address(&q, &q.used_ring, value, 4, QUEUE_BAD_USED_RING);
    case RINGPROOF_READY: q.ready = value; return 0;
    default: return queue_set_event_idx(&q, value);
  }
}

int32_t ringproof_activate(void) { return queue_activate(&q); }
void ringproof_reset(void) { queue_reset(&q); }
void ringproof_undo_pop(void) { queue_undo_pop(&q); }
int32_t ringproof_add_used(uint32_t head, uint32_t len) { return queue_add_used(&q, head, len); }
int32_t ringproof_needs_notification(void) { return queue_needs_notification(&q); }
int32_t ringproof_enable_notification(void) { return queue_enable_notification(&q); }
int32_t ringproof_disable_notification(void) { return queue_disable_notification(&q); }

int32_t ringproof_pop(void) {
  int result = queue_pop(&q, &walk);
  if (result == 1) results[0] = walk.index;
  return result;
}

RINGPROOF_WALK_CREATE(uint64_t is_full) {
  walk = (struct chain){
    .table = table, .bytes = (uint32_t)bytes, .entries = (uint16_t)entries,
    .index = (uint16_t)index, .remaining = (uint16_t)remaining, .indirect = indirect, .is_full = is_full,
  };
}

uint64_t ringproof_walk_state(int32_t field) {
  switch (field) {
    case 0: return walk.table;
    case 1: return walk.entries;
    case 2: return walk.index;
    case 3: return walk.remaining;
    case 4: return walk.bytes;
    case 5: return walk.indirect;
    default: return walk.is_full;
  }
}

int32_t ringproof_step(void) {
  struct descriptor found;
  int result = chain_next(&walk, &found);
  if (result != 1) return result;
  results[0] = found.addr;
  results[1] = found.len;
  results[2] = found.flags;
  results[3] = found.next;
  return 1;
}

uint64_t ringproof_out(int32_t i) { return results[i & 3]; }

int32_t ringproof_traits(void) {
  return RINGPROOF_CHECKS_EACH_ACCESS | RINGPROOF_FOLLOWS_INDIRECT | RINGPROOF_SUMS_LENGTHS;
}
