import type { Effect, Env } from '../actor.ts';
import { brokerAddress, report } from '../actor.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { brokerOf } from '../metadata/image.ts';
import type { ReplicaContext } from './types.ts';

/**
 * Below it no live replica keeps anything: the smallest log start, the leader's own or as followers told it, of the
 * replicas whose broker lives by this broker's metadata. -1 while a live follower has not fetched yet.
 *
 * Source: Partition.lowWatermarkIfLeader (KIP-107).
 */
export function lowWatermark(leader: ReplicaContext, { node }: Pick<Env, 'node'>): number {
  const broker = node.read(brokerAddress(leader.brokerId))?.context as { readonly image: MetadataImage } | undefined;
  const lives = (brokerId: number) => broker !== undefined && brokerOf(broker.image, brokerId)?.fenced === false;
  return leader.replicas.reduce((lowest, brokerId) => {
    const remote = leader.remote[brokerId];
    return remote !== undefined && remote.logStartOffset < lowest && lives(brokerId) ? remote.logStartOffset : lowest;
  }, leader.log.logStartOffset);
}

/** Reports the low watermark where a change of the leader, or of what it believes, moved it; before KIP-107 nobody knew it. */
export function lowWatermarkMoved(before: ReplicaContext, after: ReplicaContext, env: Env): readonly Effect[] {
  const from = Math.max(0, lowWatermark(before, env));
  const to = lowWatermark(after, env);
  const { brokerId, partition } = after;
  return env.shared.era.deletesRecords && to > from ? [report({ type: 'LowWatermarkAdvanced', brokerId, partition, from, to })] : [];
}
