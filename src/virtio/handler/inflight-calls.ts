import type { U16 } from '../../domain/word.ts';
import type { InflightRegion } from './inflight-region.ts';
import type { Inflight } from './inflight.ts';

/** Each operation of a record of what is in flight, by the id of its own proof, with a head of the queue. */
export const INFLIGHT_CALLS: ReadonlyMap<
  string,
  (record: Inflight, region: InflightRegion, head: U16) => unknown
> = new Map([
  ['record-resume', (record, region) => record.resume(region)],
  ['record-take', (record, region, head) => record.take(region, head)],
  ['record-stage', (record, region, head) => record.stage(region, head)],
  ['record-publish', (record, region) => record.publish(region)],
  ['record-settle', (record, region) => record.settle(region)],
  ['record-resubmit', (record, region) => record.resubmit(region)],
  ['record-is-due', (record, region, head) => record.isDue(region, head)],
]);
