/* Guest memory, over the mappings of its regions. */
#include "queue.h"
#include <stddef.h>

bool guest_is_mapped(uint64_t gpa, uint64_t len) { return ringproof_check_range(gpa, len); }

uint16_t *guest_word(uint64_t gpa) {
  uint16_t *word = ringproof_guest(gpa);
  if (!word || (uintptr_t)word % sizeof *word != 0) return NULL;
  return ringproof_region_after(gpa) >= sizeof *word ? word : NULL;
}

bool guest_read(void *to, uint64_t gpa, uint64_t len) { return ringproof_read_guest(to, gpa, len); }

bool guest_write(uint64_t gpa, const void *from, uint64_t len) { return ringproof_write_guest(gpa, from, len); }
