import type { Effect } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import { enqueue } from './channels.ts';
import type { Sent } from './channels.ts';
import { liveIds, topicOfPartition } from './cluster.ts';
import type { ControlRequest, PartitionState } from './messages.ts';
import type { ZkControllerContext } from './types.ts';

/** What brokers are to be told, gathered so that each gets one request of a kind. */
export interface RequestBatch {
  readonly leaderAndIsr?: readonly { readonly partition: TopicPartition; readonly recipients: readonly number[]; readonly isNew?: boolean }[];
  /** Brokers and partitions; null brokers: all that live. */
  readonly updateMetadata?: { readonly brokers: readonly number[] | null; readonly partitions: readonly TopicPartition[] };
  readonly stopReplica?: { readonly brokerId: number; readonly partitions: readonly { readonly partition: TopicPartition; readonly leaderEpoch: number; readonly deletePartition?: boolean }[] };
}

type Unaddressed = ControlRequest extends infer One ? (One extends unknown ? Omit<One, 'kind' | 'correlationId' | 'controllerId' | 'controllerEpoch' | 'brokerEpoch'> : never) : never;

/** Whoever is told by LeaderAndIsr, every live broker hears of it by UpdateMetadata. Source: ControllerBrokerRequestBatch. */
export function sendBatch(controller: ZkControllerContext, { leaderAndIsr = [], updateMetadata, stopReplica }: RequestBatch): Sent {
  const live = liveIds(controller.cluster);
  const wanted: [number, Unaddressed][] = [];
  for (const brokerId of live) {
    const partitions = leaderAndIsr.filter(({ recipients }) => recipients.includes(brokerId)).flatMap(({ partition, isNew = false }) => {
      const state = partitionStateOf(controller, partition);
      const { adding = [], removing = [] } = controller.cluster.partitions[partition] ?? {};
      return state === null ? [] : [{ ...state, isNew, addingReplicas: adding, removingReplicas: removing }];
    });
    if (partitions.length > 0) wanted.push([brokerId, { api: 'LeaderAndIsr', topicIds: topicIdsOf(controller, partitions), partitions }]);
  }
  if (updateMetadata !== undefined || leaderAndIsr.length > 0) {
    const names = [...new Set([...leaderAndIsr.map((one) => one.partition), ...(updateMetadata?.partitions ?? [])])];
    const partitions = names.flatMap((name) => partitionStateOf(controller, name) ?? []);
    const brokers = leaderAndIsr.length > 0 ? live : (updateMetadata?.brokers ?? live);
    for (const brokerId of brokers) wanted.push([brokerId, { api: 'UpdateMetadata', topicIds: topicIdsOf(controller, partitions), liveBrokers: liveBrokersOf(controller), partitions }]);
  }
  if (stopReplica !== undefined && stopReplica.partitions.length > 0) {
    wanted.push([stopReplica.brokerId, { api: 'StopReplica', partitions: stopReplica.partitions.map((one) => ({ deletePartition: false, ...one })) }]);
  }
  return wanted.reduce<Sent>((sent, [brokerId, request]) => addressed(sent, brokerId, request), { controller, effects: [] });
}

function addressed({ controller, effects }: Sent, brokerId: number, request: Unaddressed): Sent {
  const broker = controller.cluster.liveBrokers[brokerId];
  if (broker === undefined) return { controller, effects };
  const { nextCorrelationId: correlationId, brokerId: controllerId, epoch: controllerEpoch } = controller;
  const header = { kind: 'request', correlationId, controllerId, controllerEpoch, brokerEpoch: broker.brokerEpoch } as const;
  const sent = enqueue({ ...controller, nextCorrelationId: correlationId + 1 }, brokerId, { ...header, ...request });
  return { controller: sent.controller, effects: [...effects, ...sent.effects] satisfies readonly Effect[] };
}

function partitionStateOf({ cluster }: ZkControllerContext, partition: TopicPartition): PartitionState | null {
  const known = cluster.partitions[partition];
  if (known === undefined || known.leadership === null) return null;
  const { leader, leaderEpoch, isr, controllerEpoch, zkVersion } = known.leadership;
  return { partition, controllerEpoch, leader, leaderEpoch, isr, zkVersion, replicas: known.replicas };
}

function topicIdsOf({ cluster }: ZkControllerContext, partitions: readonly PartitionState[]): Readonly<Record<string, string>> {
  const topics = [...new Set(partitions.map(({ partition }) => topicOfPartition(partition)))];
  return Object.fromEntries(topics.flatMap((topic): readonly (readonly [string, string])[] => {
    const topicId = cluster.topicIds[topic] ?? '';
    return topicId === '' ? [] : [[topic, topicId]];
  }));
}

function liveBrokersOf({ cluster }: ZkControllerContext): readonly { readonly id: number; readonly rack: string | null }[] {
  return Object.entries(cluster.liveBrokers).map(([id, { rack }]) => ({ id: Number(id), rack }));
}
