import type { AnyMachineSnapshot } from 'xstate';
import { brokerAddress } from '../actor.ts';
import type { Era } from '../era/era.ts';
import { epochForOffset } from '../log/leaderEpochCache.ts';
import type { Log } from '../log/log.ts';
import { nextOffset } from '../log/record.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { KafkaWorld } from '../simulation.ts';
import type { Ledger } from './types.ts';
import type { PartitionView, ReplicaView } from './view.ts';
import { controllerImage, partitionViews, replicaOn } from './view.ts';

/** What holds of every log and every replica, and of a leader and its followers together. */
export function* replicaFaults(before: KafkaWorld | null, after: KafkaWorld, era: Pick<Era, 'truncation' | 'metadata'>): Generator<string> {
  const epochsRise = era.truncation !== 'high-watermark' && era.truncation !== 'leader-epoch';
  let changed = false;
  for (const [address, snapshot] of after.actors.entries()) {
    const earlier = before?.actors.get(address);
    if (snapshot.machine.id !== 'replica' || snapshot === earlier) continue;
    changed = true;
    for (const fault of oneReplicaFaults(snapshot, epochsRise, era, after.ledger)) yield `${address}: ${fault}`;
    if (before === null || earlier === undefined) continue;
    const broker = brokerAddress((snapshot.context as ReplicaContext).brokerId);
    if (before.nodes[broker] === after.nodes[broker]) for (const fault of movedFaults(earlier, snapshot)) yield `${address}: ${fault}`;
  }
  if (changed) for (const view of partitionViews(after).values()) yield* partitionFaults(after, view);
}

function* oneReplicaFaults({ value, context }: AnyMachineSnapshot, epochsRise: boolean, era: Pick<Era, 'metadata'>, ledger: Ledger): Generator<string> {
  const replica = context as ReplicaContext;
  const { log, highWatermark } = replica;
  yield* logFaults(log);
  yield* gapFaults(log, ledger.compacted[replica.partition] ?? NOTHING);
  if (epochsRise) yield* epochFaults(log);
  if (highWatermark < log.logStartOffset) yield `high watermark ${highWatermark} below log start ${log.logStartOffset}`;
  if (highWatermark > log.logEndOffset) yield `high watermark ${highWatermark} above log end ${log.logEndOffset}`;
  if (value === 'leader') yield* leaderFaults(replica, era);
}

function* logFaults(log: Log): Generator<string> {
  if (log.logStartOffset > log.logEndOffset) yield `log start ${log.logStartOffset} above log end ${log.logEndOffset}`;
  if (log.recoveryPoint > log.logEndOffset) yield `recovery point ${log.recoveryPoint}, above log end ${log.logEndOffset}`;
  yield* segmentFaults(log);
  if (log.flushedOffset > log.logEndOffset) yield `flushed to ${log.flushedOffset}, above log end ${log.logEndOffset}`;
  yield* epochCacheFaults(log);
}

const NOTHING = {};

/** From the first batch to the end every offset has its record, but for those that log cleaners have removed. */
function* gapFaults({ batches, logEndOffset }: Log, compacted: Readonly<Record<number, unknown>>): Generator<string> {
  const isMissing = (from: number, to: number, there: readonly number[] = []): boolean => {
    for (let offset = from; offset < to; offset += 1) if (compacted[offset] === undefined && !there.includes(offset)) return true;
    return false;
  };
  for (const [index, batch] of batches.entries()) {
    const end = nextOffset(batches[index - 1] ?? batch);
    if (index > 0 && (batch.baseOffset < end || isMissing(end, batch.baseOffset))) yield `a gap before offset ${batch.baseOffset}`;
    if (batch.compacted !== undefined && isMissing(batch.baseOffset, nextOffset(batch), batch.compacted.offsets)) yield `a gap in batch ${batch.baseOffset}`;
  }
  const last = batches.at(-1);
  if (last !== undefined && (nextOffset(last) > logEndOffset || isMissing(nextOffset(last), logEndOffset))) yield `the last batch ends at ${nextOffset(last)}, the log at ${logEndOffset}`;
}

function* epochFaults(log: Log): Generator<string> {
  for (const [index, batch] of log.batches.entries()) {
    const previous = log.batches[index - 1];
    if (previous !== undefined && batch.leaderEpoch < previous.leaderEpoch) yield `epoch ${batch.leaderEpoch} follows ${previous.leaderEpoch} at offset ${batch.baseOffset}`;
    const cached = epochForOffset(log.epochCache, nextOffset(batch) - 1);
    // Of records below the log's start the cache knows nothing, and a crash may take that start back, but not the cache's.
    if (cached !== undefined && cached !== batch.leaderEpoch) yield `the epoch cache has epoch ${cached} for offset ${batch.baseOffset}, the batch ${batch.leaderEpoch}`;
  }
}

function* segmentFaults({ segments, logStartOffset, logEndOffset, batches }: Log): Generator<string> {
  const [first] = segments;
  if (first === undefined || first > logStartOffset) yield `no segment holds log start ${logStartOffset}`;
  if (first !== undefined && (batches[0]?.baseOffset ?? first) < first) yield `batch ${batches[0]?.baseOffset} lies before the first segment, ${first}`;
  if ((segments.at(-1) ?? 0) > logEndOffset) yield `segment ${segments.at(-1)} begins above log end ${logEndOffset}`;
  if (segments.some((baseOffset, index) => baseOffset <= (segments[index - 1] ?? -1))) yield `segments [${segments.join()}] do not rise`;
}

