/* What ringproof calls of the kernel's vringh: the functions for rings in kernel memory, or, with SHIM_USER, for those of a process. */
#include "ringproof_queue.h"
#include "drivers/vhost/vringh.c"

#ifdef SHIM_USER
#define OF(name) name##_user
#else
#define OF(name) name##_kern
#endif

/* What the kernel leaves to those who set a ring up: vhost devices and the transport keep it. */
static struct {
  uint64_t max_size, size, desc_table, avail_ring, used_ring;
  bool ready, event_idx;
} setup;
static struct vringh vrh;
static uint64_t results[1];

/* What a compiler would otherwise join with what comes next is computed by itself: a bit of two pointers joined is none. */
#define APART() __asm__ volatile("")

/* The pointers that a device has once the ring is set up. False where it has none to a ring that the operation uses. */
enum { AVAIL = 1, USED = 2 };
static inline bool attach(int rings) {
#ifdef SHIM_USER
  vrh.vring.desc = (void *)setup.desc_table;
  vrh.vring.avail = (void *)setup.avail_ring;
  vrh.vring.used = (void *)setup.used_ring;
#else
  /* Kernel memory is mapped in pages. Where a region begins at an odd address, its words are no units, and there is no such ring. */
  void *avail = ringproof_guest(setup.avail_ring), *used = ringproof_guest(setup.used_ring);
  if (rings & AVAIL && (uintptr_t)avail & 1) return false;
  APART();
  if (rings & USED && (uintptr_t)used & 1) return false;
  vrh.vring.desc = ringproof_guest(setup.desc_table);
  vrh.vring.avail = avail;
  vrh.vring.used = used;
#endif
  return true;
}

RINGPROOF_CREATE(uint64_t completed_high) {
  setup.max_size = max_size;
  setup.size = size;
  setup.desc_table = desc_table;
  setup.avail_ring = avail_ring;
  setup.used_ring = used_ring;
  setup.ready = ready;
  setup.event_idx = event_idx;
  vrh.little_endian = true;
  vrh.weak_barriers = true;
  vrh.event_indices = event_idx;
  vrh.vring.num = (unsigned)size;
  vrh.last_avail_idx = (uint16_t)next_avail;
  /* The kernel keeps the index before what it completed, and how much that is. */
  vrh.last_used_idx = (uint16_t)(next_used - num_added);
  vrh.completed = (uint32_t)(completed_high << 16 | num_added);
}

uint64_t ringproof_state(int32_t field) {
  switch (field) {
    case 0: return setup.max_size;
    case 1: return setup.size;
    case 2: return setup.ready;
    case 3: return setup.event_idx;
    case 4: return vrh.last_avail_idx;
    case 5: return (uint16_t)(vrh.last_used_idx + vrh.completed);
    case 6: return (uint16_t)vrh.completed;
    case 7: return setup.desc_table;
    case 8: return setup.avail_ring;
    case 9: return setup.used_ring;
    default: return vrh.completed >> 16;
  }
}

static bool is_size(uint64_t size) { return size != 0 && size <= 32768 && (size & (size - 1)) == 0; }

