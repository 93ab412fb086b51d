/* What the kernel's vringh.c is compiled with in place of the kernel's headers: names and meanings alone, no text of the kernel. */
#ifndef SHIM_H
#define SHIM_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8, __u8;
typedef uint16_t u16, __u16, __le16, __be16;
typedef uint32_t u32, __u32, __le32, __be32;
typedef uint64_t u64, __u64, __le64, __be64;
typedef int64_t ssize_t;
typedef unsigned gfp_t;
typedef int irqreturn_t;
typedef struct { int unused; } spinlock_t;

#define __user
#define __force
#define __bitwise
#define __cold
#define __printf(a, b)
#define __attribute_const__ __attribute__((const))
#define likely(x) (x)
#define unlikely(x) (x)
#define min(a, b) ((a) < (b) ? (a) : (b))
#define BUG_ON(condition) do { if (condition) __builtin_trap(); } while (0)
#define BUILD_BUG_ON(condition) _Static_assert(!(condition), "sizes differ")
#define GFP_KERNEL 0
#define WARN_ON(condition) (condition)
#define EXPORT_SYMBOL(name) struct shim_nothing
#define MODULE_LICENSE(text) struct shim_nothing
#define IS_REACHABLE(option) 0
#define CONFIG_VHOST_IOTLB 0
#define EINVAL 22
#define EFAULT 14
#define ENOMEM 12
#define ELOOP 40
#define EPROTO 71

/* What is printed is no part of what the queue does. */
#define DEFINE_RATELIMIT_STATE(name, interval, burst) int name = 0
#define DEFAULT_RATELIMIT_INTERVAL 0
#define DEFAULT_RATELIMIT_BURST 0
#define __ratelimit(state) (*(state))
#define KERN_NOTICE ""
#define printk(...) ((void)0)
#define vprintk(format, arguments) ((void)0)

/* One access of the width of the type, with no order of its own. */
#define READ_ONCE(x) __atomic_load_n(&(x), __ATOMIC_RELAXED)
#define WRITE_ONCE(x, value) __atomic_store_n(&(x), value, __ATOMIC_RELAXED)
#define virt_mb() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define virt_rmb() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define virt_wmb() __atomic_thread_fence(__ATOMIC_RELEASE)
#define mb() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define dma_rmb() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define dma_wmb() __atomic_thread_fence(__ATOMIC_RELEASE)
#define virt_store_mb(x, value) do { WRITE_ONCE(x, value); virt_mb(); } while (0)

/* The machine is little-endian, and so are rings of VIRTIO 1. */
#define le16_to_cpu(x) (x)
#define le32_to_cpu(x) (x)
#define le64_to_cpu(x) (x)
#define cpu_to_le16(x) (x)
#define cpu_to_le32(x) (x)
#define cpu_to_le64(x) (x)
#define be16_to_cpu(x) __builtin_bswap16(x)
#define be32_to_cpu(x) __builtin_bswap32(x)
#define be64_to_cpu(x) __builtin_bswap64(x)
#define cpu_to_be16(x) __builtin_bswap16(x)
#define cpu_to_be32(x) __builtin_bswap32(x)
#define cpu_to_be64(x) __builtin_bswap64(x)
#define __le16_to_cpu(x) (x)
#define __LITTLE_ENDIAN 1

struct iovec { void *iov_base; size_t iov_len; };
struct kvec { void *iov_base; size_t iov_len; };

/* Memory of a process, at its guest addresses: what cannot be accessed is an error, and then nothing is copied. */
static inline uint16_t *shim_word(uint64_t address) {
  uint16_t *word = ringproof_guest(address);
  if (!word || (uintptr_t)word % sizeof *word != 0) return NULL;
  return ringproof_region_after(address) >= sizeof *word ? word : NULL;
}
static inline int shim_get(uint16_t *value, const uint16_t *address) {
  uint16_t *word = shim_word((uintptr_t)address);
  if (!word) return -EFAULT;
  *value = READ_ONCE(*word);
  return 0;
}
static inline int shim_put(uint16_t value, uint16_t *address) {
  uint16_t *word = shim_word((uintptr_t)address);
  if (!word) return -EFAULT;
  WRITE_ONCE(*word, value);
  return 0;
}
#define get_user(x, p) shim_get(&(x), p)
#define put_user(x, p) shim_put(x, p)
#define copy_to_user(to, from, len) (ringproof_write_guest((uintptr_t)(to), from, len) ? 0 : (len))

/* What follows is of parts of the file that these properties do not reach. */
#define copy_from_user(to, from, len) (len)
static inline void *kmalloc_array(size_t n, size_t size, gfp_t flags) { return NULL; }
static inline void *krealloc_array(void *p, size_t n, size_t size, gfp_t flags) { return NULL; }
static inline void kfree(const void *p) {}

#define VIRTIO_F_VERSION_1 32
#endif