function* epochCacheFaults({ epochCache, logEndOffset }: Log): Generator<string> {
  for (const [index, { epoch, startOffset }] of epochCache.entries()) {
    const previous = epochCache[index - 1];
    if (startOffset > logEndOffset) yield `epoch ${epoch} begins at ${startOffset}, above log end ${logEndOffset}`;
    if (previous !== undefined && (epoch <= previous.epoch || startOffset <= previous.startOffset)) {
      yield `epoch cache does not rise: (${previous.epoch}, ${previous.startOffset}) then (${epoch}, ${startOffset})`;
    }
  }
}

function* leaderFaults({ brokerId, replicas, isr, remote, leaderId, log, pendingIsr }: ReplicaContext, era: Pick<Era, 'metadata'>): Generator<string> {
  if (leaderId !== brokerId) yield `leads, but believes ${leaderId} does`;
  if (!replicas.includes(brokerId)) yield 'leads a partition it is not a replica of';
  for (const named of [isr, pendingIsr?.asked ?? isr, pendingIsr?.maximalIsr ?? isr]) {
    if (!named.includes(brokerId)) yield `ISR [${named.join()}] without its leader`;
    // With ZooKeeper a leader hears of its new replicas before the ones that go are out of the ISR (KafkaController.onPartitionReassignment, B3 and B4).
    if (era.metadata === 'kraft' && !named.every((id) => replicas.includes(id))) yield `ISR [${named.join()}] beyond the replicas [${replicas.join()}]`;
    if (new Set(named).size !== named.length) yield `ISR [${named.join()}] names a broker twice`;
  }
  for (const [id, { logEndOffset }] of Object.entries(remote)) {
    if (Number(id) === brokerId || !replicas.includes(Number(id))) yield `remembers broker ${id} as a follower`;
    if (logEndOffset > log.logEndOffset) yield `believes broker ${id} is at ${logEndOffset}, beyond its own log end ${log.logEndOffset}`;
  }
}

/** What one process may not do to its replica in one step. */
function* movedFaults(earlier: AnyMachineSnapshot, later: AnyMachineSnapshot): Generator<string> {
  if (earlier.value === 'offline' || later.value === 'offline') return;
  const [was, is] = [earlier.context as ReplicaContext, later.context as ReplicaContext];
  if (is.leaderEpoch < was.leaderEpoch) yield `leader epoch went back from ${was.leaderEpoch} to ${is.leaderEpoch}`;
  if (is.partitionEpoch < was.partitionEpoch) yield `partition epoch went back from ${was.partitionEpoch} to ${is.partitionEpoch}`;
  yield* forgottenEpochs(was.log, is.log);
  // A log that is cut below its start begins, and ends, there.
  if (is.log.logStartOffset < was.log.logStartOffset && is.log.logStartOffset !== is.log.logEndOffset) yield `log start went back from ${was.log.logStartOffset} to ${is.log.logStartOffset}`;
  if (earlier.value !== 'leader' || later.value !== 'leader') return;
  if (is.log.logEndOffset < was.log.logEndOffset) yield `the leader's log end went back from ${was.log.logEndOffset} to ${is.log.logEndOffset}`;
  if (is.highWatermark < was.highWatermark) yield `the leader's high watermark went back from ${was.highWatermark} to ${is.highWatermark}`;
}

/** The last record's epoch is known: that of a new one, and of one that was known before, unless the log now begins after it. */
function* forgottenEpochs(was: Log, is: Log): Generator<string> {
  const last = is.batches.at(-1);
  if (last === undefined || is.logStartOffset >= is.logEndOffset) return;
  const wasKnown = was.batches.at(-1) !== last || epochForOffset(was.epochCache, nextOffset(last) - 1) !== undefined;
  if (wasKnown && epochForOffset(is.epochCache, nextOffset(last) - 1) === undefined) yield `the epoch cache does not know the epoch of offset ${nextOffset(last) - 1}`;
}

/** What two replicas of one partition may not be at the same time. */
function* partitionFaults(world: KafkaWorld, view: PartitionView): Generator<string> {
  const leaders = new Map<number, number>();
  for (const { role, brokerId, context } of view.replicas) {
    if (role !== 'leader') continue;
    const other = leaders.get(context.leaderEpoch);
    if (other !== undefined) yield `${view.partition}: brokers ${other} and ${brokerId} both lead in epoch ${context.leaderEpoch}`;
    leaders.set(context.leaderEpoch, brokerId);
    for (const fault of remoteFaults(world, view, context)) yield `${view.partition}: ${fault}`;
  }
}

/**
 * A leader never believes a follower to be further than it is, as long as the follower is the process it heard of
 * and was heard in this epoch. Below the epoch's start the belief may be from an earlier term of the same leader.
 */
function* remoteFaults(world: KafkaWorld, view: PartitionView, leader: ReplicaContext): Generator<string> {
  for (const [id, { logEndOffset, brokerEpoch }] of Object.entries(leader.remote)) {
    const follower = replicaOn(view, Number(id));
    if (follower === undefined || logEndOffset <= leader.epochStartOffset || !follows(follower, leader)) continue;
    if (controllerImage(world)?.brokers[Number(id)]?.brokerEpoch !== brokerEpoch) continue;
    const own = follower.context.log.logEndOffset;
    if (logEndOffset > own) yield `broker ${leader.brokerId} believes broker ${id} is at ${logEndOffset}, but it is at ${own}`;
  }
}

function follows({ alive, role, context }: ReplicaView, leader: ReplicaContext): boolean {
  return alive && (role === 'fetching' || role === 'truncating') && context.leaderEpoch === leader.leaderEpoch;
}
