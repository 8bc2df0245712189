import type { Effect as WorldEffect, Env as WorldEnv, Received, Disconnected } from '../world/types.ts';
import type { Decision } from '../world/machine.ts';
import type { Era } from './era/era.ts';
import type { Fact } from './facts.ts';
import type { KafkaMessage } from './messages.ts';

/** What every actor may look at and nobody changes during a run. */
export interface Shared {
  readonly era: Era;
}

export type Env = WorldEnv<Shared>;

/** An event of an actor: a message, the end of a connection, a timer, or word from a sibling of its node. */
export interface KafkaEvent {
  readonly type: string;
}

export type Effect = WorldEffect<KafkaMessage, KafkaEvent, Fact>;

export type Decided<Context> = Decision<Context, Effect>;

/**
 * A message as an event of its receiver: the type is the API's name for a request (`Fetch`), with `Response`
 * behind it for an answer (`FetchResponse`).
 */
export type MessageEvent<Message extends KafkaMessage> = Received<Message> & {
  readonly type: Message extends { readonly kind: 'request' } ? Message['api'] : `${Message['api']}Response`;
};

export type DisconnectedEvent = Disconnected;

/** The process starts; every node's root actor gets it first. */
export interface BootEvent {
  readonly type: 'Boot';
}

/** The process is gone; every actor of the node gets it last, and keeps only what its disk keeps. */
export interface HaltEvent {
  readonly type: 'Halt';
  readonly how: 'killed' | 'power-off' | 'controlled-shutdown' | 'start-up-failed' | 'fatal-error';
}

export function report(fact: Fact): Effect {
  return { type: 'report', fact };
}

export function tell(to: string, event: KafkaEvent): Effect {
  return { type: 'tell', to, event };
}

// Addresses. A node's name carries its id; an actor of a broker adds what it is.
export const brokerAddress = (brokerId: number): string => `broker-${brokerId}`;
export const replicaAddress = (brokerId: number, partition: string): string => `broker-${brokerId}/${partition}`;
export const fetcherAddress = (brokerId: number, leaderId: number): string => `broker-${brokerId}/fetcher-${leaderId}`;
/** The controller that runs on every broker of a ZooKeeper era; one of them is active. */
export const zkControllerAddress = (brokerId: number): string => `broker-${brokerId}/controller`;
export const purgatoryAddress = (brokerId: number): string => `broker-${brokerId}/purgatory`;

/** The group coordinator of a broker: its share of `__consumer_offsets`, and the groups in it. */
export const coordinatorAddress = (brokerId: number): string => `broker-${brokerId}/coordinator`;
/** A consumer group on its coordinator. */
export const groupAddress = (brokerId: number, groupId: string): string => `broker-${brokerId}/group-${groupId}`;
/** A consumer's membership of its group: an actor beside the consumer itself. */
export const memberAddress = (consumer: string): string => `${consumer}/member`;

/** @returns the broker's id, or null when the node is no broker. */
export function brokerIdOf(node: string): number | null {
  const match = /^broker-(\d+)(?:\/|$)/.exec(node);
  return match === null ? null : Number(match[1]);
}
