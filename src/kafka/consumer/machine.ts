import { setup } from 'xstate';
import { andThen, decided, rulesOf, unchanged } from '../../world/machine.ts';
import type { Handler } from '../../world/machine.ts';
import { brokerIdOf } from '../actor.ts';
import type { Decided, Effect, Env, Shared } from '../actor.ts';
import { awake } from '../client/backoff.ts';
import { acceptMetadata } from '../client/metadata.ts';
import { askForMetadata } from '../client/refresh.ts';
import type { MetadataResponse } from '../messages.ts';
import { takeFetchAnswer } from './fetch.ts';
import { commitByHand, pause, resume, seek, setProcessing, subscribe } from './group/hand.ts';
import { autoCommitDue, partitionsOwned, partitionsReleased } from './group/handedOver.ts';
import { takeCommitted } from './group/initialize.ts';
import { processed } from './group/loop.ts';
import { prepareJoin, takeAssignment } from './group/rebalance.ts';
import { commitDone } from './group/resume.ts';
import { isGrouped, toMember, withGroup } from './group/state.ts';
import type { Grouped } from './group/state.ts';
import { matchPattern, withTopics } from './group/subscription.ts';
import type { GroupContext } from './group/types.ts';
import { workerDone } from './group/workers.ts';
import { brokerLost, halted, newConsumer, requestTimedOut, start, stop } from './lifecycle.ts';
import { proceed } from './poll.ts';
import { takeOffsets } from './positions.ts';
import type { ConsumerContext, ConsumerEvent, ConsumerInput } from './types.ts';

const act = rulesOf<ConsumerContext, ConsumerEvent, Shared, Effect>();

const inPhase = (...phases: readonly GroupContext['phase'][]) => ({ context }: { readonly context: ConsumerContext }) => context.group !== null && phases.includes(context.group.phase);

/** A pattern may match new topics, and the group's leader may wait for metadata. */
function takeMetadata(context: ConsumerContext, message: MetadataResponse, env: Env): Decided<ConsumerContext> {
  return andThen(acceptMetadata(context, message, env), (now) => (now.group === null ? unchanged(now) : decided(matchPattern(now), toMember(now, { type: 'MetadataTold' }))));
}

/** A rule, then whatever can be done now. */
function rule<Type extends ConsumerEvent['type']>(
  handler: (context: ConsumerContext, event: Extract<ConsumerEvent, { type: Type }>, env: Env) => Decided<ConsumerContext>,
) {
  const followed: Handler<ConsumerContext, Extract<ConsumerEvent, { type: Type }>, Shared, Effect> = (context, event, env) =>
    andThen(handler(context, event, env), (next) => proceed(next, env));
  return act<Type>(followed);
}

/** A rule of a consumer that is in a group. */
function grouped<Type extends ConsumerEvent['type']>(handler: (context: Grouped, event: Extract<ConsumerEvent, { type: Type }>, env: Env) => Decided<Grouped>) {
  return rule<Type>((context, event, env) => (isGrouped(context) ? handler(context, event, env) : unchanged(context)));
}

const groupActions = {
  prepareJoin: grouped<'PrepareJoin'>((context, _event, env) => prepareJoin(context, env)),
  pollServed: grouped<'PollServed'>((context) => decided(withGroup(context, { entering: false }))),
  takeAssignment: grouped<'Joined'>(takeAssignment),
  commitDone: grouped<'CommitDone'>(commitDone),
  takeCommitted: grouped<'CommittedTold'>((context, { offsets }) => takeCommitted(context, offsets)),
  learnTopics: grouped<'GroupTopics'>((context, { topics }) => decided(askForMetadata(withTopics(withGroup(context, { groupTopics: topics }))))),
  refreshMetadata: grouped<'RefreshMetadata'>((context) => decided(askForMetadata(context, true))),
  fail: grouped<'MemberFailed'>((context, { error }) => decided(withGroup(context, { failed: error }))),
  finishClosing: act<'Left'>((context) => (context.group?.phase === 'closing' ? stop(context) : unchanged(context))),
  closeAnyway: act<'CloseOverdue'>(stop),
  processed: grouped<'Processed'>((context, _event, env) => processed(context, env)),
  workerDone: grouped<'WorkerDone'>((context, { worker }, env) => workerDone(context, worker, env)),
  autoCommit: grouped<'AutoCommitDue'>((context, _event, env) => autoCommitDue(context, env)),
  releasePartitions: grouped<'PartitionsReleased'>(partitionsReleased),
  ownPartitions: grouped<'PartitionsOwned'>(partitionsOwned),
  seek: grouped<'Seek'>(seek),
  pause: grouped<'Pause'>(pause),
  resume: grouped<'Resume'>(resume),
  commitByHand: grouped<'CommitByHand'>(commitByHand),
  setProcessing: act<'SetProcessing'>((context, event) => (isGrouped(context) ? setProcessing(context, event) : unchanged(context))),
  subscribe: grouped<'Subscribe'>(subscribe),
};

