import { setup } from 'xstate';
import { andThen, decided, rulesOf, unchanged } from '../../../world/machine.ts';
import type { Handler } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env, Shared } from '../../actor.ts';
import { awake } from '../../client/backoff.ts';
import { stopWatching } from '../../client/requests.ts';
import type { AssignorName } from '../../group/assignors/types.ts';
import { brokerLost, requestTimedOut, takeCoordinator } from './coordinator.ts';
import { heartbeatDue, pollOverdue, pollTimer, sessionOver, takeHeartbeat } from './heartbeat.ts';
import { receiveJoined } from './join.ts';
import { leaveOnRequest, takeLeft } from './leave.ts';
import { commitAsked, takeCommitted, takeFetchedOffsets } from './offsets.ts';
import { proceed } from './proceed.ts';
import { moveTo, newMember, requestRejoin, toConsumer } from './state.ts';
import { takeSynced } from './sync.ts';
import { NO_ATTEMPTS } from './types.ts';
import type { MemberContext, MemberEvent, MemberInput, MemberState } from './types.ts';

const act = rulesOf<MemberContext, MemberEvent, Shared, Effect>();

/** A rule, then whatever can be done now. */
function rule<Type extends MemberEvent['type']>(handler: (context: MemberContext, event: Extract<MemberEvent, { type: Type }>, env: Env) => Decided<MemberContext>) {
  const followed: Handler<MemberContext, Extract<MemberEvent, { type: Type }>, Shared, Effect> = (context, event, env) =>
    andThen(handler(context, event, env), (next) => proceed(next, env));
  return act<Type>(followed);
}

/** poll() begins; its timer does not run meanwhile. */
function poll(context: MemberContext, env: Env): Decided<MemberContext> {
  const begun = decided<MemberContext, Effect>({ ...context, inPoll: true }, { type: 'cancel', name: 'poll' });
  return andThen(andThen(begun, (now) => proceed(now, env)), (now) => decided(now, toConsumer(now, { type: 'PollServed' })));
}

/** The application goes to work. */
function pollReturned(context: MemberContext): Decided<MemberContext> {
  return decided({ ...context, inPoll: false }, pollTimer(context.config.maxPollIntervalMs));
}

/** The consumer is closed: nothing of the membership is left but the numbers of its requests. */
function close(context: MemberContext): Decided<MemberContext> {
  const requests = Object.keys(context.inFlight).map((id) => stopWatching(Number(id)));
  return andThen(moveTo(context, 'unjoined'), (now) => decided(
    { ...newMember(now), nextCorrelationId: now.nextCorrelationId }, ...requests, { type: 'cancel', name: 'poll' }, { type: 'cancel', name: 'backoff' }));
}

/** The program is configured otherwise before it makes its client. */
function setAssignors(context: MemberContext, assignors: readonly AssignorName[], env: Env): Decided<MemberContext> {
  if (assignors.includes('cooperative-sticky') && !env.shared.era.cooperativeRebalancing) {
    return decided(context, report({ type: 'CommandRefused', command: 'consumer.setAssignors', reason: 'Class org.apache.kafka.clients.consumer.CooperativeStickyAssignor could not be found.' }));
  }
  return decided({ ...context, config: { ...context.config, assignors } });
}

const is = (state: MemberState) => ({ context }: { readonly context: MemberContext }) => context.state === state;

