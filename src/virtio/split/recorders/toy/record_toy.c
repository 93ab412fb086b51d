/* A unit test of the toy queue that records what it does: record_toy <file>; record_toy <file> bad, also what a driver must not do. */
#include <inttypes.h>
#include "ringproof_record.h"
#include "toy_queue.h"

static uint8_t rings[0x400], used[0x108];
static const struct toy_memory memory[] = {{0x1000, rings, sizeof rings}, {0xffffffff00000000, used, sizeof used}};
static const struct rp_region map[] = {{0x1000, rings, sizeof rings}, {0xffffffff00000000, used, sizeof used}};
static struct rp_recorder r;

static const char *const errors[] = {"", "", "InvalidDescriptorIndex", "InvalidAvailRingIndex", "GuestMemory"};

static struct rp_queue state_of(const struct toy_queue *q) {
  return (struct rp_queue){.size = q->size, .ready = true, .event_idx = q->event_idx, .next_avail = q->next_avail,
                           .next_used = q->next_used, .num_added = q->num_added, .desc_table = q->desc_table,
                           .avail_ring = q->avail_ring, .used_ring = q->used_ring, .unknown = "max_size"};
}
static void put16(size_t offset, uint16_t value) { memcpy(rings + offset, &value, 2); }
static void put_desc(size_t index, struct toy_desc desc) { memcpy(rings + 16 * index, &desc, 16); }

static void pop(struct toy_queue *q) {
  uint16_t head;
  struct toy_desc descs[64];
  rp_begin(&r, "pop");
  enum toy_error error = toy_pop(q, &head);
  if (error == TOY_NONE) rp_ok(&r, "null", state_of(q));
  else if (error) rp_err(&r, errors[error], state_of(q));
  else rp_ok_chain(&r, head, (struct rp_desc *)descs, toy_walk(q, head, descs), NULL, state_of(q));
}
static void add_used(struct toy_queue *q, uint16_t head, uint32_t len) {
  rp_begin(&r, "add_used"), rp_arg(&r, "head", "%u", head), rp_arg(&r, "len", "%" PRIu32, len);
  enum toy_error error = toy_add_used(q, head, len);
  if (error) rp_err(&r, errors[error], state_of(q)); else rp_ok(&r, "null", state_of(q));
}
static void ask(struct toy_queue *q, const char *op, enum toy_error (*call)(struct toy_queue *, bool *)) {
  bool answer;
  rp_begin(&r, op);
  enum toy_error error = call(q, &answer);
  if (error) rp_err(&r, errors[error], state_of(q)); else rp_ok(&r, answer ? "true" : "false", state_of(q));
}

/* What a driver and a device that are in order do, across the wrap of the indices. */
static void ordinary(struct toy_queue *q) {
  for (uint16_t i = 0; i < 20; i++) put_desc(i, (struct toy_desc){0x8000 + i, 100, i < 10 ? 1 : 3, i + 1});
  put_desc(20, (struct toy_desc){UINT64_MAX, 1, 2, 0});
  put16(0x202, 0), put16(0x204 + 2 * 31, 0), put16(0x204 + 64, 0xffff);
  rp_case(&r, "a long \"chain\", across the wrap", map, 2, state_of(q));
  pop(q), pop(q);
  add_used(q, 0, 1000), ask(q, "needs_notification", toy_needs_notification);
  ask(q, "enable_notification", toy_enable_notification);
  put16(0x204, 20), put16(0x206, 19), put16(0x202, 2); /* The driver. */
  pop(q), pop(q), add_used(q, 20, 0), add_used(q, 19, UINT32_MAX);
  ask(q, "needs_notification", toy_needs_notification);
}
/* What the specification has a device refuse. */
static void refused(struct toy_queue *q) {
  rp_case(&r, "wrong indices", map, 2, state_of(q));
  add_used(q, 32, 0);
  put16(0x208, 99), put16(0x202, 3);
  pop(q);
  put16(0x202, 500);
  pop(q);
  q->used_ring = 0x7000;
  rp_case(&r, "a used ring in no region", map, 2, state_of(q));
  add_used(q, 1, 1), ask(q, "enable_notification", toy_enable_notification);
}

int main(int argc, char **argv) {
  struct toy_queue q = {memory, 2, 32, 0xffff, 0xffff, 0, true, 0x1000, 0x1200, 0xffffffff00000000};
  if (argc < 2 || !rp_open(&r, argv[1])) perror(argc > 1 ? argv[1] : "usage: record_toy <file>");
  ordinary(&q);
  rp_case(&r, "nothing is done", map, 2, state_of(&q));
  if (argc > 2) refused(&q);
  return rp_close(&r) ? 0 : 1;
}
