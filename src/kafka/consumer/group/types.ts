import type { AssignorName } from '../../group/assignors/types.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import type { LogRecord, TopicPartition } from '../../log/record.ts';
import type { ErrorName } from '../../names/errors.ts';

/**
 * When the application commits by itself, besides what enable.auto.commit does inside poll(): not at all ('auto');
 * after the records of a poll, waiting for the answer or not; after each record; asynchronously, and synchronously
 * before it closes; or before it processes anything.
 */
export type CommitMode = 'auto' | 'sync' | 'async' | 'sync-after-each' | 'async-then-sync' | 'before-processing';

/** The program around the consumer: what it does with records. Times are virtual milliseconds. */
export interface Application {
  /** How long it takes over one record. */
  readonly processingMs: number;
  readonly commit: CommitMode;
  /** Threads that process what one thread polls, each at its own pace; 0: the thread that polls also processes. */
  readonly workers: number;
}

/** What the consumer asked for: topics of the group, or partitions that it assigned to itself. */
export type Subscription =
  | { readonly type: 'topics'; readonly topics: readonly string[] }
  /** A regular expression; every topic whose whole name it matches, internal ones apart. */
  | { readonly type: 'pattern'; readonly pattern: string }
  | { readonly type: 'partitions'; readonly partitions: readonly TopicPartition[] };

export interface GroupConfig {
  readonly groupId: string;
  readonly autoCommit: boolean;
  readonly autoCommitIntervalMs: number;
  readonly maxPollRecords: number;
  readonly maxPollIntervalMs: number;
  /** default.api.timeout.ms: how long a synchronous commit tries. */
  readonly apiTimeoutMs: number;
  /** Partitions are shared and offsets kept in ZooKeeper, beside the application's thread (until 0.8). */
  readonly throughZooKeeper: boolean;
}

export interface GroupInput {
  readonly config: GroupConfig;
  readonly subscription: Subscription;
  readonly application: Application;
}

export interface Work {
  readonly partition: TopicPartition;
  readonly record: LogRecord;
}

/** Fetched, and not given to the application yet; `next`: the position behind all of them. */
export interface Buffered {
  readonly records: readonly LogRecord[];
  readonly next: number;
}

/** Who asked for a commit. */
export type CommitBy = 'auto' | 'sync' | 'async';

/** What the application's thread does once a synchronous commit is answered. */
export type Then = 'give-up-partitions' | 'join' | 'take-over' | 'process' | 'next-record' | 'poll' | 'close' | 'leave' | 'go';

/** What a consumer with a group.id keeps besides: its application, its assignment, its commits. */
export type GroupContext = {
  /** What a new process of the same program begins with. */
  readonly input: GroupInput;
  /** The topics it wants as a member of the group; empty when it assigned its partitions itself. */
  readonly subscribed: readonly string[];
  /** Topics of the whole group, while it leads. */
  readonly groupTopics: readonly string[];
  /** poll() was called; the member has its turn first. */
  readonly entering: boolean;
  /** Where the application's thread is; the machine's states follow it. */
  readonly phase: 'idle' | 'polling' | 'processing' | 'committing' | 'closing';
  /** Of the assignment; -1 for none. */
  readonly generation: number;
  readonly protocol: AssignorName | null;
  /** poll() gives partitions up before the member joins. */
  readonly preparing: boolean;
  /** The assignment that waits for a commit of what it takes away. */
  readonly arriving: { readonly generation: number; readonly protocol: AssignorName; readonly partitions: readonly TopicPartition[] } | null;
  /** Assigned partitions whose committed offset is not known yet. */
  readonly initializing: readonly TopicPartition[];
  /** The committed offsets are asked for. */
  readonly isAsking: boolean;
  readonly paused: readonly TopicPartition[];
  readonly buffered: Readonly<Record<TopicPartition, Buffered>>;
  /** Records in the application's hands, next first: the thread's own, or the pool's queue. */
  readonly work: readonly Work[];
  /** What each thread of the pool has in hands. */
  readonly busy: Readonly<Record<number, Work>>;
  /** What this process knows to be committed. */
  readonly committed: Readonly<Record<TopicPartition, number>>;
  readonly commits: Readonly<Record<number, { readonly by: CommitBy; readonly offsets: readonly CommittedOffset[] }>>;
  readonly nextCommitId: number;
  readonly blocked: { readonly commitId: number; readonly after: Then } | null;
  readonly nextAutoCommitMs: number | null;
  /** Asked to close as soon as it polls again. */
  readonly stopping: boolean;
  /** The next poll() throws this. */
  readonly failed: ErrorName | null;
};

export type HandEvent =
  | { readonly type: 'Seek'; readonly partition: TopicPartition; readonly offset: number }
  | { readonly type: 'Pause' | 'Resume'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'CommitByHand'; readonly sync: boolean }
  | { readonly type: 'SetProcessing'; readonly processingMs: number }
  | { readonly type: 'Subscribe'; readonly subscription: Subscription };

export type LoopEvent =
  | { readonly type: 'Processed' }
  | { readonly type: 'WorkerDone'; readonly worker: number }
  | { readonly type: 'AutoCommitDue' | 'CloseOverdue' };
