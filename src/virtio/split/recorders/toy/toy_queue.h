/* A small split virtqueue, device side, on flat guest memory: what the recorders are tried on. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct toy_memory { uint64_t base; uint8_t *host; size_t size; };
struct toy_queue {
  const struct toy_memory *memory;
  size_t regions;
  uint16_t size, next_avail, next_used, num_added;
  bool event_idx;
  uint64_t desc_table, avail_ring, used_ring;
};
struct toy_desc { uint64_t addr; uint32_t len; uint16_t flags, next; };
enum toy_error { TOY_OK, TOY_NONE, TOY_BAD_INDEX, TOY_BAD_IDX, TOY_UNMAPPED };

static inline uint8_t *toy_at(const struct toy_queue *q, uint64_t address, size_t bytes) {
  for (size_t i = 0; i < q->regions; i++) {
    const struct toy_memory *m = &q->memory[i];
    if (address >= m->base && address - m->base < m->size && m->size - (address - m->base) >= bytes)
      return m->host + (address - m->base);
  }
  return NULL;
}
static inline enum toy_error toy_load16(const struct toy_queue *q, uint64_t address, uint16_t *value) {
  const uint8_t *at = toy_at(q, address, 2);
  if (at == NULL) return TOY_UNMAPPED;
  memcpy(value, at, 2);
  return TOY_OK;
}
static inline enum toy_error toy_store16(const struct toy_queue *q, uint64_t address, uint16_t value) {
  uint8_t *at = toy_at(q, address, 2);
  if (at == NULL) return TOY_UNMAPPED;
  memcpy(at, &value, 2);
  return TOY_OK;
}

static inline enum toy_error toy_pop(struct toy_queue *q, uint16_t *head) {
  uint16_t idx;
  if (toy_load16(q, q->avail_ring + 2, &idx) != TOY_OK) return TOY_UNMAPPED;
  if ((uint16_t)(idx - q->next_avail) > q->size) return TOY_BAD_IDX;
  if (idx == q->next_avail) return TOY_NONE;
  if (toy_load16(q, q->avail_ring + 4 + 2 * (uint64_t)(q->next_avail % q->size), head) != TOY_OK) return TOY_UNMAPPED;
  if (*head >= q->size) return TOY_BAD_INDEX;
  q->next_avail++;
  return TOY_OK;
}
/* The descriptors of a chain without indirect tables; how many. */
static inline size_t toy_walk(const struct toy_queue *q, uint16_t head, struct toy_desc *descs) {
  size_t n = 0;
  for (uint16_t i = head; n < q->size; i = descs[n - 1].next) {
    const uint8_t *at = toy_at(q, q->desc_table + 16 * (uint64_t)i, 16);
    if (i >= q->size || at == NULL) break;
    memcpy(&descs[n++], at, 16);
    if (!(descs[n - 1].flags & 1)) break;
  }
  return n;
}
static inline enum toy_error toy_add_used(struct toy_queue *q, uint16_t head, uint32_t len) {
  if (head >= q->size) return TOY_BAD_INDEX;
  uint8_t *element = toy_at(q, q->used_ring + 4 + 8 * (uint64_t)(q->next_used % q->size), 8);
  if (element == NULL || toy_at(q, q->used_ring + 2, 2) == NULL) return TOY_UNMAPPED;
  const uint32_t words[2] = {head, len};
#ifdef TOY_SWAPPED /* The mistake that conform has to find. */
  memcpy(element, &words[1], 4);
  memcpy(element + 4, &words[0], 4);
#else
  memcpy(element, words, 8);
#endif
  q->next_used++;
  q->num_added++;
  return toy_store16(q, q->used_ring + 2, q->next_used);
}
static inline enum toy_error toy_needs_notification(struct toy_queue *q, bool *needed) {
  uint16_t used_event;
  if (toy_load16(q, q->avail_ring + 4 + 2 * (uint64_t)q->size, &used_event) != TOY_OK) return TOY_UNMAPPED;
  *needed = (uint16_t)(q->next_used - used_event - 1) < q->num_added;
  q->num_added = 0;
  return TOY_OK;
}
static inline enum toy_error toy_enable_notification(struct toy_queue *q, bool *available) {
  uint16_t idx;
  if (toy_store16(q, q->used_ring + 4 + 8 * (uint64_t)q->size, q->next_avail) != TOY_OK) return TOY_UNMAPPED;
  if (toy_load16(q, q->avail_ring + 2, &idx) != TOY_OK) return TOY_UNMAPPED;
  *available = idx != q->next_avail;
  return TOY_OK;
}
