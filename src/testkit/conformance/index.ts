import { family as assignorCooperativeSticky } from './assignor_cooperative_sticky.ts';
import { family as assignorRange } from './assignor_range.ts';
import { family as assignorRoundrobin } from './assignor_roundrobin.ts';
import { family as assignorSticky } from './assignor_sticky.ts';
import { family as controllerTraces } from './controller_traces.ts';
import { family as coordinatorPartition } from './coordinator_partition.ts';
import { family as groupClassicTraces } from './group_classic_traces.ts';
import { family as leaderEpochCache } from './leader_epoch_cache.ts';
import { family as logCompaction } from './log_compaction.ts';
import { family as murmur2Partition } from './murmur2_partition.ts';
import { family as partitionChangeBuilder } from './partition_change_builder.ts';
import { family as producerState } from './producer_state.ts';
import { family as recordBatches } from './record_batches.ts';
import { family as replicaPlacement } from './replica_placement.ts';
import { family as replicationTraces } from './replication_traces.ts';
import type { Family } from './family.ts';

const slots: readonly (Family | null)[] = [
  assignorCooperativeSticky, assignorRange, assignorRoundrobin, assignorSticky, controllerTraces, coordinatorPartition, groupClassicTraces, leaderEpochCache, logCompaction, murmur2Partition, partitionChangeBuilder, producerState, recordBatches, replicaPlacement, replicationTraces,
];

/** Every family of golden cases that our rules can be put to. */
export const families: readonly Family[] = slots.filter((family) => family !== null);
