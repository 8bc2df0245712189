import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import type { LogRecord, TopicPartition } from '../../log/record.ts';
import { withGroup, who } from './state.ts';
import type { Grouped } from './state.ts';
import type { Work } from './types.ts';

/** How much of what was delivered is kept for the picture, a partition. */
const DELIVERED_KEPT = 100;

/** What poll() can return now, without waiting. */
export function canReturn({ group, positions }: Grouped): boolean {
  return Object.keys(group.buffered).some((partition) => positions[partition] !== undefined && !group.paused.includes(partition));
}

/** Up to max.poll.records of what was fetched, one partition after the other; positions move behind them. Source: FetchCollector.collectFetch. */
export function collect(context: Grouped): Decided<Grouped> {
  const { maxPollRecords } = context.group.input.config;
  let now = context;
  const effects: Effect[] = [];
  const work: Work[] = [];
  for (const partition of Object.keys(context.group.buffered)) {
    if (context.group.paused.includes(partition) || work.length >= maxPollRecords) continue;
    const taken = take(now, partition, maxPollRecords - work.length);
    now = taken.context;
    effects.push(...taken.effects);
    work.push(...taken.records.map((record) => ({ partition, record })));
  }
  if (work.length === 0) return unchanged(context);
  const left = Object.values(now.group.buffered).reduce((sum, { records }) => sum + records.length, 0);
  return decided(withGroup(now, { work: [...now.group.work, ...work] }), report({ type: 'RecordsPolled', ...who(now), records: work.length, buffered: left }), ...effects);
}

function take(context: Grouped, partition: TopicPartition, most: number): { readonly context: Grouped; readonly records: readonly LogRecord[]; readonly effects: readonly Effect[] } {
  const { clientId: consumer, group, delivered, positions } = context;
  const buffered = group.buffered[partition];
  if (buffered === undefined) return { context, records: [], effects: [] };
  const records = buffered.records.slice(0, most);
  const rest = buffered.records.slice(most);
  const position = rest[0]?.offset ?? buffered.next;
  const next = withGroup({
    ...context, positions: { ...positions, [partition]: position },
    delivered: { ...delivered, [partition]: [...(delivered[partition] ?? []), ...records].slice(-DELIVERED_KEPT) },
  }, { buffered: rest.length === 0 ? without(group.buffered, partition) : { ...group.buffered, [partition]: { records: rest, next: buffered.next } } });
  const brokerId = context.metadata?.partitions[partition]?.leader ?? -1;
  return { context: next, records, effects: [report({ type: 'RecordsDelivered', consumer, partition, records, position, brokerId })] };
}
