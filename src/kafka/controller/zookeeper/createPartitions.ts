import { report } from '../../actor.ts';
import type { Effect } from '../../actor.ts';
import type { Fact } from '../../facts.ts';
import { topicPartition } from '../../log/record.ts';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../../messages.ts';
import { assignReplicasToBrokers } from '../../metadata/assignReplicas.ts';
import { encodeTopic, topicPath } from '../../metadata/zkData.ts';
import type { ErrorName } from '../../names/errors.ts';
import { placementFacts } from '../placement.ts';
import { isReassigned } from './assignment.ts';
import { partitionsWhere, topicOfPartition, withCluster } from './cluster.ts';
import { topicsIn } from './failover.ts';
import type { JobRules, NewPartitionsPlan } from './jobs.ts';
import type { Caller, ControlledPartition, ZkControllerContext } from './types.ts';
import { getData } from './zkOps.ts';

type Result = CreatePartitionsResponse['topics'][number];
type Planned = { readonly plan: NewPartitionsPlan; readonly facts: readonly Fact[] } | { readonly refused: Result };

/** What the topic would be, or why not; a topic never has fewer partitions than before. Source: ZkAdminManager.createPartitions. */
function planOf(controller: ZkControllerContext, { name, count }: CreatePartitionsRequest['topics'][number]): Planned {
  const no = (error: ErrorName, message: string): Planned => ({ refused: { name, error, message } });
  // Before KIP-455 nothing grows while anything moves. Source: AdminManager.createPartitions (2.1).
  if (Object.keys(controller.cluster.reassigned).length > 0) return no('REASSIGNMENT_IN_PROGRESS', 'A partition reassignment is in progress.');
  const known = partitionsOf(controller, name);
  const [first] = known;
  if (first === undefined) return no('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${name}' does not exist.`);
  if (known.some(isReassigned)) return no('REASSIGNMENT_IN_PROGRESS', `A partition reassignment is in progress for the topic '${name}'.`);
  if (count < known.length) return no('INVALID_PARTITIONS', `Topic currently has ${known.length} partitions, which is higher than the requested ${count}.`);
  if (count === known.length) return no('INVALID_PARTITIONS', `Topic already has ${known.length} partitions.`);
  const brokers = Object.entries(controller.cluster.liveBrokers).map(([id, { rack }]) => ({ id: Number(id), rack }));
  // Not from a random start: from the first replica of partition 0, with as large a shift. Source: AdminZkClient.addPartitions.
  const start = Math.max(0, brokers.findIndex(({ id }) => id >= (first.replicas[0] ?? 0)));
  const placement = assignReplicasToBrokers(brokers, count - known.length, first.replicas.length, () => start, known.length);
  if (!placement.ok) return no(placement.error, placement.message);
  const none = Array.from({ length: count }, () => []);
  const assignment = { topicId: controller.cluster.topicIds[name] ?? '', replicas: [...known.map(({ replicas }) => replicas), ...placement.replicas], adding: none, removing: none };
  return { plan: { name, assignment }, facts: placementFacts(name, placement, known.length) };
}

function partitionsOf({ cluster: { partitions } }: ZkControllerContext, topic: string): readonly ControlledPartition[] {
  const count = Object.keys(partitions).filter((name) => topicOfPartition(name) === topic).length;
  return Array.from({ length: count }, (_, index) => partitions[topicPartition(topic, index)]).filter((known) => known !== undefined);
}

function answer({ message, replyTo }: Caller<CreatePartitionsRequest>, topics: readonly Result[]): Effect {
  const response: CreatePartitionsResponse = { api: 'CreatePartitions', kind: 'response', correlationId: message.correlationId, topics };
  return { type: 'reply', to: replyTo, message: response };
}

/** The longer assignment is written; then the controller reads it, as a watch on the topic's znode would have it do, and gives the new partitions a leader. */
export const createPartitionsRules: JobRules<'createPartitions' | 'writePartitions' | 'partitionModifications'> = {
  createPartitions: {
    begin: (controller, { caller }) => {
      const planned = caller.message.topics.map((topic) => planOf(controller, topic));
      const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
      const refused = planned.flatMap((one) => ('plan' in one ? [] : [one.refused]));
      if (plans.length === 0) return { controller, effects: [answer(caller, refused)] };
      return { controller, effects: planned.flatMap((one) => ('plan' in one ? one.facts.map(report) : [])), next: [{ type: 'writePartitions', caller, plans, refused }] };
    },
  },
  writePartitions: {
    begin: (controller, { plans }, { shared: { era } }) => ({
      controller, ask: plans.map(({ name, assignment }) => [{ op: 'setData', path: topicPath(name), data: encodeTopic(assignment, era.znodeVersions.topic), version: -1 }]),
    }),
    resume: (controller, { caller, plans, refused }) => ({
      controller,
      effects: [answer(caller, [...refused, ...plans.map(({ name }): Result => ({ name, error: 'NONE', message: null }))])],
      next: [{ type: 'partitionModifications', topics: plans.map(({ name }) => name) }],
    }),
  },
  /** Source: KafkaController.processPartitionModifications. */
  partitionModifications: {
    begin: (controller, { topics }) => ({ controller, ask: topics.map((topic) => getData(topicPath(topic))) }),
    resume: (controller, { topics }, results) => {
      const { cluster } = controller;
      const written = topicsIn(topics, results).partitions;
      const fresh = Object.fromEntries(Object.entries(written).filter(([partition]) => !Object.hasOwn(cluster.partitions, partition)));
      const facts = topics.flatMap((topic) => {
        const assignment = Object.entries(fresh).filter(([partition]) => topicOfPartition(partition) === topic).map(([, { replicas }]) => replicas);
        const from = partitionsWhere(cluster, (_known, partition) => topicOfPartition(partition) === topic).length;
        return assignment.length === 0 ? [] : [report({ type: 'PartitionsAdded', topic, from, assignment, controllerId: controller.brokerId })];
      });
      return {
        controller: withCluster(controller, { partitions: { ...cluster.partitions, ...fresh } }),
        effects: facts,
        next: [{ type: 'initialise', partitions: Object.keys(fresh) }],
      };
    },
  },
};
