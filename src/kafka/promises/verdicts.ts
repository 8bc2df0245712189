import type { LogRecord, TopicPartition } from '../log/record.ts';
import type { KafkaWorld } from '../simulation.ts';
import { firstDisagreement } from './agreement.ts';
import { hasSequence, outOfOrder } from './order.ts';
import { groupVerdicts } from './groupVerdicts.ts';
import type { Fate, Told, ToldHow } from './survival.ts';
import { fateOf, remedyFor, wasDeleted } from './survival.ts';
import type { Ledger, PromiseId, Verdict } from './types.ts';
import type { PartitionView } from './view.ts';
import { partitionViews, replicaOn } from './view.ts';

/** Whether what clients were told still holds, promise by promise. A function of the world: nothing is remembered. */
export function verdicts(world: KafkaWorld, ledger: Ledger = world.ledger): readonly Verdict[] {
  const views = partitionViews(world);
  return [
    acknowledgedRecordsSurvive(ledger, views),
    deliveredRecordsSurvive(ledger, views),
    listedEndOffsetsNeverGoBack(ledger),
    replicasAgree(ledger, views),
    oneLeaderAnEpoch(ledger),
    orderAndNoDuplicates(views),
    ...groupVerdicts(world, ledger, views),
  ];
}

type Views = ReadonlyMap<TopicPartition, PartitionView>;

/** acks=0 promises nothing: nobody was told. */
function acknowledgedRecordsSurvive(ledger: Ledger, views: Views): Verdict {
  const told = ledger.acknowledged.map((record, index) => ({ record, how: { index, told: 'acknowledged', acks: record.acks, isrSize: record.isrSize } as const }));
  return survival('acknowledgedRecordsSurvive', ledger, views, told.filter(({ record }) => record.acks !== 0));
}

/** A record that several consumers were given counts once. */
function deliveredRecordsSurvive(ledger: Ledger, views: Views): Verdict {
  const once = new Map<string, { readonly record: Told; readonly how: ToldHow }>();
  for (const [index, record] of ledger.delivered.entries()) {
    const key = `${record.partition}@${record.offset} ${record.recordId}`;
    if (!once.has(key)) once.set(key, { record, how: { index, told: 'delivered', acks: null, isrSize: null } });
  }
  return survival('deliveredRecordsSurvive', ledger, views, [...once.values()]);
}

function survival(promise: PromiseId, ledger: Ledger, views: Views, told: readonly { readonly record: Told; readonly how: ToldHow }[]): Verdict {
  const fates = told.map((one) => ({ ...one, fate: wasDeleted(ledger, one.record, one.how) ? ('kept' as const) : fateOf(views.get(one.record.partition), one.record) }));
  const verdict = worst(fates.map(({ fate }) => fate));
  const concerned = verdict === 'kept' ? [] : fates.filter(({ fate }) => fate === verdict);
  const [first] = concerned;
  const remedy = first === undefined ? null : remedyFor(ledger, views.get(first.record.partition), first.record, first.how);
  return { promise, verdict, records: concerned.map(({ record }) => concern(record)), remedy };
}

function worst(fates: readonly Fate[]): Fate {
  if (fates.includes('broken')) return 'broken';
  return fates.includes('at-risk') ? 'at-risk' : 'kept';
}

function concern({ recordId, partition, offset, value }: Told): Verdict['records'][number] {
  return { recordId, partition, offset, value };
}

/** Source: KIP-207. */
function listedEndOffsetsNeverGoBack(ledger: Ledger): Verdict {
  const partitions = Object.entries(ledger.listed).filter(([, { wentBackTo }]) => wentBackTo !== null).map(([partition]) => partition);
  return { ...judged('listedEndOffsetsNeverGoBack', partitions.length > 0), remedy: partitions.some((one) => wasUnclean(ledger, one)) ? noUnclean : null };
}

function replicasAgree(ledger: Ledger, views: Views): Verdict {
  const disagreed = [...views.values()].flatMap((view) => placed(view.partition, firstDisagreement(view, ledger)));
  const remedy = disagreed.some(({ partition }) => wasUnclean(ledger, partition)) ? noUnclean : null;
  return { ...judged('replicasAgree', disagreed.length > 0), records: disagreed, remedy };
}

function oneLeaderAnEpoch(ledger: Ledger): Verdict {
  return judged('oneLeaderAnEpoch', ledger.causes.some(({ type }) => type === 'second-leader'));
}

/** Counts what the present leaders have: a copy that was truncated away harms nobody. */
function orderAndNoDuplicates(views: Views): Verdict {
  const found = [...views.values()].flatMap((view) => {
    const log = replicaOn(view, view.leader)?.context.log;
    return log === undefined ? [] : outOfOrder(log).map((record) => ({ records: placed(view.partition, record), isPreventable: !hasSequence(log, record.offset) }));
  });
  const remedy = found.some(({ isPreventable }) => isPreventable) ? { name: 'enable.idempotence', value: 'true' } : null;
  return { ...judged('orderAndNoDuplicates', found.length > 0), records: found.flatMap(({ records }) => records), remedy };
}

const noUnclean = { name: 'unclean.leader.election.enable', value: 'false' };

function wasUnclean(ledger: Ledger, partition: TopicPartition): boolean {
  return ledger.causes.some((cause) => cause.type === 'unclean-election' && cause.asked !== true && cause.partition === partition);
}

function placed(partition: TopicPartition, record: LogRecord | null): Verdict['records'] {
  return record === null ? [] : [{ recordId: record.id, partition, offset: record.offset, value: record.value }];
}

function judged(promise: PromiseId, broken: boolean): Verdict {
  return { promise, verdict: broken ? 'broken' : 'kept', records: [], remedy: null };
}
