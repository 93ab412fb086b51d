import type { Answer, Cell } from '../../requirement/answer.ts';
import type { LedgerEntry } from '../../requirement/entry.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { result } from '../result.fixture.ts';
import type { Answered } from './answered.ts';
import type { Binding } from './record.ts';

function entry(given: Partial<LedgerEntry> & Pick<LedgerEntry, 'id'>): LedgerEntry {
  return { section: '2.7.8.2', level: 'MUST', role: 'device', ring: 'split', text: 'It is so.', ...given };
}

function cell(model: string | null, answer: Answer, given: Partial<Cell> = {}): Cell {
  return {
    model,
    answer,
    reason: null,
    assertions: [],
    results: [],
    isListed: false,
    isFault: false,
    ...given,
  };
}

export const PROVED: ProofResult = result({ id: 'split/add-used', model: 'spec', doesNotProve: 'more' });

/** One of each answer. */
export const ANSWERED: Answered = {
  rows: [
    {
      entry: entry({ id: 'split.used.device.must-order', text: 'len comes before idx.' }),
      cells: [
        cell('spec', 'proved', { assertions: ['split/add-used: len is first'], results: [PROVED] }),
        cell('mine', 'finding', {
          assertions: ['split/add-used: len is first'],
          reason: 'It is "off" by <one> | two.',
          results: [result({ id: 'split/add-used', model: 'mine', solver: null })],
        }),
      ],
    },
    {
      entry: entry({ id: 'split.used.device.may-write', level: 'MAY' }),
      cells: [
        cell('spec', 'allowed', { assertions: ['p: it does', 'c: it copes'] }),
        cell('mine', 'not-applicable', { reason: 'has no reset' }),
      ],
    },
    {
      entry: entry({ id: 'status.device.must', section: '2.1.2', ring: 'config' }),
      cells: [
        cell('spec', 'out-of-reach', { reason: 'has no status register' }),
        cell('mine', 'open', { reason: 'split/pop was not run' }),
      ],
    },
    {
      entry: entry({ id: 'split.driver.must-not', role: 'driver', level: 'MUST NOT' }),
      cells: [cell(null, 'open', { reason: 'there is no model of a driver', isListed: true })],
    },
  ],
  acceptances: [{ requirement: 'status.*', reason: 'we come to that' }],
  loadFailures: [],
};

export const BINDING: Binding = {
  ...{ version: '1.2.3', commit: 'c0ffee', isChanged: false, created: '2026-01-02T03:04:05+00:00' },
  project: 'Requirements',
  digestOf: ({ id }) => `digest-of-${id}`,
  assumptionsOf: ({ model }) =>
    model === 'spec' ? { inputs: ['len: every value'], lines: ['a.proof.ts:3: p.assume(x)'] } : null,
};
