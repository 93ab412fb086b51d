import type { Machine } from '../mapping.ts';
import type { KindPair, MachineStep } from '../machine.ts';
import type { Placed } from '../program.ts';
import type { Relation } from './relation.ts';
import type { Relations } from './relations.ts';

type Event = Placed<MachineStep>;

const isLoad = ({ kind }: Event): boolean => kind === 'load';
const isStore = ({ kind }: Event): boolean => kind === 'store';
const isUpdate = (event: Event): boolean => event.kind !== 'fence' && event.partner !== undefined;
const acquires = (event: Event): boolean => event.kind !== 'fence' && event.acquire !== 'none';
const acquiresInOrder = (event: Event): boolean => event.kind !== 'fence' && event.acquire === 'rcsc';
const releases = (event: Event): boolean => event.kind !== 'fence' && event.releases;

/** What each machine keeps of program order, in the notation of its published model. */
export function machineOrder(machine: Machine, relations: Relations<MachineStep>): Relation {
  switch (machine) {
    case 'sc':
      return relations.programOrder;
    case 'tso':
      return tsoOrder(relations);
    case 'armv8':
      return armOrder(relations);
    case 'rvwmo':
      return riscvOrder(relations);
  }
}

function tsoOrder(relations: Relations<MachineStep>): Relation {
  const { programOrder, only } = relations;
  const locked = only((event) => event.kind !== 'fence' && event.isLocked);
  const [load, store] = [only(isLoad), only(isStore)];
  return load
    .then(programOrder)
    .or(programOrder.then(store), fenced(relations), programOrder.then(locked), locked.then(programOrder));
}

function armOrder(relations: Relations<MachineStep>): Relation {
  const { programOrder, only } = relations;
  return fenced(relations).or(
    only(acquires).then(programOrder),
    programOrder.then(only(releases)),
    only(releases).then(programOrder).then(only(acquiresInOrder)),
    dependent(relations),
  );
}

function riscvOrder(relations: Relations<MachineStep>): Relation {
  const { programOrder, readsFrom, sameThread, only } = relations;
  const inOrder = (holds: (event: Event) => boolean): Relation =>
    only((event) => isUpdate(event) && holds(event));
  const own = readsFrom.where((a, b) => sameThread.has(a, b));
  return fenced(relations).or(
    only(acquires).then(programOrder),
    programOrder.then(only(releases)),
    inOrder(releases).then(programOrder).then(inOrder(acquiresInOrder)),
    only((event) => isStore(event) && isUpdate(event)).then(own),
    dependent(relations),
  );
}

/** Accesses with a fence between them that orders their kinds. */
function fenced({ events, programOrder, only }: Relations<MachineStep>): Relation {
  const kindOf = (event: Event | undefined): string => (event?.kind === 'load' ? 'r' : 'w');
  const none = only(() => false);
  return none.or(
    ...events.flatMap((fence) =>
      fence.kind === 'fence'
        ? [
            programOrder
              .then(only((event) => event === fence))
              .then(programOrder)
              .where((a, b) =>
                fence.orders.some((pair: KindPair) => pair === kindOf(events[a]) + kindOf(events[b])),
              ),
          ]
        : [],
    ),
  );
}

function dependent(relations: Relations<MachineStep>): Relation {
  const { programOrder, readsFrom, sameThread, sameCell, update, dependency, only } = relations;
  const { address, data, control } = dependency;
  const store = only(isStore);
  const own = readsFrom.where((a, b) => sameThread.has(a, b));
  return address.or(
    data,
    control.then(store),
    address.then(programOrder).then(store),
    address.or(data).then(own),
    programOrder.where((a, b) => sameCell.has(a, b)).then(store),
    update,
  );
}