int32_t ringproof_make(uint64_t max_size) {
  if (!is_size(max_size)) return RINGPROOF_BAD_MAX_SIZE;
  ringproof_create(max_size, max_size, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return 0;
}

int32_t ringproof_set_up(int32_t field, uint64_t value) {
  if (setup.ready && field != RINGPROOF_READY) return RINGPROOF_QUEUE_READY;
  switch (field) {
    case RINGPROOF_SIZE:
      if (!is_size(value) || value > setup.max_size) return RINGPROOF_BAD_SIZE;
      setup.size = value;
      return 0;
    case RINGPROOF_DESC_TABLE:
      if (value & 15) return RINGPROOF_BAD_DESC_TABLE_ALIGN;
      setup.desc_table = value;
      return 0;
    case RINGPROOF_AVAIL_RING:
      if (value & 1) return RINGPROOF_BAD_AVAIL_RING_ALIGN;
      setup.avail_ring = value;
      return 0;
    case RINGPROOF_USED_RING:
      if (value & 3) return RINGPROOF_BAD_USED_RING_ALIGN;
      setup.used_ring = value;
      return 0;
    case RINGPROOF_READY:
      setup.ready = value;
      return 0;
    default:
      setup.event_idx = value;
      return 0;
  }
}

/* Whether all of an area is where its pointer reaches: kernel memory is mapped region by region, a process has one address space. */
static bool is_reached(uint64_t start, uint64_t length) {
#ifdef SHIM_USER
  return ringproof_check_range(start, length);
#else
  return ringproof_region_after(start) >= length;
#endif
}

static bool apart(uint64_t a, uint64_t a_length, uint64_t b, uint64_t b_length) {
  return a - b >= b_length && b - a >= a_length;
}

/* Who sets a ring up checks where it lies; then the kernel's own check of the size. */
int32_t ringproof_activate(void) {
  uint64_t size = setup.size;
  uint64_t desc = 16 * size, avail = 6 + 2 * size, used = 6 + 8 * size;
  if (!setup.ready || setup.size > setup.max_size) return RINGPROOF_BAD_QUEUE;
  if ((setup.desc_table & 15) || (setup.avail_ring & 1) || (setup.used_ring & 3)) return RINGPROOF_BAD_QUEUE;
  if (!is_reached(setup.desc_table, desc)) return RINGPROOF_BAD_QUEUE;
  if (!is_reached(setup.avail_ring, avail)) return RINGPROOF_BAD_QUEUE;
  if (!is_reached(setup.used_ring, used)) return RINGPROOF_BAD_QUEUE;
  if (!apart(setup.used_ring, used, setup.desc_table, desc)) return RINGPROOF_BAD_QUEUE;
  if (!apart(setup.used_ring, used, setup.avail_ring, avail)) return RINGPROOF_BAD_QUEUE;
  struct vringh checked;
  return OF(vringh_init)(&checked, 0, (unsigned)size, true, NULL, NULL, NULL) ? RINGPROOF_BAD_QUEUE : 0;
}

int32_t ringproof_pop(void) {
  if (!attach(AVAIL)) return RINGPROOF_GUEST_MEMORY;
  /* The head alone: vringh_getdesc goes on to follow the whole chain at once. */
  int head = __vringh_get_head(&vrh, OF(getu16), &vrh.last_avail_idx);
  if (head == -EFAULT) return RINGPROOF_GUEST_MEMORY;
  if (head < 0) return RINGPROOF_BAD_DESCRIPTOR_INDEX;
  if ((unsigned)head == vrh.vring.num) return 0;
  results[0] = (unsigned)head;
  return 1;
}

int32_t ringproof_add_used(uint32_t head, uint32_t len) {
  if (!attach(USED)) return RINGPROOF_GUEST_MEMORY;
  return OF(vringh_complete)(&vrh, (u16)head, len) ? RINGPROOF_GUEST_MEMORY : 0;
}

int32_t ringproof_needs_notification(void) {
  if (!attach(AVAIL)) return RINGPROOF_GUEST_MEMORY;
  int answer = OF(vringh_need_notify)(&vrh);
  return answer < 0 ? RINGPROOF_GUEST_MEMORY : answer;
}

int32_t ringproof_enable_notification(void) {
  if (!attach(AVAIL | USED)) return RINGPROOF_GUEST_MEMORY;
  return !OF(vringh_notify_enable)(&vrh);
}

int32_t ringproof_disable_notification(void) {
  if (!attach(USED)) return RINGPROOF_GUEST_MEMORY;
  OF(vringh_notify_disable)(&vrh);
  return 0;
}

void ringproof_undo_pop(void) { OF(vringh_abandon)(&vrh, 1); }

uint64_t ringproof_out(int32_t i) { return results[0]; }
