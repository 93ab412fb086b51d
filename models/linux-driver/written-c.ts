// unreached: writes counterexamples as tests for the real code; no proof is about it

import type { Written } from 'ringproof';
import { caseField, cNumber, cProgram, type DriverCase } from 'ringproof/virtio/split-driver';
import { STRUCT_AREAS, STRUCT_FIELDS } from './struct-fields.ts';
import { called, notifications } from './written-calls.ts';

const COMMAND =
  'cc -std=gnu11 -O2 -w -pthread -fno-strict-aliasing -I. -I../include -I../.. -include ../../include/linux/kconfig.h this_file.c';

/**
 * A counterexample as a program for virtio_ring.c itself, with the headers that the kernel has for it outside of a kernel. Throws a
 * `WriteError` for calls that callers cannot make.
 */
export function writtenInC(about: Written, given: DriverCase): string {
  const { fields, tables } = given;
  const allocated = tables.map((table) => (table === null ? 'NULL' : `test_at(${cNumber(table)})`));
  return cProgram(about, given, {
    explained: [
      `It puts a struct vring_virtqueue of Linux's own virtio_ring.c into the state below, makes the calls, and compares what they return, leave and write with what the model did${about.isBroken ? ', including what is broken: it passes on code that is broken in the same way' : ''}. It fails at the first difference. Fences, and how often and in which order bytes are read, it cannot see. Save it in tools/virtio of the kernel's sources, which has the headers, and compile it there:`,
    ],
    command: COMMAND,
    code: code(caseField(fields, 'size')),
    start: [
      'device.features = 1ULL << VIRTIO_F_VERSION_1;',
      'queue.vq.vdev = &device;',
      'queue.weak_barriers = true;',
      'queue.notify = notify;',
      'queue.split.desc_state = desc_state;',
      'queue.split.desc_extra = desc_extra;',
      ...Object.entries(STRUCT_FIELDS).map(
        ([name, member]) => `queue.${member} = ${cNumber(caseField(fields, name))};`,
      ),
      ...Object.entries(STRUCT_AREAS).map(
        ([name, [member, type]]) =>
          `queue.${member} = (${type} *)test_at(${cNumber(caseField(fields, name))});`,
      ),
      ...given.entries.flatMap(({ table, index, value }) => {
        if (table === 'next') return [`desc_extra[${index}].next = ${cNumber(value)};`];
        if (table === 'data' && value !== 0n) return [`desc_state[${index}].data = &cookies[${index}];`];
        return table === 'indir_desc' && value !== 0n ? lentTable(index) : [];
      }),
    ],
    call: (call) => [
      'notified = 0;',
      'gives = NULL;',
      ...(call.operation === 'add_indirect' && allocated[0] !== undefined
        ? [`gives = ${allocated[0]};`]
        : []),
      ...called(call),
      `test_expect("notifications", notified, ${notifications(call)});`,
      ...Object.entries(STRUCT_FIELDS).map(
        ([name, member]) =>
          `test_expect("${member}", queue.${member}, ${cNumber(caseField(call.after, name))});`,
      ),
    ],
  });
}

/** A chain with an indirect table, of which the code asks how long it is when it comes back. */
function lentTable(index: number): readonly string[] {
  return [
    `desc_state[${index}].indir_desc = calloc(1, sizeof(struct vring_desc));`,
    `desc_extra[${index}].flags = VRING_DESC_F_INDIRECT;`,
    `desc_extra[${index}].len = sizeof(struct vring_desc);`,
  ];
}

function code(size: bigint): readonly string[] {
  return `#include <linux/virtio.h>

/* What the headers declare for allocations that tests replace: here the one for indirect tables is, by a macro. */
void *__kmalloc_fake, *__kfree_ignore_start, *__kfree_ignore_end;

/* Memory for the next table; NULL where none is left. */
static void *gives;

static void *allocated(void)
{
    void *given = gives;
    gives = NULL;
    return given;
}

#define kmalloc_array(count, size, gfp) allocated()
#define kfree(pointer) ((void)(pointer))
#undef virt_to_phys
#define virt_to_phys(pointer) test_address(pointer)
#ifndef data_race
#define data_race(access) (access)
#endif
#include "drivers/virtio/virtio_ring.c"

static unsigned int notified;

static bool notify(struct virtqueue *vq)
{
    notified++;
    return true;
}

static struct virtio_device device;
static struct vring_virtqueue queue;
static struct vring_desc_state_split desc_state[${size}];
static struct vring_desc_extra desc_extra[${size}];
/* The data of a chain are the cookie of its head. */
static char cookies[${size}];`.split('\n');
}