const groupTransitions = {
  PrepareJoin: { actions: 'prepareJoin' },
  PollServed: { actions: 'pollServed' },
  Joined: { actions: 'takeAssignment' },
  CommitDone: { actions: 'commitDone' },
  CommittedTold: { actions: 'takeCommitted' },
  GroupTopics: { actions: 'learnTopics' },
  RefreshMetadata: { actions: 'refreshMetadata' },
  MemberFailed: { actions: 'fail' },
  PartitionsReleased: { actions: 'releasePartitions' },
  PartitionsOwned: { actions: 'ownPartitions' },
  Left: { actions: 'finishClosing' },
  CloseOverdue: { actions: 'closeAnyway' },
  Processed: { actions: 'processed' },
  WorkerDone: { actions: 'workerDone' },
  AutoCommitDue: { actions: 'autoCommit' },
  Seek: { actions: 'seek' },
  Pause: { actions: 'pause' },
  Resume: { actions: 'resume' },
  CommitByHand: { actions: 'commitByHand' },
  SetProcessing: { actions: 'setProcessing' },
  Subscribe: { actions: 'subscribe' },
} as const;

/**
 * A consumer. Without a group.id it is plain: assigned all partitions of its topics, and handed records as they come. With
 * one its application polls, processes and commits, beside the member actor that keeps its place in the group. Its
 * process runs from Boot on; it asks for records from Start to Stop. Validating positions by leader epoch (OffsetForLeaderEpoch, KIP-320) is left out: after
 * a truncation a position past the log's end is OFFSET_OUT_OF_RANGE, and one within it goes unnoticed.
 */
export const consumerMachine = setup({
  types: { context: {} as ConsumerContext, events: {} as ConsumerEvent, input: {} as ConsumerInput },
  guards: {
    isPlain: ({ context }) => context.group === null,
    isIdle: inPhase('idle'), isPolling: inPhase('polling'), isWorking: inPhase('processing', 'committing'), isClosing: inPhase('closing'),
    hasPartitions: ({ context }) => context.group === null && Object.keys(context.positions).length > 0 && context.metadata !== null,
  },
  actions: {
    start: rule<'Start'>(start),
    stop: act<'Stop'>(stop),
    loseMemory: act<'Halt'>(halted),
    takeMetadata: rule<'MetadataResponse'>((context, event, env) => takeMetadata(context, event.message, env)),
    takeRecords: rule<'FetchResponse'>((context, event, env) => takeFetchAnswer(context, event.message, env)),
    takeOffsets: rule<'ListOffsetsResponse'>((context, event, env) => takeOffsets(context, event.message, env)),
    loseBroker: rule<'Disconnected'>((context, event, env) => brokerLost(context, brokerIdOf(event.peer), event.refused, env)),
    closeConnection: rule<'RequestTimedOut'>((context, event, env) => requestTimedOut(context, event.correlationId, env)),
    goOn: rule<'BackoffOver'>((context) => decided(awake(context))),
    refreshByAge: rule<'MetadataExpired'>((context) => decided(askForMetadata(context, true))),
    stopPolitely: grouped<'Stop'>((context) => decided(withGroup(context, { stopping: true }))),
    ...groupActions,
  },
}).createMachine({
  id: 'consumer',
  context: ({ input }) => newConsumer(input),
  initial: 'stopped',
  on: { Halt: { target: '.stopped', actions: 'loseMemory' } },
  states: {
    stopped: { on: { Start: { target: 'running', actions: 'start' }, SetProcessing: { actions: 'setProcessing' } } },
    running: {
      initial: 'bootstrapping',
      on: {
        Stop: [{ guard: 'isPlain', target: 'stopped', actions: 'stop' }, { actions: 'stopPolitely' }],
        MetadataResponse: { actions: 'takeMetadata' },
        FetchResponse: { actions: 'takeRecords' },
        ListOffsetsResponse: { actions: 'takeOffsets' },
        Disconnected: { actions: 'loseBroker' },
        RequestTimedOut: { actions: 'closeConnection' },
        BackoffOver: { actions: 'goOn' },
        MetadataExpired: { actions: 'refreshByAge' },
        ...groupTransitions,
      },
      always: { guard: 'isIdle', target: 'stopped' },
      states: {
        bootstrapping: { always: [{ guard: 'hasPartitions', target: 'fetching' }, { guard: 'isPolling', target: 'polling' }] },
        fetching: {},
        // Of a member of a group: its application's thread is inside poll(), outside (it processes, or waits for a commit), or in close().
        polling: { always: [{ guard: 'isWorking', target: 'working' }, { guard: 'isClosing', target: 'closing' }] },
        working: { always: { guard: 'isPolling', target: 'polling' } },
        closing: {},
      },
    },
  },
});
