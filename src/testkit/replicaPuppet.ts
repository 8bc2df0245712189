import type { AlteredPartition, AlterPartitionEntry, FetchedPartition, FetchPartition } from '../kafka/messages.ts';
import type { Log } from '../kafka/log/log.ts';
import { NO_PRODUCER } from '../kafka/log/record.ts';
import type { ProducerStamp } from '../kafka/log/record.ts';
import type { Acks } from '../kafka/messages.ts';
import { newPartition } from '../kafka/metadata/registration.ts';
import type { PartitionRegistration } from '../kafka/metadata/registration.ts';
import type { RequestAlterPartitionEvent } from '../kafka/replica/isr.ts';
import { replicaMachine } from '../kafka/replica/machine.ts';
import type { AppendedEvent, ReadEvent } from '../kafka/replica/purgatoryWord.ts';
import type { ReplicaConfig, ReplicaContext } from '../kafka/replica/types.ts';
import { ActorPuppet } from './actorPuppet.ts';
import type { ActorOptions } from './actorPuppet.ts';

export const LAG_MS = 30_000;
const NEVER = Number.MAX_SAFE_INTEGER;
const CONFIG: ReplicaConfig = {
  minInsyncReplicas: 1, replicaLagTimeMaxMs: LAG_MS, replicaLagMaxMessages: 4_000, uncleanLeaderElectionEnable: false,
  flushMessages: NEVER, flushMs: NEVER, segmentBytes: NEVER, segmentMs: NEVER, retentionMs: -1, retentionBytes: -1, cleanupPolicy: ['delete'],
  minCleanableDirtyRatio: 0.5, minCompactionLagMs: 0, maxCompactionLagMs: NEVER, deleteRetentionMs: 86_400_000,
};

type Fields = Readonly<Record<string, unknown>>;

/** The replica of `orders-0` on broker 1, with two others on 2 and 3; broker epochs are ten times the ids. */
export class ReplicaPuppet extends ActorPuppet<ReplicaContext> {
  registration: PartitionRegistration = { ...newPartition([1, 2, 3], [1, 2, 3]), leaderEpoch: 1 };
  eligible: Readonly<Record<number, number>> = { 1: 10, 2: 20, 3: 30 };
  config: ReplicaConfig = CONFIG;

  constructor(options: ActorOptions = {}) {
    super(replicaMachine, { brokerId: 1, partition: 'orders-0' }, { self: 'broker-1/orders-0', ...options });
  }

  private tell(type: string, fields: Fields = {}): this {
    return this.get({ type, ...fields });
  }

  /** The broker applied this registration, the last one but for these fields. */
  apply(change: Partial<PartitionRegistration> = {}): this {
    this.registration = { ...this.registration, ...change };
    const { registration, eligible, config } = this;
    return this.tell('ApplyPartition', { registration, eligible, config });
  }

  lead(change: Partial<PartitionRegistration> = {}, config: Partial<ReplicaConfig> = {}): this {
    this.config = { ...this.config, ...config };
    return this.apply({ leader: 1, ...change });
  }

  follow(leader = 2, change: Partial<PartitionRegistration> = {}): this {
    return this.apply({ leader, ...change });
  }

  surroundings(eligible: Readonly<Record<number, number>>): this {
    this.eligible = eligible;
    return this.tell('SurroundingsChanged', { eligible, config: this.config });
  }

  append(values: string, acks: Acks = 1, producer: ProducerStamp = NO_PRODUCER): this {
    const records = values.split(' ').map((value) => ({ id: value, key: null, value, timestampMs: 0 }));
    return this.tell('AppendRecords', { requestKey: 'p', acks, records, producer });
  }

  /** A follower's Fetch, as it would send it with a log like the leader's up to there. */
  fetchBy(replicaId: number, fetchOffset: number, change: Partial<FetchPartition & { readonly replicaEpoch: number }> = {}): this {
    const { replicaEpoch = replicaId * 10, ...rest } = change;
    const fetch = { partition: 'orders-0', fetchOffset, currentLeaderEpoch: this.context.leaderEpoch, lastFetchedEpoch: null, logStartOffset: 0, maxBytes: 1_000_000, ...rest };
    return this.tell('ReadForFetch', { requestKey: 'f', replicaId, replicaEpoch, fetch });
  }

  consumerFetch(fetchOffset: number): this {
    return this.fetchBy(-1, fetchOffset, { replicaEpoch: -1, currentLeaderEpoch: -1 });
  }

  checkIsr(): this {
    return this.tell('CheckIsr');
  }

  /** What the leader asked for in its last step. */
  asked(): AlterPartitionEntry | undefined {
    return this.told<RequestAlterPartitionEvent>('RequestAlterPartition')[0]?.entry;
  }

  answer(entry: AlterPartitionEntry | undefined, change: Partial<AlteredPartition> = {}): this {
    if (entry === undefined) throw new Error('nothing was asked');
    const result: AlteredPartition = {
      partition: 'orders-0', error: 'NONE', leader: 1, leaderEpoch: entry.leaderEpoch, isr: entry.newIsr.map((member) => member.brokerId),
      leaderRecoveryState: 'RECOVERED', partitionEpoch: entry.partitionEpoch + 1, ...change,
    };
    return this.tell('AlterPartitionAnswered', { entry, result });
  }

  /** The leader answered a Fetch of this follower. */
  fetched(change: Partial<FetchedPartition>, asked: { readonly leaderEpoch?: number; readonly fetchOffset?: number } = {}): this {
    const { leaderId, leaderEpoch, log } = this.context;
    const fetched: FetchedPartition = { partition: 'orders-0', error: 'NONE', highWatermark: 0, logStartOffset: 0, batches: [], ...change };
    return this.tell('Fetched', { leaderId, leaderEpoch, fetchOffset: log.logEndOffset, fetched, ...asked });
  }

  reset(to: number, startOver: boolean): this {
    return this.tell('ResetLog', { to, startOver });
  }

  checkpoint(): this {
    return this.tell('CheckpointHighWatermark');
  }

  halt(how: 'killed' | 'power-off' | 'controlled-shutdown'): this {
    return this.tell('Halt', { how });
  }

  loseDisk(): this {
    return this.tell('DiskLost');
  }

  /** As a follower that has fetched this log. */
  withLog(log: Log, highWatermark = 0): this {
    if (this.state !== 'offline') throw new Error('a log is given to a replica before its role');
    this.follow(2, { leaderEpoch: 0 }).get({ type: 'TruncateToHighWatermark' });
    return this.fetched({ batches: log.batches, highWatermark });
  }

  appended(): AppendedEvent | undefined {
    return this.told<AppendedEvent>('Appended')[0];
  }

  read(): FetchedPartition | undefined {
    return this.told<ReadEvent>('Read')[0]?.fetched;
  }

  get highWatermark(): number {
    return this.context.highWatermark;
  }

  get values(): string {
    return this.context.log.batches.flatMap((batch) => batch.records.map((record) => record.value)).join(' ');
  }
}
