import type { AssignorName } from './group/assignors/types.ts';
import type { ResetTarget } from './group/reset.ts';
import type { Acks, ElectionType, NewTopic } from './messages.ts';
import type { TopicPartition } from './log/record.ts';
import type { Move } from './admin/reassign/types.ts';
import type { LockWatch, Reading } from './zkClient/types.ts';

/** What a person, a lesson or the search can do to a cluster. */
export type Command =
  /** Ends the broker's process: what was only in memory goes, the log stays whole. */
  | { readonly type: 'broker.kill'; readonly brokerId: number }
  /** The machine loses power: what was not flushed to the disk goes too. */
  | { readonly type: 'broker.powerOff'; readonly brokerId: number }
  /** A power failure in the room: the machines of all brokers at once, also those whose process has ended. The controller or ZooKeeper stays up. */
  | { readonly type: 'cluster.powerOff' }
  | { readonly type: 'broker.restart'; readonly brokerId: number }
  /** Kafka's controlled shutdown: leaderships move away first. */
  | { readonly type: 'broker.shutdown'; readonly brokerId: number }
  /** Empties the log directory of a broker that is down. */
  | { readonly type: 'disk.lose'; readonly brokerId: number }
  /** `to` null: from everybody. */
  | { readonly type: 'network.cut'; readonly from: string; readonly to: string | null }
  | { readonly type: 'network.heal'; readonly from: string; readonly to: string | null }
  | { readonly type: 'network.slow'; readonly from: string; readonly to: string | null; readonly extraLatencyMs: number }
  | {
      readonly type: 'producer.send';
      readonly producer: string;
      readonly topic: string;
      readonly key?: string | null;
      readonly value: string | null;
      /** Overrides the producer's own setting for this record, as a second producer with that setting would. */
      readonly acks?: Acks;
      readonly partition?: number;
    }
  /** Ends the producer's process: what it had not sent goes with it. */
  | { readonly type: 'producer.kill'; readonly producer: string }
  /** Another process begins, which knows nothing of the one before. */
  | { readonly type: 'producer.restart'; readonly producer: string }
  | { readonly type: 'consumer.start'; readonly consumer: string }
  | { readonly type: 'consumer.stop'; readonly consumer: string }
  /** Ends the consumer's process without a word to its group. */
  | { readonly type: 'consumer.kill'; readonly consumer: string }
  /** Another process of the same program begins, and starts. */
  | { readonly type: 'consumer.restart'; readonly consumer: string }
  // What the program of a consumer with a group.id does by hand.
  | { readonly type: 'consumer.seek'; readonly consumer: string; readonly partition: TopicPartition; readonly offset: number }
  /** `partition` null: all it has. */
  | { readonly type: 'consumer.pause'; readonly consumer: string; readonly partition: TopicPartition | null }
  | { readonly type: 'consumer.resume'; readonly consumer: string; readonly partition: TopicPartition | null }
  | { readonly type: 'consumer.commit'; readonly consumer: string; readonly mode: 'sync' | 'async' }
  /** How long it takes over a record from now on. */
  | { readonly type: 'consumer.setProcessing'; readonly consumer: string; readonly processingMs: number }
  /** partition.assignment.strategy of a consumer that is not started, most wanted first. */
  | { readonly type: 'consumer.setAssignors'; readonly consumer: string; readonly assignors: readonly AssignorName[] }
  /** By names, or by a pattern; neither: it unsubscribes. */
  | { readonly type: 'consumer.subscribe'; readonly consumer: string; readonly topics: readonly string[]; readonly pattern?: string }
  // A ZooKeeper client, `client-1`.
  | { readonly type: 'zkClient.create'; readonly client: string; readonly path: string; readonly data: string; readonly ephemeral?: boolean; readonly sequential?: boolean }
  /** Only if the znode is at this version; without one, whichever it is. */
  | { readonly type: 'zkClient.set'; readonly client: string; readonly path: string; readonly data: string; readonly version?: number }
  | { readonly type: 'zkClient.delete'; readonly client: string; readonly path: string; readonly version?: number }
  | { readonly type: 'zkClient.read'; readonly client: string; readonly path: string; readonly what: Reading; readonly watch: boolean }
  /** Reads, watching, and reads again whenever the watch fires: shared configuration by data, a name service by children. */
  | { readonly type: 'zkClient.follow'; readonly client: string; readonly path: string; readonly what: 'data' | 'children' }
  | { readonly type: 'zkClient.lock'; readonly client: string; readonly path: string; readonly watch?: LockWatch }
  | { readonly type: 'zkClient.unlock'; readonly client: string }
  /** Ends the session in good order, and then the process. */
  | { readonly type: 'zkClient.close'; readonly client: string }
  /** Ends the process; ZooKeeper finds out when the session's time is up. */
  | { readonly type: 'zkClient.kill'; readonly client: string }
  | { readonly type: 'zkClient.restart'; readonly client: string }
  | { readonly type: 'topic.create'; readonly topic: NewTopic }
  /** How many partitions the topic is to have in all: more than it has. */
  | { readonly type: 'partitions.create'; readonly topic: string; readonly count: number }
  /** Asks for everything below an offset to be deleted; -1 stands for the high watermark. */
  | { readonly type: 'records.delete'; readonly partition: TopicPartition; readonly beforeOffset: number }
  | { readonly type: 'config.set'; readonly resourceType: 'topic' | 'broker'; readonly resourceName: string; readonly name: string; readonly value: string | null }
  /** Moves a partition to these brokers; null calls a move off. */
  | { readonly type: 'partition.reassign'; readonly partition: TopicPartition; readonly replicas: readonly number[] | null }
  /** `kafka-reassign-partitions.sh --execute` or, from 2.6, `--cancel`, with these lines in its file. `additional`: also while something moves (KIP-455). */
  | { readonly type: 'reassignment.run'; readonly does: 'execute' | 'cancel'; readonly moves: readonly Move[]; readonly additional?: boolean }
  /** `kafka-consumer-groups.sh --reset-offsets --execute`; `topics`: `orders` or `orders:0,1`, null: all that the group has committed. */
  | { readonly type: 'group.resetOffsets'; readonly group: string; readonly topics: readonly string[] | null; readonly target: ResetTarget }
  | { readonly type: 'group.delete'; readonly group: string }
  /** `kafka-consumer-groups.sh --delete-offsets`; `topics`: `orders` or `orders:0,1`. */
  | { readonly type: 'group.deleteOffsets'; readonly group: string; readonly topics: readonly string[] }
  | { readonly type: 'leader.elect'; readonly electionType: ElectionType; readonly partition: TopicPartition | null };

export type CommandType = Command['type'];
