/* ringproof_record.h: records what a split virtqueue does, as `ringproof conform <model> <file>` reads it. C99, libc only.
 *   struct rp_recorder r;                                      // In a unit test of your queue.
 *   if (!rp_open(&r, "recordings.jsonl")) perror("recordings.jsonl");
 *   struct rp_region map[] = {{0x1000, host, host_bytes}};     // Guest address, where it is mapped, bytes; in order.
 *   rp_case(&r, "one element", map, 1, state_of(vq));          // state_of is yours: it fills a struct rp_queue.
 *   rp_begin(&r, "add_used"), rp_arg(&r, "head", "%u", 3), rp_arg(&r, "len", "%u", 16);
 *   int error = vq_add_used(vq, 3, 16);                        // The call itself.
 *   if (error) rp_err(&r, "InvalidDescriptorIndex", state_of(vq)); else rp_ok(&r, "null", state_of(vq));
 *   if (!rp_close(&r)) perror("recordings.jsonl");             // False: not everything was written.
 * What your test writes to the memory between two calls is recorded as the driver's. The operations and their arguments are in
 * ringproof/recording.schema.json. Only rp_case allocates: one copy of the memory. After a failed rp_open or rp_case the other
 * functions do nothing, so that your test runs all the same. One recorder is for one thread. License: Apache-2.0. */
