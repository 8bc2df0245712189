import type { ClusterDescription } from '../kafka/description.ts';
import type { Acks } from '../kafka/messages.ts';
import type { Action } from './types.ts';

/** The replicas of `orders-0`, where most lessons take place: broker 1 leads at first. */
export const FIRST = 'broker-1/orders-0';
export const SECOND = 'broker-2/orders-0';
export const THIRD = 'broker-3/orders-0';

type Settings = Readonly<Record<string, string>>;

interface Scenery {
  /** With ZooKeeper, the broker that is the controller; 4 is one without a replica. */
  readonly controller: number;
  readonly topic?: Settings;
  readonly brokers?: Settings;
  /** Of `producer-1`, and `producer-2` … */
  readonly producers: readonly Settings[];
}

/** `orders-0` on brokers 1, 2 and 3. */
export function threeReplicas({ controller, topic, brokers, producers }: Scenery): ClusterDescription {
  return {
    brokers: Math.max(3, controller),
    controller,
    ...(brokers === undefined ? {} : { brokerConfig: brokers }),
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]], ...(topic === undefined ? {} : { config: topic }) }],
    producers: producers.map((config, index) => ({ id: `producer-${index + 1}`, topics: ['orders'], config })),
    consumers: [],
  };
}

/** A record by its value; `acks` when it is not the producer's own setting. */
export function send(value: string, acks?: Acks, producer = 'producer-1'): Action {
  return { command: { type: 'producer.send', producer, topic: 'orders', value, ...(acks === undefined ? {} : { acks }) } };
}

export function broker(what: 'kill' | 'powerOff' | 'restart' | 'shutdown', brokerId: number): Action {
  return { command: { type: `broker.${what}`, brokerId } };
}

/** The machine of one broker loses power. */
export function cutPower(brokerId: number): Action {
  return { command: { type: 'broker.powerOff', brokerId } };
}

/** The machines of all brokers, at the same moment. */
export const cutPowerEverywhere: Action = { command: { type: 'cluster.powerOff' } };

export function loseDisk(brokerId: number): Action {
  return { command: { type: 'disk.lose', brokerId } };
}

/** `to` null: from everybody. */
export function link(type: 'network.cut' | 'network.heal', from: string, to: string | null): Action {
  return { command: { type, from, to } };
}

export function slow(from: string, to: string, extraLatencyMs: number): Action {
  return { command: { type: 'network.slow', from, to, extraLatencyMs } };
}

export function setTopic(name: string, value: string): Action {
  return { command: { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name, value } };
}

/** `kafka-delete-records.sh`: everything in `orders-0` below the offset. */
export function deleteRecords(beforeOffset: number): Action {
  return { command: { type: 'records.delete', partition: 'orders-0', beforeOffset } };
}

/** `kafka-leader-election.sh --election-type unclean`. */
export const uncleanByHand: Action = { command: { type: 'leader.elect', electionType: 'UNCLEAN', partition: 'orders-0' } };
