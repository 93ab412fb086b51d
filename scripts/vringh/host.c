/* A host for the exports that is an ordinary program: guest memory and calls are read from the standard input, a line each.
 *
 *   region <base> <size>    bytes <address> <hex>    create <field> …    call <operation> <argument> …    dump
 *
 * A call answers with its result, what `out` has then, and the fields of the queue; dump with the bytes of each region. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 11, REGIONS = 16, PAGE = 4096 };

static struct region { uint64_t base, size; unsigned char *at; } regions[REGIONS];
static int region_count;

static struct region *region_of(uint64_t gpa) {
  for (int i = 0; i < region_count; i++)
    if (gpa - regions[i].base < regions[i].size) return &regions[i];
  return NULL;
}

void *ringproof_guest(uint64_t gpa) {
  struct region *r = region_of(gpa);
  return r ? r->at + (gpa - r->base) : NULL;
}
uint64_t ringproof_region_after(uint64_t gpa) {
  struct region *r = region_of(gpa);
  return r ? r->size - (gpa - r->base) : 0;
}
int32_t ringproof_check_range(uint64_t gpa, uint64_t len) {
  while (len > 0) {
    uint64_t there = ringproof_region_after(gpa);
    if (there == 0) return 0;
    if (there >= len) return 1;
    gpa += there;
    len -= there;
  }
  return 1;
}
int32_t ringproof_write_guest(uint64_t gpa, const void *from, uint64_t len) {
  if (!ringproof_check_range(gpa, len)) return 0;
  for (uint64_t i = 0; i < len; i++) *(unsigned char *)ringproof_guest(gpa + i) = ((const unsigned char *)from)[i];
  return 1;
}
void ringproof_order(int32_t order) { (void)order; }

void ringproof_create(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
uint64_t ringproof_state(int32_t field);
int32_t ringproof_activate(void), ringproof_pop(void), ringproof_add_used(uint32_t head, uint32_t len);
int32_t ringproof_needs_notification(void), ringproof_enable_notification(void), ringproof_disable_notification(void);
void ringproof_undo_pop(void);
int32_t ringproof_set_up(int32_t field, uint64_t value);
uint64_t ringproof_out(int32_t i);

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

/* The next number of the line; 0 where there is none. */
static uint64_t number(void) {
  char *word = strtok(NULL, " \n");
  return word ? strtoull(word, NULL, 0) : 0;
}

static void add_region(void) {
  if (region_count == REGIONS) fail("too many regions");
  struct region r = { .base = number(), .size = number() };
  if (r.size > 1 << 24) fail("the region is too large for this host");
  /* At the start of a page, as a mapping is. */
  r.at = aligned_alloc(PAGE, (r.size + PAGE - 1) / PAGE * PAGE);
  memset(r.at, 0, r.size);
  regions[region_count++] = r;
}

static void set_bytes(void) {
  uint64_t gpa = number();
  char *hex = strtok(NULL, " \n");
  for (; hex && hex[0] && hex[1]; hex += 2, gpa++) {
    unsigned byte;
    unsigned char *at = ringproof_guest(gpa);
    if (!at || sscanf(hex, "%2x", &byte) != 1) fail("bytes outside of all regions");
    *at = (unsigned char)byte;
  }
}

static int32_t call(const char *name) {
  uint64_t a = number(), b = number();
  if (!strcmp(name, "pop")) return ringproof_pop();
  if (!strcmp(name, "add_used")) return ringproof_add_used((uint32_t)a, (uint32_t)b);
  if (!strcmp(name, "activate")) return ringproof_activate();
  if (!strcmp(name, "needs_notification")) return ringproof_needs_notification();
  if (!strcmp(name, "enable_notification")) return ringproof_enable_notification();
  if (!strcmp(name, "disable_notification")) return ringproof_disable_notification();
  if (!strcmp(name, "undo_pop")) {
    ringproof_undo_pop();
    return 0;
  }
  fail("an operation that this host does not know");
  return 0;
}

static void dump(void) {
  for (int i = 0; i < region_count; i++) {
    printf("bytes %#" PRIx64 " ", regions[i].base);
    for (uint64_t j = 0; j < regions[i].size; j++) printf("%02x", regions[i].at[j]);
    printf("\n");
  }
}

int main(void) {
  static char line[1 << 16];
  while (fgets(line, sizeof line, stdin)) {
    char *word = strtok(line, " \n");
    if (!word) continue;
    if (!strcmp(word, "region")) add_region();
    else if (!strcmp(word, "bytes")) set_bytes();
    else if (!strcmp(word, "dump")) dump();
    else if (!strcmp(word, "create")) {
      uint64_t f[FIELDS];
      for (int i = 0; i < FIELDS; i++) f[i] = number();
      ringproof_create(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);
    } else if (!strcmp(word, "call")) {
      int32_t result = call(strtok(NULL, " \n"));
      printf("result %d %" PRIu64, result, ringproof_out(0));
      for (int i = 0; i < FIELDS; i++) printf(" %" PRIu64, ringproof_state(i));
      printf("\n");
    } else fail("a line that is none");
  }
  return 0;
}
