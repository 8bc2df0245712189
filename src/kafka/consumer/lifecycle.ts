import { andThen, decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { NEW_CLIENT } from '../client/client.ts';
import { closeConnection, connectionLost } from '../client/connections.ts';
import { askForMetadata } from '../client/refresh.ts';
import { stopWatching } from '../client/requests.ts';
import { nextAutoCommit } from './group/commits.ts';
import { enterPoll } from './group/loop.ts';
import { isGrouped, newGroup, toMember } from './group/state.ts';
import type { Grouped } from './group/state.ts';
import { assignedFromStart, topicsOf } from './group/subscription.ts';
import type { ConsumerContext, ConsumerInput } from './types.ts';

export function newConsumer(input: ConsumerInput): ConsumerContext {
  const { clientId, bootstrap, topics, config, group } = input;
  return {
    ...NEW_CLIENT, clientId, bootstrap, topics, config, positions: {}, backingOff: {}, stuck: [], inFlight: {}, quiet: [], delivered: {},
    ...(group === undefined || group === null ? { group: null } : { group: newGroup(group), groupId: group.config.groupId }),
  };
}

/** The program as it is now, before it has done anything. */
function fresh({ clientId, bootstrap, topics, config, group }: ConsumerContext): ConsumerContext {
  return newConsumer({ clientId, bootstrap, config, topics: group === null ? topics : topicsOf(group.input.subscription), group: group?.input ?? null });
}

export function start(context: ConsumerContext, _event: unknown, env: Env): Decided<ConsumerContext> {
  const started = report({ type: 'ConsumerStarted', consumer: context.clientId });
  if (!isGrouped(context)) return decided(askForMetadata(context), started);
  const { subscription } = context.group.input;
  const assigned = assignedFromStart(subscription);
  const next = {
    ...context, allTopics: subscription.type === 'pattern', positions: Object.fromEntries(assigned.map((partition) => [partition, null])),
    group: { ...context.group, initializing: assigned },
  };
  const scheduled = next.group.input.config.throughZooKeeper ? nextAutoCommit(next, env) : decided<Grouped, Effect>(next);
  return andThen(andThen(decided<Grouped, Effect>(next, started), () => scheduled), (now) => enterPoll(askForMetadata(now)));
}

/**
 * The application stops polling and closes its connections. It remembers its positions and what it was given, as one
 * that assigns and seeks by itself can; a new process does not.
 * A member of a group remembers nothing: the coordinator does.
 */
export function stop(context: ConsumerContext): Decided<ConsumerContext> {
  const { positions, delivered, nextCorrelationId } = context;
  const requests = Object.entries(context.inFlight);
  const brokers = new Set([...context.connectedTo, ...requests.map(([, request]) => request.brokerId)]);
  if (context.metadataRequest !== null) brokers.add(context.metadataRequest.brokerId);
  const watched = [...requests.map(([id]) => Number(id)), ...(context.metadataRequest === null ? [] : [context.metadataRequest.correlationId])];
  const effects: readonly Effect[] = [
    ...[...brokers].toSorted((a, b) => a - b).map(closeConnection),
    ...watched.map(stopWatching),
    { type: 'cancel', name: 'backoff' }, { type: 'cancel', name: 'metadata-expiry' },
    ...(isGrouped(context) ? [...timersOf(context), toMember(context, { type: 'Closed' })] : []),
    report({ type: 'ConsumerStopped', consumer: context.clientId }),
  ];
  return decided({ ...fresh(context), nextCorrelationId, delivered, ...(isGrouped(context) ? {} : { positions }) }, ...effects);
}

/** The application's own timers. */
function timersOf({ group }: Grouped): readonly Effect[] {
  const workers = Object.keys(group.busy).map((worker) => `worker-${worker}`);
  return ['process', 'auto-commit', 'close', ...workers].map((name) => ({ type: 'cancel', name }));
}

/** The process is gone: it wrote nothing to a disk, and what it had not committed no group keeps. */
export function halted(context: ConsumerContext): Decided<ConsumerContext> {
  return decided(fresh(context));
}

/** The connection to a broker is gone: what was asked on it is asked again, perhaps elsewhere. */
export function brokerLost(context: ConsumerContext, brokerId: number | null, refused: boolean, env: Env): Decided<ConsumerContext> {
  if (brokerId === null) return isGrouped(context) ? decided(context, toMember(context, { type: 'ZooKeeperLost' })) : unchanged(context);
  const requests = Object.entries(context.inFlight);
  const inFlight = Object.fromEntries(requests.filter(([, request]) => request.brokerId !== brokerId));
  const watched = requests.filter(([, request]) => request.brokerId === brokerId).map(([id]) => stopWatching(Number(id)));
  const gone = { ...context, inFlight, quiet: context.quiet.filter((id) => id !== brokerId) };
  const told = isGrouped(context) ? [toMember(context, { type: 'BrokerLost', brokerId })] : [];
  return andThen(decided(gone, ...watched, ...told), (now) => connectionLost(now, brokerId, refused, env));
}

/** No answer within request.timeout.ms: the connection is closed. Source: NetworkClient.handleTimedOutRequests. */
export function requestTimedOut(context: ConsumerContext, correlationId: number, env: Env): Decided<ConsumerContext> {
  const metadataRequest = context.metadataRequest?.correlationId === correlationId ? context.metadataRequest : undefined;
  const brokerId = (context.inFlight[correlationId] ?? metadataRequest)?.brokerId;
  if (brokerId === undefined) return unchanged(context);
  return andThen(decided(context, closeConnection(brokerId)), (now) => brokerLost(now, brokerId, false, env));
}
