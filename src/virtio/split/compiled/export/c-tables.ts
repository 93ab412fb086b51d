/** How a written test in C puts entries into arrays of the queue, and compares them. */
export const C_TABLES: readonly string[] = `/* An entry of an array of the queue; all others are 0. */
struct entry {
    size_t index;
    uint64_t value;
};

static void fill_table(uint8_t *to, size_t bytes, size_t word, const struct entry *entries, size_t count)
{
    memset(to, 0, bytes);
    for (size_t i = 0; i < count; i++)
        for (size_t byte = 0; byte < word; byte++)
            to[entries[i].index * word + byte] = (uint8_t)(entries[i].value >> (8 * byte));
}

__attribute__((unused)) static void put_table(int32_t table, size_t bytes, size_t word, const struct entry *entries, size_t count)
{
    fill_table((uint8_t *)(uintptr_t)ringproof_table(table), bytes, word, entries, count);
}

__attribute__((unused)) static void expect_table(const char *name, int32_t table, size_t bytes, size_t word, const struct entry *entries, size_t count)
{
    const uint8_t *is = (const uint8_t *)(uintptr_t)ringproof_table(table);
    uint8_t *expected = malloc(bytes);
    char what[128];
    if (expected == NULL)
        exit(1);
    fill_table(expected, bytes, word, entries, count);
    for (size_t i = 0; i < bytes; i++) {
        snprintf(what, sizeof what, "%s[%zu], byte %zu", name, i / word, i % word);
        if (is[i] != expected[i])
            expect(what, is[i], expected[i]);
    }
    free(expected);
}`.split('\n');