#ifndef RINGPROOF_RECORD_H
#define RINGPROOF_RECORD_H
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
enum { RP_MAX_REGIONS = 64 };
struct rp_region { uint64_t base; const void *host; size_t size; };
struct rp_desc { uint64_t addr; uint32_t len; uint16_t flags, next; };
struct rp_queue {
  uint64_t desc_table, avail_ring, used_ring;
  uint16_t size, max_size, next_avail, next_used, num_added;
  bool ready, event_idx;
  const char *unknown; /* Fields that your queue does not have, such as "num_added max_size"; or NULL. */
};
struct rp_recorder {
  FILE *file;
  unsigned char *copy; /* The regions, one after the other, as they were recorded last. */
  struct rp_region map[RP_MAX_REGIONS];
  size_t regions;
  bool in_case, in_step, any_step, any_arg, failed;
};
static inline void rp_text(FILE *f, const char *s) {
  for (fputc('"', f); *s; s++)
    if ((unsigned char)*s < 0x20) fprintf(f, "\\u%04x", (unsigned char)*s);
    else fprintf(f, *s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
  fputc('"', f);
}
static inline void rp_field(FILE *f, const struct rp_queue *q, const char *name, unsigned value, bool is_truth) {
  if (q->unknown && strstr(q->unknown, name)) return;
  if (is_truth) fprintf(f, ",\"%s\":%s", name, value ? "true" : "false");
  else fprintf(f, ",\"%s\":%u", name, value);
}
static inline void rp_state(FILE *f, const struct rp_queue *q) {
  fprintf(f, "{\"desc_table\":\"0x%" PRIx64 "\",\"avail_ring\":\"0x%" PRIx64 "\"", q->desc_table, q->avail_ring);
  fprintf(f, ",\"used_ring\":\"0x%" PRIx64 "\",\"size\":%u", q->used_ring, q->size);
  rp_field(f, q, "max_size", q->max_size, false), rp_field(f, q, "next_avail", q->next_avail, false);
  rp_field(f, q, "next_used", q->next_used, false), rp_field(f, q, "num_added", q->num_added, false);
  rp_field(f, q, "ready", q->ready, true), rp_field(f, q, "event_idx", q->event_idx, true);
  fputc('}', f);
}
/* Writes the bytes that differ from the copy as a list that `start` begins, and takes them over. No list if none differs. */
static inline bool rp_changes(struct rp_recorder *r, const char *start) {
  bool any = false;
  unsigned char *old = r->copy;
  for (size_t n = 0; n < r->regions; old += r->map[n++].size) {
    const unsigned char *now = r->map[n].host;
    for (size_t i = 0; i < r->map[n].size; i++) {
      if (now[i] == old[i]) continue;
      fprintf(r->file, "%s{\"addr\":\"0x%" PRIx64 "\",\"hex\":\"", any ? "," : start, r->map[n].base + i);
      for (any = true; i < r->map[n].size && now[i] != old[i]; i++) fprintf(r->file, "%02x", old[i] = now[i]);
      fputs("\"}", r->file);
    }
  }
  return any && fputc(']', r->file);
}
/* Ends a step that has no result: conform runs it without comparing it. */
static inline void rp_end_step(struct rp_recorder *r) {
  if (r->in_step) fputs("}}", r->file);
  r->in_step = r->any_arg = false;
}
static inline void rp_end_case(struct rp_recorder *r) {
  rp_end_step(r);
  if (r->in_case) fputs("]}\n", r->file);
  if (r->file && (fflush(r->file) || ferror(r->file))) r->failed = true;
  free(r->copy);
  r->copy = NULL, r->in_case = r->any_step = false;
}
static inline bool rp_open(struct rp_recorder *r, const char *path) {
  memset(r, 0, sizeof *r);
  return (r->file = fopen(path, "w")) != NULL;
}
static inline bool rp_close(struct rp_recorder *r) {
  rp_end_case(r);
  r->failed |= !r->file || fclose(r->file);
  return r->file = NULL, !r->failed;
}
/* Begins a case, and ends the one before. False, and no case: too many regions, or no memory for the copy. */
static inline bool rp_case(struct rp_recorder *r, const char *name, const struct rp_region *map, size_t regions, struct rp_queue q) {
  size_t bytes = 0;
  rp_end_case(r);
  r->failed |= !r->file || regions > RP_MAX_REGIONS;
  for (size_t i = 0; i < regions && !r->failed; i++) bytes += map[i].size;
  if (r->failed || !(r->copy = calloc(bytes ? bytes : 1, 1))) return r->failed = true, false;
  fputs("{\"version\":1,\"family\":\"split-device\",\"name\":", r->file), rp_text(r->file, name);
  fputs(",\"memory\":{\"regions\":[", r->file);
  for (size_t i = 0; i < regions; i++)
    fprintf(r->file, "%s{\"base\":\"0x%" PRIx64 "\",\"size\":%zu}", i ? "," : "", (r->map[i] = map[i]).base, map[i].size);
  fputc(']', r->file), r->regions = regions, rp_changes(r, ",\"bytes\":[");
  fputs("},\"queue\":", r->file), rp_state(r->file, &q), fputs(",\"ops\":[", r->file);
  return r->in_case = true;
}
/* Before a call. Then come its arguments, the call, and one of rp_ok, rp_ok_chain and rp_err. */
static inline void rp_begin(struct rp_recorder *r, const char *op) {
  if (!r->in_case) return;
  rp_end_step(r);
  const char *comma = r->any_step ? "," : "";
  char write[64];
  snprintf(write, sizeof write, "%s{\"op\":\"mem_write\",\"args\":{\"writes\":[", comma);
  if (rp_changes(r, write)) fputs("}}", r->file), comma = ",";
  fprintf(r->file, "%s{\"op\":\"%s\",\"args\":{", comma, op);
  r->in_step = r->any_step = true;
}
/* An argument, its value as JSON: rp_arg(&r, "value", "\"0x%" PRIx64 "\"", address), rp_arg(&r, "value", "true"). */
static inline void rp_arg(struct rp_recorder *r, const char *name, const char *format, ...) {
  va_list values;
  if (!r->in_step) return;
  fprintf(r->file, "%s\"%s\":", r->any_arg ? "," : "", name);
  va_start(values, format), vfprintf(r->file, format, values), va_end(values);
  r->any_arg = true;
}
static inline void rp_end(struct rp_recorder *r, const struct rp_queue *q) {
  fputs("},\"state\":", r->file), rp_state(r->file, q), rp_changes(r, ",\"writes\":["), fputc('}', r->file);
  r->in_step = r->any_arg = false;
}
/* The call returned `json`: "null" for nothing, "true", "false". */
static inline void rp_ok(struct rp_recorder *r, const char *json, struct rp_queue q) {
  if (r->in_step) fprintf(r->file, "},\"result\":{\"ok\":%s", json), rp_end(r, &q);
}
/* The call failed; `kind` is the model's name of the error. */
static inline void rp_err(struct rp_recorder *r, const char *kind, struct rp_queue q) {
  if (r->in_step) fputs("},\"result\":{\"err\":", r->file), rp_text(r->file, kind), rp_end(r, &q);
}
/* Of pop: the chain, all n descriptors that your walk along it yields, and the error that ended the walk; NULL for none. */
static inline void rp_ok_chain(struct rp_recorder *r, uint16_t head, const struct rp_desc *d, size_t n, const char *error,
                               struct rp_queue q) {
  if (!r->in_step) return;
  fprintf(r->file, "},\"result\":{\"ok\":{\"head_index\":%u,\"descs\":[", head);
  for (size_t i = 0; i < n; i++)
    fprintf(r->file, "%s[\"0x%" PRIx64 "\",%" PRIu32 ",%u,%u]", i ? "," : "", d[i].addr, d[i].len, d[i].flags, d[i].next);
  fputc(']', r->file);
  if (error) fputs(",\"error\":", r->file), rp_text(r->file, error);
  fputc('}', r->file), rp_end(r, &q);
}
#endif
