import { eraOf } from '../../kafka/era/era.ts';
import { alterPartition } from '../../kafka/controller/kraft/alterPartition.ts';
import { beginControlledShutdown, fenceBroker, registerBroker, unfenceBroker } from '../../kafka/controller/kraft/brokerLifecycle.ts';
import { createTopic } from '../../kafka/controller/kraft/createTopic.ts';
import { balanceLeaders, electLeaders } from '../../kafka/controller/kraft/electLeaders.ts';
import { applyRecords, brokerOf, brokersOf, emptyImage, isActive, partitionsOf } from '../../kafka/metadata/image.ts';
import { alterPartitionReassignment } from '../../kafka/controller/kraft/reassign.ts';
import { compare } from './compare.ts';
import { replayDraws } from './draws.ts';
import type { ControllerEnv } from '../../kafka/controller/kraft/controllerEnv.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import type { MetadataRecord } from '../../kafka/metadata/metadataRecords.ts';
import type { LeaderRecoveryState, PartitionRegistration } from '../../kafka/metadata/registration.ts';
import type { ElectionType } from '../../kafka/messages.ts';
import type { Draw } from '../../kafka/controller/placement.ts';
import type { Difference, Family } from './family.ts';

interface CreateTopicEvent {
  readonly op: 'createTopic';
  readonly topic: string;
  readonly minIsr: number | null;
  readonly unclean: boolean | null;
  readonly assignment?: readonly (readonly number[])[];
  readonly partitions?: number;
  readonly rf?: number;
  readonly randomDraws?: readonly (readonly [number, number])[];
}
interface AlterPartitionEvent {
  readonly op: 'AlterPartition';
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly newIsr: readonly number[];
  readonly recovery: LeaderRecoveryState;
}
type TraceEvent = { readonly error?: string; readonly state?: unknown } & (
  | CreateTopicEvent
  | AlterPartitionEvent
  | { readonly op: 'start'; readonly brokers: number }
  | { readonly op: 'brokerDown' | 'brokerUp' | 'controlledShutdown' | 'uncleanRestartRegistration'; readonly broker: number }
  | { readonly op: 'ElectLeaders'; readonly topic: string; readonly partition: number; readonly type: ElectionType }
  | { readonly op: 'autoLeaderRebalance' }
  | { readonly op: 'AlterPartitionReassignments'; readonly topic: string; readonly partition: number; readonly replicas: readonly number[] }
);
interface Trace {
  readonly elr: boolean;
  readonly events: readonly TraceEvent[];
}

/** What an event led to; error only where a request was answered. */
interface Outcome {
  readonly records: readonly MetadataRecord[];
  readonly error?: string | undefined;
}

export const family: Family = {
  name: 'controller_traces',
  check: (caseData) => {
    const trace = caseData as Trace;
    let image = emptyImage;
    for (const [index, event] of trace.events.entries()) {
      const draws = replayDraws(event.op === 'createTopic' ? (event.randomDraws ?? []) : []);
      const outcome = carryOut(image, event, index, envOf(trace.elr, draws.draw));
      const after = applyRecords(image, outcome.records);
      const at = `event ${index} (${event.op})`;
      const difference: Difference | null =
        compare(event.error, outcome.error, `${at} error`) ??
        compare(event.state ?? stateOf(image), stateOf(after), `${at} state`) ??
        compare(0, draws.left(), `${at} draws not made`);
      if (difference !== null) return difference;
      image = after;
    }
    return null;
  },
};

function envOf(elr: boolean, draw: Draw): ControllerEnv {
  return { era: { ...eraOf('4.1'), eligibleLeaderReplicas: elr }, nodeId: 3000, staticConfigs: {}, draw, newTopicId: () => 'topic-id' };
}

