/* Guest memory, with loops over regions: in the place of guest.c, for maps of whole pages. */
#include "queue.h"
#include <stddef.h>

static bool each(uint64_t gpa, char *host, uint64_t len, int how) {
  while (len > 0) {
    uint64_t here = ringproof_region_after(gpa);
    if (here == 0) return false;
    if (here > len) here = len;
    if (how == 1) memcpy(host, ringproof_guest(gpa), here);
    if (how == 2) memcpy(ringproof_guest(gpa), host, here);
    gpa += here;
    if (how != 0) host += here;
    len -= here;
  }
  return true;
}

bool guest_is_mapped(uint64_t gpa, uint64_t len) {
  return len > 16 ? ringproof_check_range(gpa, len) : each(gpa, NULL, len, 0);
}

uint16_t *guest_word(uint64_t gpa) {
  uint16_t *word = ringproof_guest(gpa);
  if (!word || (uintptr_t)word % sizeof *word != 0) return NULL;
  return ringproof_region_after(gpa) >= sizeof *word ? word : NULL;
}

bool guest_read(void *to, uint64_t gpa, uint64_t len) { return each(gpa, to, len, 1); }

bool guest_write(uint64_t gpa, const void *from, uint64_t len) { return each(gpa, (char *)from, len, 2); }
