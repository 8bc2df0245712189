import { setup } from 'xstate';
import { decided, rulesOf, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, Env, Shared } from '../actor.ts';
import type { RecheckEvent } from '../replica/purgatoryWord.ts';
import { deleteRecordsExpired, recordsDeleted, tryDeleteRecords } from './deleteRecords.ts';
import { answerFetch, readDone, tryFetch } from './fetch.ts';
import { withPending } from './pending.ts';
import { appended, produceExpired, tryProduce } from './produce.ts';
import type { PendingRequest, PurgatoryContext, PurgatoryEvent } from './types.ts';

const act = rulesOf<PurgatoryContext, PurgatoryEvent, Shared, Effect>();

/** A request came in parts; its answer waits for all of them. */
function expect(purgatory: PurgatoryContext, { request }: Extract<PurgatoryEvent, { type: 'Expect' }>): Decided<PurgatoryContext> {
  return decided(withPending(purgatory, request));
}

/** Something changed about a partition: every request waiting for it is looked at again, oldest first. */
function recheck(purgatory: PurgatoryContext, { partition }: RecheckEvent, env: Env): Decided<PurgatoryContext> {
  let context = purgatory;
  const effects: Effect[] = [];
  for (const request of Object.values(purgatory.pending)) {
    if (!request.parked || !request.partitions.includes(partition)) continue;
    const tried = tryAgain(context, request, env);
    context = tried.context;
    effects.push(...tried.effects);
  }
  return context === purgatory ? unchanged(purgatory) : decided(context, ...effects);
}

function tryAgain(purgatory: PurgatoryContext, request: PendingRequest, env: Env): Decided<PurgatoryContext> {
  if (request.api === 'Produce') return tryProduce(purgatory, request, env);
  return request.api === 'Fetch' ? tryFetch(purgatory, request, env) : tryDeleteRecords(purgatory, request, env);
}

function expired(purgatory: PurgatoryContext, { key }: Extract<PurgatoryEvent, { type: 'Expired' }>, env: Env): Decided<PurgatoryContext> {
  const request = purgatory.pending[key];
  if (request === undefined) return unchanged(purgatory);
  if (request.api === 'Produce') return produceExpired(purgatory, request, env);
  return request.api === 'Fetch' ? answerFetch(purgatory, request, true, env) : deleteRecordsExpired(purgatory, request, env);
}

function halt(purgatory: PurgatoryContext): Decided<PurgatoryContext> {
  return decided({ ...purgatory, pending: {}, told: {} });
}

/** Kafka's delayed operations of one broker: the requests that wait, and why they may go. */
export const purgatoryMachine = setup({
  types: { context: {} as PurgatoryContext, events: {} as PurgatoryEvent, input: {} as { readonly brokerId: number } },
  actions: {
    expect: act<'Expect'>(expect),
    appended: act<'Appended'>(appended),
    readDone: act<'Read'>(readDone),
    recordsDeleted: act<'RecordsDeleted'>(recordsDeleted),
    recheck: act<'Recheck'>(recheck),
    expired: act<'Expired'>(expired),
    halt: act<'Halt'>(halt),
  },
  guards: {
    somethingWaits: ({ context }) => Object.keys(context.pending).length > 0,
    nothingWaits: ({ context }) => Object.keys(context.pending).length === 0,
  },
}).createMachine({
  id: 'purgatory',
  initial: 'empty',
  context: ({ input }) => ({ brokerId: input.brokerId, pending: {}, told: {} }),
  states: {
    empty: { always: { guard: 'somethingWaits', target: 'parked' } },
    parked: { always: { guard: 'nothingWaits', target: 'empty' } },
  },
  on: {
    Expect: { actions: 'expect' },
    Appended: { actions: 'appended' },
    Read: { actions: 'readDone' },
    RecordsDeleted: { actions: 'recordsDeleted' },
    Recheck: { actions: 'recheck' },
    Expired: { actions: 'expired' },
    Halt: { actions: 'halt' },
  },
});
