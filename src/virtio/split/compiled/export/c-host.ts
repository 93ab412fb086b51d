/** What a written test in C is made of: guest memory for the functions that the kit declares, and comparisons. */
export const C_HOST: readonly string[] = `#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Guest memory that is mapped as one piece, and what it has to hold. */
struct region {
    uint64_t base;
    uint64_t size;
    uint8_t *bytes;
    uint8_t *expected;
};

static const struct region *region_of(uint64_t gpa);

void *ringproof_guest(uint64_t gpa)
{
    const struct region *found = region_of(gpa);
    return found == NULL ? NULL : found->bytes + (gpa - found->base);
}

void *ringproof_guest_at(uint64_t anchor, uint64_t gpa)
{
    const struct region *found = region_of(anchor);
    return found == NULL ? NULL : (void *)((uintptr_t)found->bytes + (uintptr_t)(gpa - found->base));
}

uint64_t ringproof_region_start(uint64_t gpa)
{
    const struct region *found = region_of(gpa);
    return found == NULL ? 0 : found->base;
}

uint64_t ringproof_region_len(uint64_t gpa)
{
    const struct region *found = region_of(gpa);
    return found == NULL ? 0 : found->size;
}

uint64_t ringproof_region_after(uint64_t gpa)
{
    const struct region *found = region_of(gpa);
    return found == NULL ? 0 : found->size - (gpa - found->base);
}

int32_t ringproof_check_range(uint64_t gpa, uint64_t len)
{
    while (len > 0) {
        uint64_t here = ringproof_region_after(gpa);
        if (here == 0)
            return 0;
        if (here >= len)
            return 1;
        len -= here;
        gpa += here;
        /* What follows the last address is not mapped. */
        if (gpa == 0)
            return 0;
    }
    return 1;
}

int32_t ringproof_read_guest(void *to, uint64_t gpa, uint64_t len)
{
    if (!ringproof_check_range(gpa, len))
        return 0;
    for (uint64_t i = 0; i < len; i++)
        ((uint8_t *)to)[i] = *(uint8_t *)ringproof_guest(gpa + i);
    return 1;
}

int32_t ringproof_write_guest(uint64_t gpa, const void *from, uint64_t len)
{
    if (!ringproof_check_range(gpa, len))
        return 0;
    for (uint64_t i = 0; i < len; i++)
        *(uint8_t *)ringproof_guest(gpa + i) = ((const uint8_t *)from)[i];
    return 1;
}

/* Compiled for this machine, an access has the order that it says itself. */
void ringproof_order(int32_t order)
{
    (void)order;
}

/* Not every test uses all of these. */
#define HELPER __attribute__((unused)) static

static const char *step = "before the first call";

static void differs(const char *what, uint64_t is, uint64_t expected)
{
    printf("%s: %s is %lld (0x%llx), and in the module it is %lld (0x%llx)\\n", step, what, (long long)is,
           (unsigned long long)is, (long long)expected, (unsigned long long)expected);
    exit(1);
}

HELPER void expect(const char *what, uint64_t is, uint64_t expected)
{
    if (is != expected)
        differs(what, is, expected);
}

HELPER void expect_at_least(int32_t result, int32_t least)
{
    if (result >= least)
        return;
    printf("%s: its result is %d, and in the module it is %d or more\\n", step, result, least);
    exit(1);
}

/* Bytes that are written: by the driver, so that they are there, or by the device, so that they have to be. */
enum writer { DRIVER, DEVICE };

HELPER void written(enum writer by, uint64_t gpa, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct region *found = region_of(gpa + i);
        if (found == NULL)
            continue;
        found->expected[gpa + i - found->base] = bytes[i];
        if (by == DRIVER)
            found->bytes[gpa + i - found->base] = bytes[i];
    }
}`.split('\n');

/** What follows the regions. */
export const C_REGIONS_USED: readonly string[] = `static const struct region *region_of(uint64_t gpa)
{
    for (const struct region *one = regions; one->size > 0; one++)
        if (gpa - one->base < one->size)
            return one;
    return NULL;
}

/* Everything that was not written has to be what it was. */
HELPER void expect_memory(void)
{
    for (const struct region *one = regions; one->size > 0; one++)
        for (uint64_t i = 0; i < one->size; i++)
            if (one->bytes[i] != one->expected[i]) {
                char what[64];
                snprintf(what, sizeof what, "the byte at 0x%llx", (unsigned long long)(one->base + i));
                differs(what, one->bytes[i], one->expected[i]);
            }
}`.split('\n');
