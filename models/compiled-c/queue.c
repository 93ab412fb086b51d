/* The rings of a split virtqueue. */
#include "queue.h"
#include <stddef.h>

enum { FLAGS = 0, IDX = 2, RING = 4 }; /* Offsets in both rings. */
enum { NO_NOTIFICATION = 1 };
struct used_element { uint32_t id, len; };

/* A word of a ring. `error` says why it cannot be accessed. */
static uint16_t *word_at(uint64_t ring, uint64_t offset, int *error) {
  uint64_t gpa;
  *error = QUEUE_ADDRESS_OVERFLOW;
  if (__builtin_add_overflow(ring, offset, &gpa)) return NULL;
  *error = QUEUE_GUEST_MEMORY;
  return guest_word(gpa);
}

static uint64_t slot(const struct queue *q, uint16_t index) { return index & (q->size - 1); }

int queue_pop(struct queue *q, struct chain *chain) {
  int error;
  if (!q->ready) return QUEUE_NOT_READY;
  uint16_t *idx = word_at(q->avail_ring, IDX, &error);
  if (!idx) return error;
  /* Pairs with the driver's barrier before it stores idx: the entry is as new as idx. */
  uint16_t ahead = __atomic_load_n(idx, __ATOMIC_ACQUIRE) - q->next_avail;
  /* What is in flight still has its descriptors. */
  uint16_t in_flight = q->next_avail - q->next_used;
  if (in_flight > q->size || ahead > q->size - in_flight) return QUEUE_BAD_AVAIL_INDEX;
  if (ahead == 0) return 0;
  uint16_t *entry = word_at(q->avail_ring, RING + 2 * slot(q, q->next_avail), &error);
  if (!entry) return error;
  uint16_t head = __atomic_load_n(entry, __ATOMIC_RELAXED);
  if (head >= q->size) return QUEUE_BAD_DESCRIPTOR_INDEX;
  *chain = (struct chain){ .table = q->desc_table, .entries = q->size, .index = head, .remaining = q->size };
  q->next_avail++;
  return 1;
}

void queue_undo_pop(struct queue *q) {
  if (q->ready && q->next_avail != q->next_used) q->next_avail--;
}

int queue_add_used(struct queue *q, uint32_t head, uint32_t len) {
  int error;
  uint64_t gpa;
  if (!q->ready) return QUEUE_NOT_READY;
  if (head >= q->size) return QUEUE_BAD_DESCRIPTOR_INDEX;
  if (__builtin_add_overflow(q->used_ring, RING + sizeof(struct used_element) * slot(q, q->next_used), &gpa))
    return QUEUE_ADDRESS_OVERFLOW;
  /* Everything that can fail comes before the first write. */
  if (!guest_is_mapped(gpa, sizeof(struct used_element))) return QUEUE_GUEST_MEMORY;
  uint16_t *idx = word_at(q->used_ring, IDX, &error);
  if (!idx) return error;
  struct used_element element = { .id = head, .len = len };
  guest_write(gpa, &element, sizeof element);
  /* The driver that sees the new idx sees the element. */
  __atomic_store_n(idx, (uint16_t)(q->next_used + 1), __ATOMIC_RELEASE);
  q->next_used++;
  if (++q->num_added == 0) q->added_all = true;
  return 0;
}

int queue_needs_notification(struct queue *q) {
  int error;
  if (!q->ready) return 0;
  /* Either this sees what the driver asks for, or the driver sees the idx stored before. */
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (!q->event_idx) {
    uint16_t *flags = word_at(q->avail_ring, FLAGS, &error);
    if (!flags) return error;
    return __atomic_load_n(flags, __ATOMIC_RELAXED) != NO_NOTIFICATION;
  }
  uint16_t *used_event = word_at(q->avail_ring, RING + 2 * (uint64_t)q->size, &error);
  if (!used_event) return error;
  uint16_t first_added = q->next_used - q->num_added;
  uint16_t distance = __atomic_load_n(used_event, __ATOMIC_RELAXED) - first_added;
  bool is_needed = distance < q->num_added || q->added_all;
  q->num_added = 0;
  q->added_all = false;
  return is_needed;
}

/* Stores the device's advice on notifications, which needs no order of its own. */
static int advise(uint64_t ring, uint64_t offset, uint16_t value) {
  int error;
  uint16_t *word = word_at(ring, offset, &error);
  if (!word) return error;
  __atomic_store_n(word, value, __ATOMIC_RELAXED);
  return 0;
}

int queue_enable_notification(struct queue *q) {
  int error;
  if (!q->ready) return QUEUE_NOT_READY;
  if (q->event_idx) error = advise(q->used_ring, RING + 8 * (uint64_t)q->size, q->next_avail);
  else error = advise(q->used_ring, FLAGS, 0);
  if (error) return error;
  /* Either the driver sees this, or the device sees the chain that it did not notify of. */
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  uint16_t *idx = word_at(q->avail_ring, IDX, &error);
  if (!idx) return error;
  return __atomic_load_n(idx, __ATOMIC_RELAXED) != q->next_avail;
}

int queue_disable_notification(struct queue *q) {
  if (!q->ready) return QUEUE_NOT_READY;
  /* With event_idx, flags stay 0, and avail_event as it was is advice enough. */
  return q->event_idx ? 0 : advise(q->used_ring, FLAGS, NO_NOTIFICATION);
}
