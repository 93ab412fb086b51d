/* Guest memory, over the mappings of its regions. */
#include "queue.h"
#include <stddef.h>

/* Whether `len` bytes from a mapped address on are in its region. */
static inline bool is_within_region(uint64_t gpa, uint64_t len) {
  return ringproof_region_len(gpa) - (gpa - ringproof_region_start(gpa)) >= len;
}

bool guest_is_mapped(uint64_t gpa, uint64_t len) { return ringproof_check_range(gpa, len); }

uint16_t *guest_word(uint64_t gpa) {
  uint16_t *word = ringproof_guest(gpa);
  if (!word || (gpa - ringproof_region_start(gpa)) % sizeof *word != 0) return NULL;
  return is_within_region(gpa, sizeof *word) ? word : NULL;
}

bool guest_read(void *to, uint64_t gpa, uint64_t len) { return ringproof_read_guest(to, gpa, len); }

bool guest_write(uint64_t gpa, const void *from, uint64_t len) { return ringproof_write_guest(gpa, from, len); }
