/* Set-up, activation and restoring of a split virtqueue. */
#include "queue.h"

static bool is_queue_size(uint64_t size) { return size != 0 && size <= 32768 && (size & (size - 1)) == 0; }

int queue_init(struct queue *q, uint64_t max_size) {
  if (!is_queue_size(max_size)) return QUEUE_BAD_MAX_SIZE;
  *q = (struct queue){ .max_size = (uint16_t)max_size, .size = (uint16_t)max_size };
  return 0;
}

void queue_reset(struct queue *q) { *q = (struct queue){ .max_size = q->max_size, .size = q->max_size }; }

int queue_set_size(struct queue *q, uint64_t size) {
  if (q->ready) return QUEUE_IN_USE;
  if (!is_queue_size(size) || size > q->max_size) return QUEUE_BAD_SIZE;
  q->size = (uint16_t)size;
  return 0;
}

int queue_set_address(struct queue *q, uint64_t *field, uint64_t address, uint64_t alignment, int error) {
  if (q->ready) return QUEUE_IN_USE;
  if (address & (alignment - 1)) return error;
  *field = address;
  return 0;
}

int queue_set_event_idx(struct queue *q, bool event_idx) {
  if (q->ready) return QUEUE_IN_USE;
  q->event_idx = event_idx;
  return 0;
}

/* Whether two areas have no byte in common, also where one runs on beyond the last address and begins again at 0. */
static bool are_apart(uint64_t a, uint64_t a_len, uint64_t b, uint64_t b_len) {
  return a - b >= b_len && b - a >= a_len;
}

int queue_activate(const struct queue *q) {
  uint64_t desc_len = 16 * (uint64_t)q->size;
  uint64_t avail_len = 6 + 2 * (uint64_t)q->size, used_len = 6 + 8 * (uint64_t)q->size;
  if (!q->ready || !is_queue_size(q->max_size) || !is_queue_size(q->size) || q->size > q->max_size) return QUEUE_INVALID;
  if (q->desc_table % 16 || q->avail_ring % 2 || q->used_ring % 4) return QUEUE_INVALID;
  if (!guest_is_mapped(q->desc_table, desc_len)) return QUEUE_INVALID;
  if (!guest_is_mapped(q->avail_ring, avail_len)) return QUEUE_INVALID;
  if (!guest_is_mapped(q->used_ring, used_len)) return QUEUE_INVALID;
  /* The device writes to the used ring, and must not write to the areas of the driver. */
  if (!are_apart(q->used_ring, used_len, q->desc_table, desc_len)) return QUEUE_INVALID;
  if (!are_apart(q->used_ring, used_len, q->avail_ring, avail_len)) return QUEUE_INVALID;
  return 0;
}

/* Takes over nothing that set-up and activation would have refused. */
int queue_restore(struct queue *q, const struct queue *saved) {
  if (!is_queue_size(saved->max_size)) return QUEUE_BAD_MAX_SIZE;
  if (!is_queue_size(saved->size) || saved->size > saved->max_size) return QUEUE_BAD_SIZE;
  if (saved->desc_table % 16) return QUEUE_BAD_DESC_TABLE;
  if (saved->avail_ring % 2) return QUEUE_BAD_AVAIL_RING;
  if (saved->used_ring % 4) return QUEUE_BAD_USED_RING;
  if ((uint16_t)(saved->next_avail - saved->next_used) > saved->size) return QUEUE_INVALID;
  if (saved->ready) {
    int error = queue_activate(saved);
    if (error) return error;
  }
  *q = *saved;
  return 0;
}
