import type { Say } from '../../i18n/text.ts';
import { worldPhrases as phrases, worldWords as words } from '../../i18n/worldText.ts';
import type { Log } from '../../kafka/log/log.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ColumnState } from '../../stage/cluster/select.ts';
import { isUp, replicaView, roleOf } from '../../stage/cluster/select.ts';
import { nodeIn } from './nodeIn.ts';
import type { TextPart, TextSection } from './tree.ts';
import { line, section } from './tree.ts';

/** Records told one by one; of longer logs only the newest. */
const MOST_RECORDS = 40;

/** A partition: what the controller says of it, each replica, and each replica's records. */
export function partitionSection(world: KafkaWorld, column: ColumnState, say: Say): TextSection {
  const { partition, replicas, isr, leader, leaderEpoch } = column;
  const records = replicas.flatMap((id) => {
    const view = replicaView(world, id, partition);
    return view === null ? [] : replicaLines(nodeIn(`broker-${id}`, say), view.context, say);
  });
  return section(partition, [
    line(say(phrases.partition, leader < 0 ? say(words.none) : nodeIn(`broker-${leader}`, say), leaderEpoch, ids(isr, say), ids(replicas, say))),
    { is: 'table', caption: say(phrases.replicas, partition), columns: COLUMNS.map((one) => say(one)), rows: replicas.map((id) => replicaRow(world, column, id, say)) },
    ...(records.length === 0 ? [] : [{ is: 'list', items: records } satisfies TextPart]),
  ]);
}

const COLUMNS = [words.broker, words.role, words.state, words.inIsr, words.leaderEpoch, words.logStart, words.highWatermark, words.logEnd];

function replicaRow(world: KafkaWorld, { partition, isr }: ColumnState, brokerId: number, say: Say): readonly string[] {
  const node = `broker-${brokerId}`;
  const view = replicaView(world, brokerId, partition);
  const known = say(isr.includes(brokerId) ? words.yes : words.no);
  if (view === null) return [nodeIn(node, say), say(words.offline), say(words.unknown), known, '', '', '', ''];
  const { leaderEpoch, log, highWatermark } = view.context;
  const role = isUp(world, node) ? roleOf(view.state) : 'offline';
  return [nodeIn(node, say), say(words[role]), view.state, known, ...[leaderEpoch, log.logStartOffset, highWatermark, log.logEndOffset].map(String)];
}

function ids(brokers: readonly number[], say: Say): string {
  return brokers.length === 0 ? say(words.none) : brokers.join(', ');
}

/** What a replica's log holds, and what became of what it held. */
export function replicaLines(broker: string, { log, cleanerCheckpoint }: Pick<ReplicaContext, 'log' | 'cleanerCheckpoint'>, say: Say): readonly string[] {
  const gone = compactedIn(log);
  return [
    ...(log.epochCache.length === 0 ? [] : [say(phrases.epochs, broker, log.epochCache.map(({ epoch, startOffset }) => `${epoch}: ${startOffset}`).join(', '))]),
    ...(log.flushedOffset >= log.logEndOffset ? [] : [say(phrases.flushed, broker, log.flushedOffset)]),
    ...(gone.length === 0 ? [] : [say(phrases.compacted, broker, gone.join(', '))]),
    ...(cleanerCheckpoint === null ? [] : [say(phrases.cleaned, broker, cleanerCheckpoint)]),
    say(phrases.records, broker, recordsIn(log, say)),
  ];
}

/** Offsets without a record; one after another as `3–7`. Only the log cleaner leaves them. */
function compactedIn({ batches, logStartOffset, logEndOffset }: Log): readonly string[] {
  const there = batches.flatMap(({ baseOffset, records, compacted }) => records.map((_, index) => compacted?.offsets[index] ?? baseOffset + index));
  const ends = [...there.filter((offset) => offset >= logStartOffset), logEndOffset];
  return ends.flatMap((end, index) => {
    const from = index === 0 ? logStartOffset : (ends[index - 1] ?? 0) + 1;
    return from >= end ? [] : [from === end - 1 ? String(from) : `${from}–${end - 1}`];
  });
}

/** `0: m0@0, 1: m1@0`. */
function recordsIn({ batches }: Log, say: Say): string {
  const records = batches.flatMap(({ leaderEpoch, baseOffset, records: own, compacted }) =>
    own.map(({ value }, index) => `${compacted?.offsets[index] ?? baseOffset + index}: ${value ?? '∅'}@${leaderEpoch}`));
  if (records.length === 0) return say(words.none);
  const shown = records.slice(-MOST_RECORDS).join(', ');
  return records.length > MOST_RECORDS ? `${say(phrases.earlier, records.length - MOST_RECORDS)} ${shown}` : shown;
}
