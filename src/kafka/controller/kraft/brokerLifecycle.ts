import { brokerOf } from '../../metadata/image.ts';
import { leaderAndIsrUpdates } from './leaderAndIsr.ts';
import type { ApiError } from '../../names/errors.ts';
import type { ControllerEnv, ControllerResult } from './controllerEnv.ts';
import type { BrokerRegistration, MetadataImage } from '../../metadata/image.ts';
import type { BrokerRegistrationChangeRecord, MetadataRecord } from '../../metadata/metadataRecords.ts';

export interface BrokerRegistrationInput {
  readonly brokerId: number;
  readonly incarnationId: string;
  readonly rack: string | null;
  /** The epoch the broker had when it last stopped in order; left out after a crash (KIP-966). */
  readonly previousBrokerEpoch?: number;
  /** Where the next record of the metadata log goes: a new process's broker epoch. */
  readonly newBrokerEpoch: number;
  /** The controller still hears from the process registered under this id. */
  readonly hasValidSession: boolean;
}

export type RegistrationAnswer = ApiError & { readonly brokerEpoch: number };

/**
 * Registers a process as a broker, fenced until it has caught up. While the session of another process under the
 * same id lasts, it is refused. The same process registering again keeps its epoch and state.
 *
 * Source: ClusterControlManager.registerBroker.
 */
export function registerBroker(image: MetadataImage, input: BrokerRegistrationInput, env: ControllerEnv): ControllerResult<RegistrationAnswer> {
  const existing = brokerOf(image, input.brokerId);
  const sameProcess = existing?.incarnationId === input.incarnationId;
  if (existing !== undefined && !sameProcess && input.hasValidSession) {
    const error = { error: 'DUPLICATE_BROKER_REGISTRATION', message: 'Another broker is registered with that broker id.' } as const;
    return { records: [], response: { ...error, brokerEpoch: -1 } };
  }
  const brokerEpoch = existing !== undefined && sameProcess ? existing.brokerEpoch : input.newBrokerEpoch;
  const { brokerId, incarnationId, rack } = input;
  const register: MetadataRecord = {
    type: 'RegisterBrokerRecord', brokerId, brokerEpoch, incarnationId, rack,
    fenced: !sameProcess || (existing?.fenced ?? true),
    inControlledShutdown: sameProcess && (existing?.inControlledShutdown ?? false),
  };
  const cleanUp = existing === undefined || sameProcess ? [] : afterRestart(image, existing, input, env);
  return { records: [...cleanUp, register], response: { error: 'NONE', message: null, brokerEpoch } };
}

/** A new process no longer holds what the old one promised. Source: ReplicationControlManager.handleBrokerShutdown. */
function afterRestart(
  image: MetadataImage, existing: BrokerRegistration, input: BrokerRegistrationInput, env: ControllerEnv,
): readonly MetadataRecord[] {
  if (!env.era.newIncarnationLeavesIsr) return [];
  const wasClean = input.previousBrokerEpoch === existing.brokerEpoch;
  const change = env.era.eligibleLeaderReplicas && !wasClean ? { cameBackUnclean: input.brokerId } : { leaves: input.brokerId };
  return leaderAndIsrUpdates(image, change, env);
}

/** Its session ended, or it asked: it leaves every ISR at once, not only where it led. Source: handleBrokerFenced. */
export function fenceBroker(image: MetadataImage, brokerId: number, env: ControllerEnv): readonly MetadataRecord[] {
  return [...leaderAndIsrUpdates(image, { leaves: brokerId }, env), registrationChange(image, brokerId, { fenced: true })];
}

/** It has caught up: leaderless partitions may get it as leader, ISRs grow again only through their leaders. Source: handleBrokerUnfenced. */
export function unfenceBroker(image: MetadataImage, brokerId: number, env: ControllerEnv): readonly MetadataRecord[] {
  return [registrationChange(image, brokerId, { fenced: false }), ...leaderAndIsrUpdates(image, { arrives: brokerId }, env)];
}

/** It wants to stop: leadership moves away, and it leaves every ISR. Source: handleBrokerInControlledShutdown. */
export function beginControlledShutdown(image: MetadataImage, brokerId: number, env: ControllerEnv): readonly MetadataRecord[] {
  const begun = brokerOf(image, brokerId)?.inControlledShutdown === true;
  const announce = begun ? [] : [registrationChange(image, brokerId, { inControlledShutdown: true })];
  return [...announce, ...leaderAndIsrUpdates(image, { leaves: brokerId }, env)];
}

/** The administrator takes a broker off the books; refused when it is not registered. Source: handleBrokerUnregistered. */
export function unregisterBroker(image: MetadataImage, brokerId: number, env: ControllerEnv): ControllerResult<ApiError> {
  const broker = brokerOf(image, brokerId);
  if (broker === undefined) {
    const message = `Broker ID ${brokerId} is not currently registered`;
    return { records: [], response: { error: 'BROKER_ID_NOT_REGISTERED', message } };
  }
  const updates = leaderAndIsrUpdates(image, { leaves: brokerId }, env);
  const unregister: MetadataRecord = { type: 'UnregisterBrokerRecord', brokerId, brokerEpoch: broker.brokerEpoch };
  return { records: [...updates, unregister], response: { error: 'NONE', message: null } };
}

/** A request from a process that is no longer the registered one is refused; null when it is the one. Source: ClusterControlManager.checkBrokerEpoch. */
export function staleBrokerEpoch(image: MetadataImage, brokerId: number, brokerEpoch: number): ApiError | null {
  const broker = brokerOf(image, brokerId);
  if (broker === undefined) return { error: 'STALE_BROKER_EPOCH', message: `No broker registration found for broker id ${brokerId}` };
  if (broker.brokerEpoch === brokerEpoch) return null;
  const message = `Expected broker epoch ${broker.brokerEpoch}, but got broker epoch ${brokerEpoch}`;
  return { error: 'STALE_BROKER_EPOCH', message };
}

function registrationChange(
  image: MetadataImage, brokerId: number, change: Pick<BrokerRegistrationChangeRecord, 'fenced' | 'inControlledShutdown'>,
): BrokerRegistrationChangeRecord {
  const broker = brokerOf(image, brokerId);
  if (broker === undefined) throw new Error(`broker ${brokerId} is not registered`);
  return { type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch: broker.brokerEpoch, ...change };
}
