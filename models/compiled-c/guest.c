/* Guest memory, over the mappings of its regions. */
#include "queue.h"
#include <stddef.h>

bool guest_is_mapped(uint64_t gpa, uint64_t len) { return ringproof_check_range(gpa, len); }

uint16_t *guest_word(uint64_t gpa) {
  uint16_t *word = ringproof_guest(gpa);
  if (!word || (uintptr_t)word % sizeof *word != 0) return NULL;
  return ringproof_region_after(gpa) >= sizeof *word ? word : NULL;
}

bool guest_read(void *to, uint64_t gpa, uint64_t len) {
  if (!guest_is_mapped(gpa, len)) return false;
  uint8_t *bytes = to;
  if (ringproof_region_after(gpa) >= len) memcpy(to, ringproof_guest(gpa), len);
  else
    for (uint64_t i = 0; i < len; i++) bytes[i] = *(const uint8_t *)ringproof_guest(gpa + i);
  return true;
}

bool guest_write(uint64_t gpa, const void *from, uint64_t len) {
  if (!guest_is_mapped(gpa, len)) return false;
  const uint8_t *bytes = from;
  if (ringproof_region_after(gpa) >= len) memcpy(ringproof_guest(gpa), from, len);
  else
    for (uint64_t i = 0; i < len; i++) *(uint8_t *)ringproof_guest(gpa + i) = bytes[i];
  return true;
}
