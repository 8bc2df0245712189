import type { Decided, DisconnectedEvent, Effect, Env, HaltEvent, MessageEvent } from '../actor.ts';
import { brokerIdOf, fetcherAddress, report, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { emptyImage } from '../metadata/image.ts';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse, BrokerRegistrationRequest, BrokerRegistrationResponse } from '../messages.ts';
import { answered, askController, due, RETRY_MS } from './controllerChannel.ts';
import { loadLogs, logDirAfter, NO_LOG_DIR } from './logDir.ts';
import { startLogTasks } from './logTasks.ts';
import { fetchMetadata, publishAll } from './metadata.ts';
import { NO_PRODUCER_IDS } from './producerIds.ts';
import { setting } from './settings.ts';
import type { BrokerContext, BrokerEvent, Communication } from './types.ts';

/** While it starts, a broker that has nothing to recover asks again this soon. Source: BrokerLifecycleManager. */
const STARTING_HEARTBEAT_MS = 10;

/** After the first answer to a broker that wants to stop; later ones wait for the usual interval. */
const FIRST_SHUTDOWN_HEARTBEAT_MS = 50;

/** What the controller refuses is tried again after this long, then twice as long each time. Source: BrokerLifecycleManager.resendExponentialBackoff. */
const FIRST_BACKOFF_MS = 100;

/** A broker that is not let go by then goes without leave. Source: KafkaBroker.shutdown. */
const SHUTDOWN_DEADLINE_MS = 300_000;

export const FRESH_COMMUNICATION: Communication = { failedAttempts: 0, again: false, shutDownAnswered: false };

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
    ...(broker.cleanShutdownEpoch === null ? {} : { previousBrokerEpoch: broker.cleanShutdownEpoch }),
  };
  return decided({ ...broker, registration: correlationId, nextCorrelationId: correlationId + 1 }, ...askController(broker, message, false));
}

/** Refused while the session of the process before still lives (DUPLICATE_BROKER_REGISTRATION): it asks again. */
export function registered(broker: BrokerContext, { message }: MessageEvent<BrokerRegistrationResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.registration) return unchanged(broker);
  const done = answered(message.correlationId);
  if (message.error !== 'NONE') return afterFailure({ ...broker, registration: null }, done, ['registration', 'RegistrationDue'], env);
  const communication = { ...broker.communication, failedAttempts: 0 };
  const beating = heartbeat({ ...broker, registration: null, brokerEpoch: message.brokerEpoch, communication }, null, env);
  return decided(beating.context, done, ...beating.effects);
}

/** Source: ExponentialBackoff, without its jitter. */
function afterFailure(broker: BrokerContext, done: Effect, [name, type]: readonly [string, string], env: Env): Decided<BrokerContext> {
  const { failedAttempts } = broker.communication;
  const waitMs = Math.min(FIRST_BACKOFF_MS * 2 ** failedAttempts, setting(broker, 'broker.session.timeout.ms', env));
  const communication = { ...broker.communication, failedAttempts: failedAttempts + 1, again: false };
  return decided<BrokerContext, Effect>({ ...broker, communication }, done, due(name, waitMs, type));
}

/** Says that it lives, how far it has read the metadata, and what it wants. Source: BrokerLifecycleManager. */
export function heartbeat(broker: BrokerContext, _event: unknown, _env: Env): Decided<BrokerContext> {
  if (broker.brokerEpoch < 0) return unchanged(broker);
  if (broker.heartbeat !== null) return decided({ ...broker, communication: { ...broker.communication, again: true } });
  const correlationId = broker.nextCorrelationId;
  const message: BrokerHeartbeatRequest = {
    api: 'BrokerHeartbeat', kind: 'request', correlationId, brokerId: broker.brokerId, brokerEpoch: broker.brokerEpoch,
    currentMetadataOffset: broker.metadataOffset - 1, wantFence: !broker.published, wantShutDown: broker.wantShutDown,
  };
  const asks = broker.fenced || broker.wantShutDown;
  return decided({ ...broker, heartbeat: correlationId, nextCorrelationId: correlationId + 1 }, ...askController(broker, message, !asks));
}

/** Caught up with the metadata: the replicas get their roles, and the next heartbeat asks to be unfenced. */
export function heartbeatAnswered(broker: BrokerContext, { message }: MessageEvent<BrokerHeartbeatResponse>, env: Env): Decided<BrokerContext> {
  if (message.correlationId !== broker.heartbeat) return unchanged(broker);
  const done = answered(message.correlationId);
  const heard = { ...broker, heartbeat: null };
  if (message.error !== 'NONE') return afterFailure(heard, done, ['heartbeat', 'HeartbeatDue'], env);
  if (message.shouldShutDown) return decided<BrokerContext, Effect>(heard, done, { type: 'exit', how: 'controlled-shutdown' });
  const { again } = broker.communication;
  const known = { ...heard, fenced: message.isFenced, communication: { failedAttempts: 0, again: false, shutDownAnswered: broker.wantShutDown } };
  if (!known.published && message.isCaughtUp) {
    const loading = loadLogs({ ...known, cleanShutdownEpoch: null }, env);
    const published = publishAll(loading.context, env);
    const asking = heartbeat(published.context, null, env);
    return decided(asking.context, done, ...loading.effects, ...published.effects, ...startThreads(asking.context, env), ...asking.effects);
  }
  return decided<BrokerContext, Effect>(known, done, due('heartbeat', again ? 0 : nextHeartbeatMs(broker, env), 'HeartbeatDue'));
}

