import type { Result } from '../../domain/result.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handle, StartIn } from '../../proof/model-run.ts';
import { ModelKind } from '../../proof/model.ts';
import { partOf, type Part } from '../../proof/part.ts';
import type { BlockTraits } from './block.ts';
import { handlerPairing } from './compared.ts';
import { handlerProofs } from './own-proofs.ts';
import type { WorldRules } from './rules.ts';
import type { World } from './world.ts';

/** What properties read of a handler's state. */
export interface HandlerState {
  /** Whether the device is in use: activated, and neither reset nor given up since. Events may come when it is not. */
  readonly isActive: Bool;
  /** Whether the end of the run that is on publishes the elements added so far. */
  readonly publishes: Bool;
  /** Whether the end of the run that is on decides whether to notify the driver of the elements added so far. */
  readonly signals: Bool;
  /** Whether it looks at the queue again without a notification, by a timer or the like. */
  readonly resumes: Bool;
  /** Whether a run begins at once, before any event can come. Left out: none does. */
  readonly follows?: Bool;
  /** Whether it holds a chain from one run to another in a field of its own, and the head of it. Left out: it does not. */
  readonly isHolding?: Bool;
  readonly held?: U16;
  /** Whether chains may be on its shelf. Left out: they may at any time. */
  readonly isShelving?: Bool;
  /** Of a block device: whether it waits for the back end to be done with something, since that had no room for a request. */
  readonly waits?: Bool;
  /** Of a block device: whether it leaves its queue alone until a rate limiter runs out. */
  readonly isLimited?: Bool;
  /** Of a handler that collects what chains name: how many things, and whether it has taken a chain since it looked for the first one. */
  readonly collected?: U16;
  readonly hasFound?: Bool;
  /** Of a handler that receives frames: bytes of the one that is not delivered yet, and 0 where there is none. */
  readonly received?: U32;
  /** Whether it collects chains for that frame, and so many bytes of it have room in those that it has. */
  readonly isPlacing?: Bool;
  readonly placed?: U32;
  /** Whether a frame wakes it up. */
  readonly awaitsFrames?: Bool;
  /** Rounds that the run can still have, at most. Left out: there is no bound. */
  readonly left?: U16;
}

/** Why a run ended before its end. */
export interface HandlerError {
  readonly kind: string;
}

/**
 * What a handler does. A run is `begin`, rounds while they answer true, and `end`. A round that fails ends the run at once: what the
 * caller does about the failure, such as marking the device as in need of a reset, belongs to the round.
 */
export interface HandlerOperations {
  /** The driver has notified the device. Whether a run begins. */
  begin(world: World): Result<boolean, HandlerError>;
  /** One iteration of the loop over the queue. Whether another one follows. */
  round(world: World): Result<boolean, HandlerError>;
  /** What follows the last iteration. */
  end(world: World): Result<void, HandlerError>;
  /** The back end says that requests are done. Whether a run of `complete` begins; left out: it always does. */
  beginCompletions?(world: World): Result<boolean, HandlerError>;
  /** One iteration of the loop over what the back end is done with. Whether another one follows. */
  complete?(world: World): Result<boolean, HandlerError>;
  /** What follows the last of these iterations. */
  endCompletions?(world: World): Result<void, HandlerError>;
  /**
   * The device was restored with its queue in use: what the driver made available before may be there. Whether `begin` follows, as for a
   * notification.
   */
  restored?(world: World): Result<boolean, HandlerError>;
  /**
   * The device is to stop: it is suspended, saved or taken from its driver. One iteration of what it does before it answers, the first in
   * the phase `idle`, all others in `completing`; whether another one follows. A failure is a refusal to stop.
   */
  stop?(world: World): Result<boolean, HandlerError>;
}

/** Declares the state of a handler between two iterations, with the phases `idle`, `running` and, for completions, `completing`. */
export const handlerPart = partOf<HandlerState, HandlerOperations>();

/** What is known of the queue and the requests of a handler. */
export type HandlerRules = Pick<
  WorldRules,
  | 'pending'
  | 'shelved'
  | 'ringsAreMapped'
  | 'noticesIdx'
  | 'offersEventIdx'
  | 'block'
  | 'receives'
  | 'collects'
>;

/** The handler of an implementation, as a model declares it. */
export interface HandlerModel extends HandlerRules {
  readonly handler: Part<HandlerState, HandlerOperations>;
  /** Whether it looks at the queue again after each completion. */
  readonly looksAfterCompletion?: true;
  /** Whether a run has rounds for as many chains as the queue has entries, and may end after these: `left` says how many it has. */
  readonly roundsForQueue?: true;
  /** Whether, after a read or a write that failed, it can return a chain with a length below what was written into it. */
  readonly countsLess?: true;
  /** Whether it publishes all elements, and notifies the driver of them, before it asks for a reset. */
  readonly settlesBeforeReset?: true;
  /** Whether `signals` is true only where elements were added that no notification was decided on. */
  readonly signalsElements?: true;
  /** Whether it keeps the last chain, and gives it back when the next one comes or `complete` asks for it: then `held` is its head. */
  readonly keepsOne?: true;
  /**
   * What becomes of chains that the device has when it is to stop, of a handler that has `stop`. `drains`: each is returned before the
   * answer. `keeps`: each is recorded for the next start.
   */
  readonly stops?: StopPolicy;
}

