import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided } from '../../actor.ts';
import { forEach } from '../../client/requests.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import { toMember, who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';

/** New partitions begin where the group has committed: the coordinator is asked. Source: ConsumerCoordinator.initWithCommittedOffsetsIfNeeded. */
export function askCommitted(context: Grouped): Decided<Grouped> {
  const { initializing, isAsking, phase } = context.group;
  if (phase !== 'polling' || isAsking || initializing.length === 0) return unchanged(context);
  return decided(withGroup(context, { isAsking: true }), toMember(context, { type: 'CommittedAsked', partitions: initializing }));
}

/** Without a committed offset, auto.offset.reset decides. */
export function takeCommitted(context: Grouped, offsets: readonly CommittedOffset[]): Decided<Grouped> {
  return forEach<Grouped, CommittedOffset>(withGroup(context, { isAsking: false }), offsets, begin);
}

function begin(context: Grouped, { partition, offset }: CommittedOffset): Decided<Grouped> {
  const { group } = context;
  if (!group.initializing.includes(partition)) return unchanged(context);
  const known = withGroup(context, { initializing: group.initializing.filter((one) => one !== partition) });
  const fact = report({ type: 'CommittedOffsetFound', ...who(context), partition, offset });
  if (offset < 0) return decided(known, fact);
  return decided(withGroup({ ...known, positions: { ...known.positions, [partition]: offset } }, { committed: { ...group.committed, [partition]: offset } }), fact);
}
