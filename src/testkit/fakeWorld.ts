import type { AnyMachineSnapshot } from 'xstate';
import { initial } from '../world/evaluate.ts';
import { Table } from '../world/table.ts';
import { EMPTY_WIRE } from '../world/wire.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { applyRecord, emptyImage } from '../kafka/metadata/image.ts';
import { newPartition } from '../kafka/metadata/registration.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import type { Log } from '../kafka/log/log.ts';
import { appendAsLeader, EMPTY_LOG } from '../kafka/log/log.ts';
import { replicaMachine } from '../kafka/replica/machine.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { emptyLedger } from '../kafka/promises/ledger.ts';
import type { Ledger } from '../kafka/promises/types.ts';

/** For tests: a world of one partition, `orders-0`, put together by hand instead of stepped to. */
export interface FakeReplica {
  readonly value?: 'leader' | 'offline' | { readonly follower: 'truncating' | 'fetching' };
  readonly up?: boolean;
  readonly log?: Log;
  readonly context?: Partial<ReplicaContext>;
}

/** `a1 b1 c2`: records a and b written in epoch 1, c in epoch 2, one batch each. `producer-2:5/1` gives the id too. */
export function logOf(text: string): Log {
  return text.split(' ').filter(Boolean).reduce<Log>((log, word) => {
    const [, name = '', epoch = '0'] = /^(.*?)\/?(\d+)$/.exec(word) ?? [];
    const id = name.includes(':') ? name : `producer-1:${name.charCodeAt(0)}`;
    return appendAsLeader(log, Number(epoch), [{ id, key: null, value: name, timestampMs: 0 }], { flushMessages: 1, segmentBytes: Number.MAX_SAFE_INTEGER, segmentMs: Number.MAX_SAFE_INTEGER });
  }, EMPTY_LOG);
}

/** The id `logOf` gives to a record. */
export const idOf = (name: string): string => `producer-1:${name.charCodeAt(0)}`;

export function partition(leader: number, isr: readonly number[], leaderEpoch = 1): PartitionRegistration {
  return { ...newPartition([1, 2, 3], isr), leader, leaderEpoch };
}

/** @param configs what the controller keeps of settings, by resource. */
export function fakeWorld(registration: PartitionRegistration, replicas: Readonly<Record<number, FakeReplica>>, ledger: Partial<Ledger> = {}, configs: MetadataImage['configs'] = {}): KafkaWorld {
  const brokers = Object.entries(replicas).map(([id, replica]) => ({ id: Number(id), replica }));
  return {
    nowMs: 0,
    nodes: {
      ...Object.fromEntries(brokers.map(({ id, replica }) => [`broker-${id}`, { incarnation: 1, up: replica.up ?? true }])),
      'controller-3000': { incarnation: 1, up: true },
    },
    actors: Table.of({
      ...Object.fromEntries(brokers.map(({ id, replica }) => [`broker-${id}/orders-0`, snapshotOf(id, registration, replica)])),
      'controller-3000': controllerOf({ ...imageOf(registration), configs }),
    }),
    wire: EMPTY_WIRE as KafkaWorld['wire'],
    timers: [],
    random: 1,
    counters: { steps: 1, nextId: 1 },
    ledger: { ...emptyLedger, ...ledger },
  };
}

function snapshotOf(brokerId: number, registration: PartitionRegistration, replica: FakeReplica): AnyMachineSnapshot {
  const { replicas, leader, leaderEpoch, partitionEpoch, isr } = registration;
  const log = replica.log ?? EMPTY_LOG;
  const begun = initial(replicaMachine, { brokerId, partition: 'orders-0' }).snapshot.context as ReplicaContext;
  const context: ReplicaContext = {
    ...begun, replicas, leaderId: leader, leaderEpoch, partitionEpoch, isr, log, highWatermark: log.logEndOffset, epochStartOffset: 0, ...replica.context,
  };
  const usual = brokerId === leader ? 'leader' : { follower: 'fetching' as const };
  return replicaMachine.resolveState({ value: (replica.value ?? usual), context }) as AnyMachineSnapshot;
}

function imageOf(registration: PartitionRegistration): MetadataImage {
  const image = applyRecord(emptyImage, { type: 'TopicRecord', name: 'orders', topicId: 'orders-id' });
  return { ...image, topics: { orders: { topicId: 'orders-id', partitions: { 0: registration } } } };
}

function controllerOf(image: MetadataImage): AnyMachineSnapshot {
  return { machine: { id: 'controller' }, value: 'leader', context: { image, metadataLog: [] } } as unknown as AnyMachineSnapshot;
}
