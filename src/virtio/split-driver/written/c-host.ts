/** What a test in C of a driver's code is made of: guest memory that the rings are in, and comparisons. */
export const C_HOST: readonly string[] = `#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Guest memory, and what it has to hold. */
struct test_region {
    uint64_t base;
    uint64_t size;
    uint8_t *bytes;
    uint8_t *expected;
};

/* Not every test uses all of these. */
#define HELPER __attribute__((unused)) static

static const struct test_region *test_region_of(uint64_t address);

/* Where a guest address is in this program. */
HELPER void *test_at(uint64_t address)
{
    const struct test_region *found = test_region_of(address);
    if (found == NULL) {
        printf("0x%llx is in no region\\n", (unsigned long long)address);
        exit(1);
    }
    return found->bytes + (address - found->base);
}

static const char *test_step = "before the first call";

static void test_differs(const char *what, uint64_t is, uint64_t expected)
{
    printf("DIFFERS: %s: %s is %lld (0x%llx), and in the model it is %lld (0x%llx)\\n", test_step, what, (long long)is,
           (unsigned long long)is, (long long)expected, (unsigned long long)expected);
    exit(1);
}

HELPER void test_expect(const char *what, uint64_t is, uint64_t expected)
{
    if (is != expected)
        test_differs(what, is, expected);
}

/* Bytes that are written: by the device, so that they are there, or by the driver, so that they have to be. */
enum test_writer { DEVICE, DRIVER };

HELPER void test_written(enum test_writer by, uint64_t address, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct test_region *found = test_region_of(address + i);
        if (found == NULL)
            continue;
        found->expected[address + i - found->base] = bytes[i];
        if (by == DEVICE)
            found->bytes[address + i - found->base] = bytes[i];
    }
}`.split('\n');

/** What follows the regions. */
export const C_REGIONS_USED: readonly string[] =
  `static const struct test_region *test_region_of(uint64_t address)
{
    for (const struct test_region *one = test_regions; one->size > 0; one++)
        if (address - one->base < one->size)
            return one;
    return NULL;
}

/* The guest address of what is in a region. */
HELPER uint64_t test_address(const void *pointer)
{
    for (const struct test_region *one = test_regions; one->size > 0; one++)
        if ((uintptr_t)pointer - (uintptr_t)one->bytes < one->size)
            return one->base + ((uintptr_t)pointer - (uintptr_t)one->bytes);
    return 0;
}

/* Everything that was not written has to be what it was. */
HELPER void test_expect_memory(void)
{
    for (const struct test_region *one = test_regions; one->size > 0; one++)
        for (uint64_t i = 0; i < one->size; i++)
            if (one->bytes[i] != one->expected[i]) {
                char what[64];
                snprintf(what, sizeof what, "the byte at 0x%llx", (unsigned long long)(one->base + i));
                test_differs(what, one->bytes[i], one->expected[i]);
            }
}`.split('\n');