function carryOut(image: MetadataImage, event: TraceEvent, index: number, env: ControllerEnv): Outcome {
  switch (event.op) {
    case 'start': return { records: start(event.brokers) };
    case 'brokerDown': return { records: fenceBroker(image, event.broker, env) };
    case 'brokerUp': return { records: unfenceBroker(image, event.broker, env) };
    case 'controlledShutdown': return { records: beginControlledShutdown(image, event.broker, env) };
    case 'uncleanRestartRegistration': return { records: restart(image, event.broker, index, env) };
    case 'autoLeaderRebalance': return { records: balanceLeaders(image, env) };
    case 'createTopic': return create(image, event, env);
    case 'AlterPartition': return alter(image, event, env);
    case 'ElectLeaders': return elect(image, `${event.topic}-${event.partition}`, event.type, env);
    case 'AlterPartitionReassignments': return reassign(image, `${event.topic}-${event.partition}`, event.replicas, env);
    default: return event satisfies never;
  }
}

function start(brokers: number): readonly MetadataRecord[] {
  return Array.from({ length: brokers }, (_, brokerId) => ({
    type: 'RegisterBrokerRecord', brokerId, brokerEpoch: brokerId, incarnationId: `start-${brokerId}`, fenced: false, rack: null,
  }));
}

function restart(image: MetadataImage, brokerId: number, index: number, env: ControllerEnv): readonly MetadataRecord[] {
  const input = { brokerId, incarnationId: `restart-${index}`, rack: null, newBrokerEpoch: 1000 + index, hasValidSession: false };
  return registerBroker(image, input, env).records;
}

function create(image: MetadataImage, event: CreateTopicEvent, env: ControllerEnv): Outcome {
  const configs = {
    ...(event.minIsr === null ? {} : { 'min.insync.replicas': String(event.minIsr) }),
    ...(event.unclean === null ? {} : { 'unclean.leader.election.enable': String(event.unclean) }),
  };
  const { partitions = -1, rf: replicationFactor = -1, assignment } = event;
  const topic = { name: event.topic, partitions, replicationFactor, configs, ...(assignment === undefined ? {} : { assignment }) };
  const { records, response } = createTopic(image, topic, env);
  return { records, error: response.error };
}

function alter(image: MetadataImage, event: AlterPartitionEvent, env: ControllerEnv): Outcome {
  const epochOf = (broker: number): number => brokerOf(image, broker)?.brokerEpoch ?? -1;
  const entry = {
    partition: `${event.topic}-${event.partition}`,
    leaderEpoch: event.leaderEpoch,
    partitionEpoch: event.partitionEpoch,
    newIsr: event.newIsr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(brokerId) })),
    leaderRecoveryState: event.recovery,
  };
  const { records, response } = alterPartition(image, { brokerId: event.from, brokerEpoch: epochOf(event.from), partitions: [entry] }, env);
  return { records, error: response.partitions[0]?.error ?? response.error };
}

function elect(image: MetadataImage, partition: string, type: ElectionType, env: ControllerEnv): Outcome {
  const { records, response } = electLeaders(image, type, [partition], env);
  return { records, error: response[0]?.error };
}

function reassign(image: MetadataImage, partition: string, replicas: readonly number[], env: ControllerEnv): Outcome {
  const { records, response } = alterPartitionReassignment(image, { partition, replicas }, env);
  return { records, error: response.error };
}

/** The state as the traces write it: what is empty or usual is left out. */
function stateOf(image: MetadataImage): object {
  const active = brokersOf(image).map(({ brokerId }) => brokerId).filter((broker) => isActive(image, broker));
  const partitions = partitionsOf(image).map(({ topic, partitionId, registration }) => [`${topic}-${partitionId}`, shortened(registration)]);
  return { active, partitions: Object.fromEntries(partitions) };
}

function shortened(partition: PartitionRegistration): object {
  const { replicas, isr, leader, leaderEpoch, partitionEpoch, leaderRecoveryState } = partition;
  const lists = { elr: partition.elr, lastKnownElr: partition.lastKnownElr, adding: partition.adding, removing: partition.removing };
  return {
    replicas, isr, leader, leaderEpoch, partitionEpoch,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(leaderRecoveryState === 'RECOVERED' ? {} : { recovery: leaderRecoveryState }),
  };
}