/** A consumer's membership of its group, as Kafka's classic protocol has it. */
export const memberMachine = setup({
  types: { context: {} as MemberContext, events: {} as MemberEvent, input: {} as MemberInput },
  guards: { isUnjoined: is('unjoined'), isPreparing: is('preparingRebalance'), isCompleting: is('completingRebalance'), isStable: is('stable') },
  actions: {
    loseMemory: act<'Halt'>((context) => decided(newMember(context))),
    poll: act<'Poll'>((context, _event, env) => poll(context, env)),
    pollReturned: rule<'PollReturned'>(pollReturned),
    joinPrepared: rule<'JoinPrepared'>((context) => decided({ ...context, preparing: false, needsJoinPrepare: false })),
    lookAgain: rule<'MetadataTold'>(unchanged),
    rejoin: rule<'RejoinAsked'>((context, { reason }) => requestRejoin(context, reason)),
    commit: rule<'CommitAsked'>(commitAsked),
    fetchCommitted: rule<'CommittedAsked'>((context, { partitions }) => decided({ ...context, offsetFetch: { partitions, ...NO_ATTEMPTS, correlationId: null } })),
    setAssignors: act<'AssignorsSet'>((context, { assignors }, env) => setAssignors(context, assignors, env)),
    leave: rule<'LeaveAsked'>((context, { reason }, env) => leaveOnRequest(context, reason, env)),
    close: act<'Closed'>(close),
    loseBroker: rule<'BrokerLost'>((context, { brokerId }, env) => brokerLost(context, brokerId, env)),
    takeCoordinator: rule<'FindCoordinatorResponse'>((context, event, env) => takeCoordinator(context, event.message, env)),
    takeJoined: rule<'JoinGroupResponse'>((context, event, env) => receiveJoined(context, event.message, env)),
    takeSynced: rule<'SyncGroupResponse'>((context, event, env) => takeSynced(context, event.message, env)),
    takeHeartbeat: rule<'HeartbeatResponse'>((context, event, env) => takeHeartbeat(context, event.message, env)),
    takeLeft: rule<'LeaveGroupResponse'>((context, event) => takeLeft(context, event.message)),
    takeCommitted: rule<'OffsetCommitResponse'>((context, event, env) => takeCommitted(context, event.message, env)),
    takeOffsets: rule<'OffsetFetchResponse'>((context, event, env) => takeFetchedOffsets(context, event.message, env)),
    heartbeat: rule<'HeartbeatDue'>(heartbeatDue),
    endSession: rule<'SessionOver'>(sessionOver),
    leaveOverdue: rule<'PollOverdue'>((context, _event, env) => pollOverdue(context, env)),
    goOn: rule<'BackoffOver'>((context) => decided(awake(context))),
    closeConnection: rule<'RequestTimedOut'>((context, event) => requestTimedOut(context, event.correlationId)),
  },
}).createMachine({
  id: 'member',
  context: ({ input }) => newMember(input),
  initial: 'unjoined',
  on: {
    Halt: { actions: 'loseMemory' },
    Poll: { actions: 'poll' },
    PollReturned: { actions: 'pollReturned' },
    JoinPrepared: { actions: 'joinPrepared' },
    MetadataTold: { actions: 'lookAgain' },
    RejoinAsked: { actions: 'rejoin' },
    CommitAsked: { actions: 'commit' },
    CommittedAsked: { actions: 'fetchCommitted' },
    AssignorsSet: { actions: 'setAssignors' },
    LeaveAsked: { actions: 'leave' },
    Closed: { actions: 'close' },
    BrokerLost: { actions: 'loseBroker' },
    FindCoordinatorResponse: { actions: 'takeCoordinator' },
    JoinGroupResponse: { actions: 'takeJoined' },
    SyncGroupResponse: { actions: 'takeSynced' },
    HeartbeatResponse: { actions: 'takeHeartbeat' },
    LeaveGroupResponse: { actions: 'takeLeft' },
    OffsetCommitResponse: { actions: 'takeCommitted' },
    OffsetFetchResponse: { actions: 'takeOffsets' },
    HeartbeatDue: { actions: 'heartbeat' },
    SessionOver: { actions: 'endSession' },
    PollOverdue: { actions: 'leaveOverdue' },
    BackoffOver: { actions: 'goOn' },
    RequestTimedOut: { actions: 'closeConnection' },
  },
  states: {
    unjoined: { always: [{ guard: 'isPreparing', target: 'preparingRebalance' }, { guard: 'isCompleting', target: 'completingRebalance' }, { guard: 'isStable', target: 'stable' }] },
    preparingRebalance: { always: [{ guard: 'isCompleting', target: 'completingRebalance' }, { guard: 'isUnjoined', target: 'unjoined' }, { guard: 'isStable', target: 'stable' }] },
    completingRebalance: { always: [{ guard: 'isStable', target: 'stable' }, { guard: 'isUnjoined', target: 'unjoined' }, { guard: 'isPreparing', target: 'preparingRebalance' }] },
    stable: { always: [{ guard: 'isPreparing', target: 'preparingRebalance' }, { guard: 'isUnjoined', target: 'unjoined' }, { guard: 'isCompleting', target: 'completingRebalance' }] },
  },
});
