import type { Decided, DisconnectedEvent, Effect, Env, HaltEvent, MessageEvent } from '../actor.ts';
import { brokerIdOf, fetcherAddress, report, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { emptyImage } from '../metadata/image.ts';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse, BrokerRegistrationRequest, BrokerRegistrationResponse } from '../messages.ts';
import { answered, askController, due, RETRY_MS } from './controllerChannel.ts';
import { fetchMetadata, publishAll } from './metadata.ts';
import { setting } from './settings.ts';
import type { BrokerContext, BrokerEvent } from './types.ts';

/** While it starts, a broker that has nothing to recover asks again this soon. Source: BrokerLifecycleManager. */
const STARTING_HEARTBEAT_MS = 10;

/** A rejected registration is tried again, at first after this long. Source: BrokerLifecycleManager.resendExponentialBackoff. */
const REGISTRATION_RETRY_MS = 100;

/** The process starts: it registers under a new incarnation and reads the metadata log from the beginning. */
export function boot(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const registering = register(broker, _event, env);
  const reading = fetchMetadata(registering.context, _event, env);
  const fact = report({ type: 'BrokerStarted', brokerId: broker.brokerId, incarnation: env.incarnation });
  return decided(reading.context, fact, ...registering.effects, ...reading.effects);
}

export function register(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const correlationId = broker.nextCorrelationId;
  const message: BrokerRegistrationRequest = {
    api: 'BrokerRegistration', kind: 'request', correlationId, brokerId: broker.brokerId, incarnationId: `${broker.brokerId}-${env.incarnation}`, rack: broker.rack,
  };
  return decided({ ...broker, registration: correlationId, nextCorrelationId: correlationId + 1 }, ...askController(broker, message, false));
}

/** Refused while the session of the process before still lives (DUPLICATE_BROKER_REGISTRATION): it asks again. */
export function registered(broker: BrokerContext, { message }: MessageEvent<BrokerRegistrationResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.registration) return unchanged(broker);
  const done = answered(message.correlationId);
  if (message.error !== 'NONE') return decided<BrokerContext, Effect>({ ...broker, registration: null }, done, due('registration', REGISTRATION_RETRY_MS, 'RegistrationDue'));
  const beating = heartbeat({ ...broker, registration: null, brokerEpoch: message.brokerEpoch }, null, env);
  return decided(beating.context, done, ...beating.effects);
}

/** Says that it lives, how far it has read the metadata, and what it wants. Source: BrokerLifecycleManager. */
export function heartbeat(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  if (broker.brokerEpoch < 0 || broker.heartbeat !== null) return unchanged(broker);
  const correlationId = broker.nextCorrelationId;
  const message: BrokerHeartbeatRequest = {
    api: 'BrokerHeartbeat', kind: 'request', correlationId, brokerId: broker.brokerId, brokerEpoch: broker.brokerEpoch,
    currentMetadataOffset: broker.metadataOffset - 1, wantFence: !broker.published, wantShutDown: broker.wantShutDown,
  };
  const asks = broker.fenced || broker.wantShutDown;
  const next = due('heartbeat', setting(broker, 'broker.heartbeat.interval.ms', env), 'HeartbeatDue');
  return decided({ ...broker, heartbeat: correlationId, nextCorrelationId: correlationId + 1 }, ...askController(broker, message, !asks), next);
}

/** Caught up with the metadata: the replicas get their roles, and the next heartbeat asks to be unfenced. */
export function heartbeatAnswered(broker: BrokerContext, { message }: MessageEvent<BrokerHeartbeatResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.heartbeat) return unchanged(broker);
  const done = answered(message.correlationId);
  const heard = { ...broker, heartbeat: null };
  if (message.error !== 'NONE') return decided<BrokerContext, Effect>(heard, done);
  if (message.shouldShutDown) return decided<BrokerContext, Effect>(heard, done, { type: 'exit', how: 'controlled-shutdown' });
  const known = { ...heard, fenced: message.isFenced };
  if (!known.published && message.isCaughtUp) {
    const published = publishAll(known, env);
    const asking = heartbeat(published.context, null, env);
    return decided(asking.context, done, ...published.effects, ...startThreads(asking.context, env), ...asking.effects);
  }
  const soon = known.fenced || known.wantShutDown ? [due('heartbeat', STARTING_HEARTBEAT_MS, 'HeartbeatDue')] : [];
  return decided<BrokerContext, Effect>(known, done, ...(known.published && !known.wantShutDown ? [] : soon));
}