export type StopPolicy = 'drains' | 'keeps';

/** A handler, as proofs have it. */
export type Handler = Handle<HandlerState, HandlerOperations>;

export interface HandlerDevice {
  readonly rules: HandlerRules;
  readonly looksAfterCompletion: boolean;
  /** A handler in any state of a phase. */
  handler(start: StartIn<HandlerState>): Handler;
  /** Has it completions, as operations of its own? */
  readonly completes?: true;
  /** Does it submit requests to a back end, whose completions they are? */
  readonly submits?: true;
  /** Says it what comes before them? */
  readonly beginsCompletions?: true;
  /** Does it collect what chains name? */
  readonly collects?: true;
  /** Does it receive frames? */
  readonly receives?: true;
  /** Can EVENT_IDX be negotiated? */
  readonly eventIdx?: true;
  /** Is it known what it does once it is restored? */
  readonly restored?: true;
  readonly stops?: StopPolicy;
  /** Has a run rounds for as many chains as the queue has entries? */
  readonly roundsForQueue?: true;
  /** Can it return a chain with a length below what a failed read or write has written? */
  readonly countsLess?: true;
  /** Does it settle all elements before it asks for a reset? */
  readonly settlesBeforeReset?: true;
  /** Does `signals` say exactly where there is something to decide on? */
  readonly signalsElements?: true;
  /** Does it keep the last chain until the next one, or until it is asked for? */
  readonly keepsOne?: true;
  /** Is it a block device's, and what of one? */
  readonly block?: BlockTraits;
  /** Does it wait where its back end is full? */
  readonly waits?: true;
  /** Has it a rate limiter? */
  readonly isLimited?: true;
  /** Whether a part is in a phase now; for `null`, whether schema and invariant allow its state. */
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
}

/** The loop of a device over a queue and a back end: `handler.implement(info, { handler })` declares a model of it. */
export const handler = new ModelKind<HandlerDevice, HandlerModel>('handler', {
  bind: (
    {
      handler: part,
      looksAfterCompletion = false,
      stops,
      countsLess,
      roundsForQueue,
      settlesBeforeReset,
      signalsElements,
      keepsOne,
      ...rules
    },
    run,
  ) => ({
    rules,
    ...(rules.block !== undefined && { block: rules.block }),
    ...(rules.block?.whenFull === 'waits' && { waits: true as const }),
    ...(rules.block?.isRateLimited && { isLimited: true as const }),
    ...(settlesBeforeReset && { settlesBeforeReset }),
    ...(signalsElements && { signalsElements }),
    ...(keepsOne && { keepsOne }),
    ...(stops !== undefined && { stops }),
    ...(countsLess && { countsLess }),
    ...(roundsForQueue && { roundsForQueue }),
    looksAfterCompletion,
    handler: (start) => run.any(part, 'handler', start),
    ...(rules.collects && { collects: true as const }),
    ...(rules.receives && { receives: true as const }),
    ...(rules.offersEventIdx !== false && { eventIdx: true as const }),
    ...('complete' in part.operations && { completes: true as const }),
    ...(rules.pending && { submits: true as const }),
    ...('beginCompletions' in part.operations && { beginsCompletions: true as const }),
    ...('restored' in part.operations && { restored: true as const }),
    isIn: (one, phase, memory) => run.isIn(one, phase, memory),
  }),
  members: ({
    handler: { operations },
    stops,
    offersEventIdx,
    countsLess,
    settlesBeforeReset,
    signalsElements,
    keepsOne,
    block,
    receives,
    collects,
    pending,
  }) => [
    ...(offersEventIdx === false ? [] : ['eventIdx']),
    ...('complete' in operations ? ['completes'] : []),
    ...(pending === undefined ? [] : ['submits']),
    ...('beginCompletions' in operations ? ['beginsCompletions'] : []),
    ...('restored' in operations ? ['restored'] : []),
    ...('stop' in operations && stops !== undefined ? ['stops'] : []),
    ...(countsLess === true ? ['countsLess'] : []),
    ...(settlesBeforeReset === true ? ['settlesBeforeReset'] : []),
    ...(signalsElements === true ? ['signalsElements'] : []),
    ...(keepsOne === true ? ['keepsOne'] : []),
    ...(block === undefined ? [] : ['block']),
    ...(block?.whenFull === 'waits' ? ['waits'] : []),
    ...(block?.isRateLimited === true ? ['isLimited'] : []),
    ...(receives === true ? ['receives'] : []),
    ...(collects === undefined ? [] : ['collects']),
  ],
  ownProofs: handlerProofs,
  pairing: handlerPairing,
});
