import type { PartitionChange, PartitionRegistration } from './registration.ts';

/** The records of the metadata log by Kafka's names. Topics go by name here, where Kafka writes their id. */
export type MetadataRecord =
  | RegisterBrokerRecord
  | BrokerRegistrationChangeRecord
  | UnregisterBrokerRecord
  | TopicRecord
  | PartitionRecord
  | PartitionChangeRecord
  | ConfigRecord
  | ClearElrRecord
  | ProducerIdsRecord
  | NoOpRecord;

export interface RegisterBrokerRecord {
  readonly type: 'RegisterBrokerRecord';
  readonly brokerId: number;
  readonly brokerEpoch: number;
  /** Names the process, so that a restarted broker is told from the old one. */
  readonly incarnationId: string;
  readonly fenced: boolean;
  readonly inControlledShutdown?: boolean;
  readonly rack: string | null;
}

/** What is left out stays as it is. */
export interface BrokerRegistrationChangeRecord {
  readonly type: 'BrokerRegistrationChangeRecord';
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly fenced?: boolean;
  readonly inControlledShutdown?: boolean;
}

export interface UnregisterBrokerRecord {
  readonly type: 'UnregisterBrokerRecord';
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

export interface TopicRecord {
  readonly type: 'TopicRecord';
  readonly name: string;
  readonly topicId: string;
}

export interface PartitionRecord extends PartitionRegistration {
  readonly type: 'PartitionRecord';
  readonly topic: string;
  readonly partitionId: number;
}

export interface PartitionChangeRecord extends PartitionChange {
  readonly type: 'PartitionChangeRecord';
  readonly topic: string;
  readonly partitionId: number;
}

export interface ConfigRecord {
  readonly type: 'ConfigRecord';
  readonly resourceType: 'topic' | 'broker';
  /** The topic's name; the broker's id, or '' for the default of all brokers. */
  readonly resourceName: string;
  readonly name: string;
  /** null takes the setting away. */
  readonly value: string | null;
}

/** The eligible leader replicas of a topic, or of all, count no more: they were chosen by another min.insync.replicas (KIP-966). */
export interface ClearElrRecord {
  readonly type: 'ClearElrRecord';
  /** '' for every topic. */
  readonly topic: string;
}

/** A block of producer ids was given to a broker. */
export interface ProducerIdsRecord {
  readonly type: 'ProducerIdsRecord';
  readonly brokerId: number;
  readonly brokerEpoch: number;
  /** The first id of the block after it. */
  readonly nextProducerId: number;
}

/** Written by an idle controller so that followers can tell that it lives. */
export interface NoOpRecord {
  readonly type: 'NoOpRecord';
}