/** The interval counts from the answer. Source: BrokerLifecycleManager.BrokerHeartbeatResponseEvent. */
function nextHeartbeatMs(broker: BrokerContext, env: Env): number {
  if (!broker.published) return STARTING_HEARTBEAT_MS;
  if (broker.wantShutDown && !broker.communication.shutDownAnswered) return FIRST_SHUTDOWN_HEARTBEAT_MS;
  return setting(broker, 'broker.heartbeat.interval.ms', env);
}

/** Work that comes round by itself. */
function startThreads(broker: BrokerContext, env: Env): readonly Effect[] {
  return [isrCheckDue(broker, env), checkpointDue(broker, env), ...startLogTasks(env)];
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
  const asking = heartbeat({ ...broker, wantShutDown: true }, null, env);
  return decided<BrokerContext, Effect>(
    asking.context, { type: 'cancel', name: 'heartbeat' }, ...asking.effects, due('shutdown-deadline', SHUTDOWN_DEADLINE_MS, 'ShutDownOverdue', false),
  );
}

/** One that is not running yet has nothing to move away, and one that waited in vain waits no longer: it goes. */
export function leave(broker: BrokerContext): Decided<BrokerContext> {
  return decided<BrokerContext, Effect>(broker, { type: 'exit', how: 'controlled-shutdown' });
}

/** What was asked of the controller got lost: everything is asked again, a little later. Whoever asked us will ask again. */
export function controllerLost(broker: BrokerContext, event: DisconnectedEvent, env: Env): Decided<BrokerContext> {
  if (!event.opened) return unchanged(broker);
  if (event.peer !== broker.controller) return fetcherLost(broker, event, env);
  const effects: Effect[] = [];
  for (const asked of [broker.registration, broker.heartbeat, broker.metadataFetch, broker.isrChangesInFlight?.correlationId ?? null, broker.producerIds.asked, broker.topicCreation]) {
    if (asked !== null) effects.push(answered(asked));
  }
  if (broker.registration !== null) effects.push(due('registration', RETRY_MS, 'RegistrationDue'));
  if (broker.heartbeat !== null) effects.push(due('heartbeat', RETRY_MS, 'HeartbeatDue'));
  if (broker.metadataFetch !== null) effects.push(due('metadata-fetch', RETRY_MS, 'MetadataFetchDue'));
  const entries = broker.isrChangesInFlight?.entries ?? [];
  if (entries.length > 0) effects.push(due('alter-partition', RETRY_MS, 'AlterPartitionDue', false));
  const unsentIsrChanges = { ...Object.fromEntries(entries.map((entry) => [entry.partition, entry])), ...broker.unsentIsrChanges };
  return decided({ ...broker, registration: null, heartbeat: null, metadataFetch: null, isrChangesInFlight: null, unsentIsrChanges, topicCreation: null, producerIds: { ...broker.producerIds, asked: null } }, ...effects);
}

/** The fetcher of that leader, if there is one, hears of it too. */
function fetcherLost(broker: BrokerContext, event: DisconnectedEvent, env: Env): Decided<BrokerContext> {
  const leaderId = brokerIdOf(event.peer);
  if (leaderId === null || env.node.read(fetcherAddress(broker.brokerId, leaderId)) === undefined) return unchanged(broker);
  return decided(broker, tell(fetcherAddress(broker.brokerId, leaderId), event));
}

/** The controller does not answer: the connection is given up. */
export function controllerTimedOut(broker: BrokerContext, _event: BrokerEvent, env: Env): Decided<BrokerContext> {
  const lost = controllerLost(broker, { type: 'Disconnected', peer: broker.controller, refused: false, opened: true }, env);
  return decided(lost.context, { type: 'disconnect', peer: broker.controller }, ...lost.effects);
}

/** Memory is gone; the next process reads the metadata anew. */
export function halt(broker: BrokerContext, { how }: HaltEvent): Decided<BrokerContext> {
  const leaders = new Set(Object.values(broker.followed).map((one) => one.leaderId));
  const stops = [...leaders].map((leaderId): Effect => ({ type: 'stop', address: fetcherAddress(broker.brokerId, leaderId) }));
  return decided<BrokerContext, Effect>(
    {
      ...broker, cleanShutdownEpoch: cleanShutdownEpochAfter(broker, how), logDir: logDirAfter(broker, how), brokerEpoch: -1, image: emptyImage, metadataOffset: 0, published: false, fenced: true, wantShutDown: false,
      registration: null, heartbeat: null, metadataFetch: null, unsentIsrChanges: {}, isrChangesInFlight: null, followed: {},
      communication: FRESH_COMMUNICATION, fetcherCorrelationIds: {}, topicCreation: null, producerIds: NO_PRODUCER_IDS, cleanerRestartedAtMs: null,
    },
    report({ type: 'BrokerStopped', brokerId: broker.brokerId, how }),
    ...stops,
  );
}

/** A process that ends in order leaves its epoch in its log directories; one that crashes before it has read the last one's leaves that. Source: CleanShutdownFileHandler. */
function cleanShutdownEpochAfter(broker: BrokerContext, how: HaltEvent['how']): number | null {
  return how === 'controlled-shutdown' && broker.brokerEpoch >= 0 ? broker.brokerEpoch : broker.cleanShutdownEpoch;
}

/** The clean shutdown files lay in the log directories, as the logs did. */
export function loseDisk(broker: BrokerContext): Decided<BrokerContext> {
  return decided({ ...broker, cleanShutdownEpoch: null, logDir: NO_LOG_DIR });
}
