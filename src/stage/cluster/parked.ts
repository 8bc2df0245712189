import type { PurgatoryContext } from '../../kafka/purgatory/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ParkedView } from './types.ts';
import { purgatoryAddress } from '../../kafka/actor.ts';
import { actorView, nodeOf } from './select.ts';

const NONE: PurgatoryContext['pending'] = {};
const known = new WeakMap<PurgatoryContext['pending'], readonly ParkedView[]>();

/** Requests that wait at a broker for data, replicas or their deadline; soonest deadline first. The same requests are the same list. */
export function parkedAt(world: KafkaWorld, brokerId: number): readonly ParkedView[] {
  const pending = actorView<PurgatoryContext>(world, purgatoryAddress(brokerId))?.context.pending ?? NONE;
  const parked = known.get(pending) ?? parkedIn(pending);
  known.set(pending, parked);
  return parked;
}

function parkedIn(pending: PurgatoryContext['pending']): readonly ParkedView[] {
  return Object.values(pending)
    .filter((request) => request.parked)
    .map(({ key, api, replyTo, deadlineMs, partitions }) => ({ key, api, from: nodeOf(replyTo.to), deadlineMs, partition: partitions[0] ?? null }))
    .toSorted((a, b) => a.deadlineMs - b.deadlineMs || a.key.localeCompare(b.key));
}
