import { report } from '../../actor.ts';
import type { Effect, Env } from '../../actor.ts';
import type { Fact } from '../../facts.ts';
import type { CreateTopicsRequest, CreateTopicsResponse, NewTopic } from '../../messages.ts';
import { emptyImage } from '../../metadata/image.ts';
import { configPath, encodeConfig, encodeTopic, topicPath } from '../../metadata/zkData.ts';
import { validateTopicConfigs } from '../../names/configs.ts';
import type { ApiError } from '../../names/errors.ts';
import { drawUuid } from '../../metadata/uuid.ts';
import { placementFacts } from '../placement.ts';
import type { PlacementStep } from '../placement.ts';
import { refusedTopicName } from '../kraft/topicName.ts';
import type { JobRules, NewTopicPlan } from './jobs.ts';
import { assignReplicasToBrokers } from '../../metadata/assignReplicas.ts';
import { setting } from './settings.ts';
import type { Caller, ZkControllerContext } from './types.ts';
import { create } from './zkOps.ts';

type Result = CreateTopicsResponse['topics'][number];
type Placed = { readonly replicas: readonly (readonly number[])[]; readonly steps?: readonly (readonly PlacementStep[])[] } | { readonly refused: ApiError };

/** What a topic would be, or why not. Source: ZkAdminManager.createTopics, AdminZkClient. */
function planOf(controller: ZkControllerContext, topic: NewTopic, env: Env): (NewTopicPlan & { readonly facts: readonly Fact[] }) | Result {
  const { name, configs } = topic;
  const topics = Object.fromEntries(Object.keys(controller.cluster.topicIds).map((known) => [known, { topicId: '', partitions: {} }]));
  const complaint = refusedTopicName({ ...emptyImage, topics }, name) ?? validateTopicConfigs(configs);
  if (complaint !== null) return { name, ...complaint };
  const placed = topic.assignment === undefined ? place(controller, topic, env) : assign(controller, topic, topic.assignment);
  return 'refused' in placed ? { name, ...placed.refused } : { name, topicId: env.shared.era.znodeVersions.topic === 1 ? '' : drawUuid(env.draw), replicas: placed.replicas, configs, facts: placementFacts(name, placed) };
}

function place(controller: ZkControllerContext, { partitions, replicationFactor }: NewTopic, env: Env): Placed {
  const brokers = Object.entries(controller.cluster.liveBrokers).map(([id, { rack }]) => ({ id: Number(id), rack }));
  const count = partitions === -1 ? setting(controller, 'num.partitions', env) : partitions;
  const factor = replicationFactor === -1 ? setting(controller, 'default.replication.factor', env) : replicationFactor;
  const placement = assignReplicasToBrokers(brokers, count, factor, env.draw);
  return placement.ok ? placement : { refused: { error: placement.error, message: placement.message } };
}

function assign(controller: ZkControllerContext, { partitions, replicationFactor }: NewTopic, assignment: readonly (readonly number[])[]): Placed {
  if (partitions !== -1 || replicationFactor !== -1) {
    return { refused: { error: 'INVALID_REQUEST', message: 'Both numPartitions or replicationFactor and replicasAssignments were set. Both cannot be used at the same time.' } };
  }
  const refused = (message: string): Placed => ({ refused: { error: 'INVALID_REPLICA_ASSIGNMENT', message } });
  if (assignment.some((replicas) => replicas.length !== new Set(replicas).size)) return refused('Duplicate replica assignment found: a broker is named twice for one partition.');
  if (assignment.some((replicas) => replicas.length !== assignment[0]?.length)) return refused('All partitions should have the same number of replicas');
  const unknown = assignment.flat().find((id) => !Object.hasOwn(controller.cluster.liveBrokers, id));
  return unknown === undefined ? { replicas: assignment } : refused(`Unknown broker ${unknown} in the replica assignment`);
}

function answer({ message, replyTo }: Caller<CreateTopicsRequest>, topics: readonly Result[]): Effect {
  const response: CreateTopicsResponse = { api: 'CreateTopics', kind: 'response', correlationId: message.correlationId, topics };
  return { type: 'reply', to: replyTo, message: response };
}

/** Settings and assignment are written; the watch on `/brokers/topics` does the rest. Kafka answers a little later, when every partition has a leader. */
export const createTopicsRules: JobRules<'createTopics' | 'writeTopics'> = {
  createTopics: {
    begin: (controller, { caller }, env) => {
      const planned = caller.message.topics.map((topic) => planOf(controller, topic, env));
      const plans = planned.flatMap((one) => ('topicId' in one ? [{ name: one.name, topicId: one.topicId, replicas: one.replicas, configs: one.configs }] : []));
      const facts = planned.flatMap((one) => ('topicId' in one ? one.facts.map(report) : []));
      const refused = planned.flatMap((one) => ('topicId' in one ? [] : [one]));
      return plans.length === 0 ? { controller, effects: [answer(caller, refused)] } : { controller, effects: facts, next: [{ type: 'writeTopics', caller, plans, refused }] };
    },
  },
  writeTopics: {
    begin: (controller, { plans }, { shared: { era } }) => ({
      controller,
      ask: plans.flatMap(({ name, topicId, replicas, configs }) => [
        [create(configPath('topic', name), encodeConfig(configs))],
        [create(topicPath(name), encodeTopic({ topicId, replicas, adding: [], removing: [] }, era.znodeVersions.topic))],
      ]),
    }),
    resume: (controller, { caller, plans, refused }, results) => {
      const written = plans.map(({ name }, index): Result => (
        results[2 * index + 1]?.ok === true ? { name, error: 'NONE', message: null } : { name, error: 'TOPIC_ALREADY_EXISTS', message: `Topic '${name}' already exists.` }
      ));
      return { controller, effects: [answer(caller, [...refused, ...written])] };
    },
  },
};
