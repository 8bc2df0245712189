import { setup } from 'xstate';
import { andThen, decided, rulesOf, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent, Shared } from '../../actor.ts';
import { connect, ping, pinged } from '../../zkClient/connection.ts';
import type { ZkRequestResponse, ZkResult } from '../../zookeeper/messages.ts';
import { commitAsked, offsetsIn, readOffsets, written } from './offsets.ts';
import { backoffOver, brokersRead, claimed, fail, groupRead, offsetsRead, readGroup, registrationsRead, release } from './rebalance.ts';
import { answered, closed, connected, disconnected, leave, left, readTimedOut, registered, start } from './session.ts';
import { newZkMember, toConsumer } from './state.ts';
import type { Purpose, ZkMemberContext, ZkMemberEvent, ZkMemberInput, ZkMemberState } from './types.ts';
import { followed, subscribed, watchFired } from './watching.ts';

const act = rulesOf<ZkMemberContext, ZkMemberEvent, Shared, Effect>();

/** The application asks for records; the first time, the consumer begins. Rebalances wait for nobody's poll: a thread of their own does them. */
function poll(member: ZkMemberContext, env: Env): Decided<ZkMemberContext> {
  const begun = member.consumerId === '' ? start(member, env) : unchanged(member);
  return andThen(begun, (now) => decided(now, toConsumer(now, { type: 'PollServed' })));
}

/** What was asked in a session that is over is asked again in the next one. */
function takeAnswer(member: ZkMemberContext, { message: { correlationId, results } }: MessageEvent<ZkRequestResponse>, env: Env): Decided<ZkMemberContext> {
  if (results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED')) return unchanged(member);
  const own = answered(member, correlationId);
  return own === null ? unchanged(member) : goOn(own.freed, own.purpose, results, env);
}

function goOn(member: ZkMemberContext, purpose: Purpose, results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  switch (purpose.type) {
    case 'register': return registered(member, purpose, results, env);
    case 'subscribe': return subscribed(member, purpose, results, env);
    case 'follow': return followed(member, purpose, results, env);
    case 'brokers': return brokersRead(member, results, env);
    case 'release': return readGroup(member);
    case 'group': return groupRead(member, results, env);
    case 'registrations': return registrationsRead(member, purpose, results);
    case 'offsets': return offsetsRead(member, purpose, results);
    case 'claim': return claimed(member, purpose, results);
    case 'undo': return fail(member);
    case 'write': return written(member, purpose, results, release);
    case 'committed': return decided(member, toConsumer(member, { type: 'CommittedTold', offsets: offsetsIn(purpose.partitions, results) }));
    default: return purpose satisfies never;
  }
}

const is = (state: ZkMemberState) => ({ context }: { readonly context: ZkMemberContext }) => context.state === state;

const LEADS = {
  registering: { guard: 'isRegistering', target: 'registering' }, rebalancing: { guard: 'isRebalancing', target: 'rebalancing' },
  backingOff: { guard: 'isBackingOff', target: 'backingOff' }, settled: { guard: 'isSettled', target: 'settled' },
} as const;

/** A consumer's part in its group in ZooKeeper: its session and znodes, its watches, and the rebalances it does by itself. */
export const zkMemberMachine = setup({
  types: { context: {} as ZkMemberContext, events: {} as ZkMemberEvent, input: {} as ZkMemberInput },
  guards: { isRegistering: is('registering'), isRebalancing: is('rebalancing'), isBackingOff: is('backingOff'), isSettled: is('settled') },
  actions: {
    loseMemory: act<'Halt'>((member) => decided(newZkMember(member))),
    poll: act<'Poll'>((member, _event, env) => poll(member, env)),
    commit: act<'CommitAsked'>(commitAsked),
    fetchCommitted: act<'CommittedAsked'>((member, { partitions }) => readOffsets(member, { type: 'committed', partitions })),
    leave: act<'LeaveAsked'>(leave),
    close: act<'Closed'>(closed),
    disconnected: act<'ZooKeeperLost'>(disconnected),
    connect: act<'ZkReconnectDue'>(connect),
    connected: act<'ZkConnectResponse'>(connected),
    ping: act<'ZkPingDue'>(ping),
    pinged: act<'ZkPingResponse'>(pinged),
    readTimedOut: act<'ZkReadTimeout'>(readTimedOut),
    answered: act<'ZkRequestResponse'>(takeAnswer),
    notified: act<'ZkEventResponse'>((member, { message: { event, path } }) => (member.closing ? unchanged(member) : watchFired(member, event, path))),
    left: act<'ZkCloseResponse'>((member) => (member.closing ? left(member) : unchanged(member))),
    tryAgain: act<'RebalanceBackoffOver'>(backoffOver),
  },
}).createMachine({
  id: 'zkMember',
  context: ({ input }) => newZkMember(input),
  initial: 'stopped',
  on: {
    Halt: { target: '.stopped', actions: 'loseMemory' },
    Poll: { actions: 'poll' },
    CommitAsked: { actions: 'commit' },
    CommittedAsked: { actions: 'fetchCommitted' },
    LeaveAsked: { actions: 'leave' },
    Closed: { target: '.stopped', actions: 'close' },
    ZooKeeperLost: { actions: 'disconnected' },
    ZkReconnectDue: { actions: 'connect' },
    ZkConnectResponse: { actions: 'connected' },
    ZkPingDue: { actions: 'ping' },
    ZkPingResponse: { actions: 'pinged' },
    ZkReadTimeout: { actions: 'readTimedOut' },
    ZkRequestResponse: { actions: 'answered' },
    ZkEventResponse: { actions: 'notified' },
    ZkCloseResponse: { actions: 'left' },
    RebalanceBackoffOver: { actions: 'tryAgain' },
  },
  states: {
    stopped: { always: [LEADS.registering, LEADS.settled] },
    registering: { always: [LEADS.rebalancing, LEADS.settled] },
    rebalancing: { always: [LEADS.settled, LEADS.backingOff, LEADS.registering] },
    backingOff: { always: [LEADS.rebalancing, LEADS.settled, LEADS.registering] },
    settled: { always: [LEADS.rebalancing, LEADS.registering] },
  },
});