/** Work that comes round by itself. */
function startThreads(broker: BrokerContext, env: Env): readonly Effect[] {
  return [isrCheckDue(broker, env), checkpointDue(broker, env)];
}

export function isrCheckDue(broker: BrokerContext, env: Env): Effect {
  const everyMs = setting(broker, 'replica.lag.time.max.ms', env) * env.shared.era.isrCheckFraction;
  return due('isr-expiration', everyMs, 'IsrCheckDue');
}

export function checkpointDue(broker: BrokerContext, env: Env): Effect {
  return due('highwatermark-checkpoint', setting(broker, 'replica.high.watermark.checkpoint.interval.ms', env), 'CheckpointDue');
}

/** Controlled shutdown: the controller moves its leaderships away and then lets it go. */
export function shutDown(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  return heartbeat({ ...broker, wantShutDown: true }, null, env);
}

/** What was asked of the controller got lost: everything is asked again, a little later. */
export function controllerLost(broker: BrokerContext, event: DisconnectedEvent, env: Env): Decided<BrokerContext> {
  if (event.peer !== broker.controller) return fetcherLost(broker, event, env);
  const effects: Effect[] = [];
  for (const asked of [broker.registration, broker.heartbeat, broker.metadataFetch, broker.isrChangesInFlight?.correlationId ?? null]) {
    if (asked !== null) effects.push(answered(asked));
  }
  if (broker.registration !== null) effects.push(due('registration', REGISTRATION_RETRY_MS, 'RegistrationDue'));
  if (broker.heartbeat !== null) effects.push(due('heartbeat', RETRY_MS, 'HeartbeatDue'));
  if (broker.metadataFetch !== null) effects.push(due('metadata-fetch', RETRY_MS, 'MetadataFetchDue'));
  const entries = broker.isrChangesInFlight?.entries ?? [];
  if (entries.length > 0) effects.push(due('alter-partition', RETRY_MS, 'AlterPartitionDue', false));
  const unsentIsrChanges = { ...Object.fromEntries(entries.map((entry) => [entry.partition, entry])), ...broker.unsentIsrChanges };
  return decided({ ...broker, registration: null, heartbeat: null, metadataFetch: null, isrChangesInFlight: null, unsentIsrChanges }, ...effects);
}

/** The fetcher of that leader, if there is one, hears of it too. */
function fetcherLost(broker: BrokerContext, event: DisconnectedEvent, env: Env): Decided<BrokerContext> {
  const leaderId = brokerIdOf(event.peer);
  if (leaderId === null || env.node.read(fetcherAddress(broker.brokerId, leaderId)) === undefined) return unchanged(broker);
  return decided(broker, tell(fetcherAddress(broker.brokerId, leaderId), event));
}

/** The controller does not answer: the connection is given up. */
export function controllerTimedOut(broker: BrokerContext, _event: BrokerEvent, env: Env): Decided<BrokerContext> {
  const lost = controllerLost(broker, { type: 'Disconnected', peer: broker.controller, refused: false }, env);
  return decided(lost.context, { type: 'disconnect', peer: broker.controller }, ...lost.effects);
}

/** Memory is gone; the next process reads the metadata anew. */
export function halt(broker: BrokerContext, { how }: HaltEvent): Decided<BrokerContext> {
  const leaders = new Set(Object.values(broker.followed).map((one) => one.leaderId));
  const stops = [...leaders].map((leaderId): Effect => ({ type: 'stop', address: fetcherAddress(broker.brokerId, leaderId) }));
  return decided<BrokerContext, Effect>(
    {
      ...broker, brokerEpoch: -1, image: emptyImage, metadataOffset: 0, published: false, fenced: true, wantShutDown: false,
      registration: null, heartbeat: null, metadataFetch: null, unsentIsrChanges: {}, isrChangesInFlight: null, followed: {},
    },
    report({ type: 'BrokerStopped', brokerId: broker.brokerId, how }),
    ...stops,
  );
}
