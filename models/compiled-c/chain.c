/* A walk along one descriptor chain. */
#include "queue.h"

/* The descriptor that the walk stands at. 0 or an error. */
static int read_descriptor(const struct chain *c, struct descriptor *found) {
  uint64_t gpa;
  if (c->index >= c->entries) return CHAIN_BAD_HEAD;
  if (__builtin_add_overflow(c->table, sizeof *found * c->index, &gpa)) return CHAIN_UNMAPPED;
  return guest_read(found, gpa, sizeof *found) ? 0 : CHAIN_UNMAPPED;
}

/* Goes to the start of the table that a descriptor refers to. Its WRITE flag means nothing. */
static int enter_table(struct chain *c, const struct descriptor *d) {
  if (c->indirect) return CHAIN_NESTED_INDIRECT;
  if (d->flags & DESC_F_NEXT) return CHAIN_INDIRECT_WITH_NEXT;
  uint32_t entries = d->len / sizeof *d;
  if (entries == 0 || d->len % sizeof *d != 0 || entries > UINT16_MAX) return CHAIN_BAD_TABLE_LENGTH;
  if (!guest_is_mapped(d->addr, d->len)) return CHAIN_UNMAPPED;
  c->table = d->addr;
  c->entries = (uint16_t)entries;
  /* A chain has no more descriptors than the queue, those of the table included. */
  if (entries < c->remaining) c->remaining = (uint16_t)entries;
  c->index = 0;
  c->indirect = true;
  return 0;
}

/* Yields a descriptor after all that it shows was found in order; a step that fails leaves the walk where it was. */
int chain_next(struct chain *chain, struct descriptor *found) {
  struct chain c = *chain;
  if (c.remaining == 0) return 0;
  int error = read_descriptor(&c, found);
  if (error) return error;
  if (found->flags & DESC_F_INDIRECT) {
    error = enter_table(&c, found);
    if (error) return error;
    error = read_descriptor(&c, found);
    if (error) return error;
    if (found->flags & DESC_F_INDIRECT) return CHAIN_NESTED_INDIRECT;
  }
  if (found->flags & DESC_F_NEXT) {
    if (found->next >= c.entries) return CHAIN_BAD_NEXT;
    /* As many descriptors as the table has, and one more: some entry came twice. */
    if (c.remaining <= 1) return CHAIN_LOOP;
  }
  uint64_t total = (uint64_t)c.bytes + found->len;
  if (total > UINT64_C(1) << 32 || (c.is_full && found->len != 0)) return CHAIN_TOO_LONG;
  c.bytes = (uint32_t)total;
  if (c.bytes == 0 && found->len != 0) c.is_full = true;
  c.index = found->flags & DESC_F_NEXT ? found->next : c.index;
  c.remaining = found->flags & DESC_F_NEXT ? c.remaining - 1 : 0;
  *chain = c;
  return 1;
}
