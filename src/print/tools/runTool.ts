import { brokerAddress, brokerIdOf } from '../../kafka/actor.ts';
import type { ElectionErrand } from '../../kafka/admin/elect/types.ts';
import type { AdminContext } from '../../kafka/admin/types.ts';
import { ADMIN } from '../../kafka/carryOut.ts';
import type { BrokerContext } from '../../kafka/broker/types.ts';
import { groupsAreInZooKeeper } from '../../kafka/era/era.ts';
import type { Era, EraId } from '../../kafka/era/era.ts';
import { knownGroups } from '../../kafka/promises/knownGroups.ts';
import { eraOf } from '../../kafka/era/era.ts';
import type { ElectionType } from '../../kafka/messages.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { segmentsOf } from '../../kafka/log/segments.ts';
import { isInternalTopic } from '../../kafka/names/internalTopics.ts';
import { controllerImage, partitionViews } from '../../kafka/promises/view.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { decodeReassignment, REASSIGN_PATH } from '../../kafka/metadata/zkData.ts';
import type { Znodes } from '../../kafka/zookeeper/tree.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import { checkpointFiles } from './checkpoints.ts';
import { consumerGroups } from './consumerGroups.ts';
import type { TopicFilter } from './describeTopics.ts';
import { describeTopics } from './describeTopics.ts';
import { dumpCommand, dumpLog, LOG_DIR, missingLog, segmentName } from './dumpLog.ts';
import type { GroupForm } from './groupFormats.ts';
import { groupFormats } from './groupFormats.ts';
import { offsetChecker } from './offsetChecker.ts';
import type { ElectionResult } from './leaderElection.ts';
import { electionCommand, electionOutput } from './leaderElection.ts';
import type { FinishedElection } from './preferredElection.ts';
import { preferredElectionCommand, preferredElectionOutput } from './preferredElection.ts';
import type { ReassignAsk } from './reassignTool.ts';
import { executedRun, reassignTool } from './reassignTool.ts';
import { reassignFormats } from './reassignFormats.ts';
import type { ReassignForm } from './reassignFormats.ts';
import { planJson } from './reassignmentPlan.ts';
import type { FinishedRun } from './reassignmentRun.ts';
import type { ReassignmentView } from './reassignments.ts';
import { presentPlan } from './reassignments.ts';
import { topicFormats } from './topicFormats.ts';
import type { GroupOutcome } from './executedReset.ts';
import { executedOnGroup } from './executedReset.ts';
import { targetOf, targetOption } from './resetOffsets.ts';
import { zookeeperGet, zookeeperLs } from './zookeeperShell.ts';

/** Kafka's tools that print the present step. */
export const toolIds = ['topics', 'consumer-groups', 'offset-checker', 'leader-election', 'preferred-election', 'reassign-partitions', 'dump-log', 'checkpoints', 'zookeeper-get', 'zookeeper-ls'] as const;
export type ToolId = (typeof toolIds)[number];

/** What is asked of a tool; each looks at what concerns it. */
export interface ToolAsk {
  readonly filter: TopicFilter | null;
  /** Whose answer, or whose disk. */
  readonly brokerId: number;
  readonly partition: TopicPartition;
  readonly path: string;
  /** What `kafka-consumer-groups.sh` is to do; `--list` when absent. */
  readonly groupForm?: GroupForm;
  /** null: all groups. */
  readonly group?: string | null;
  /** Of a reset, `orders` or `orders:0,1`; null: all topics. */
  readonly topic?: string | null;
  /** The offset, how far to shift, or how many seconds back. */
  readonly by?: number;
  /** Kafka's own topics too. */
  readonly internalTopics?: boolean;
  /** What `kafka-reassign-partitions.sh` is to do; `--list` when absent. */
  readonly reassign?: ReassignAsk;
}

/** A command line, and what it prints at this step. */
export interface ToolRun {
  readonly command: string;
  readonly output: string;
}

export interface ToolScene {
  readonly world: KafkaWorld;
  readonly era: Era;
  /** The answers to the last ElectLeaders of this run up to now; before KIP-183, what the tool's last run came to. */
  readonly elections: readonly (ElectionResult | FinishedElection)[];
  /** What resets and deletions of offsets carried out in this run came to, up to now; the last of each group. */
  readonly resets: readonly GroupOutcome[];
  /** The last run of `kafka-reassign-partitions.sh --execute` or `--cancel` in this run that has ended, with the brokers that lived then; null: none has. */
  readonly reassignment: EndedReassignment | null;
}

export interface EndedReassignment {
  readonly fact: FinishedRun;
  readonly world: KafkaWorld;
}

/** What the tools see of a world. `elections`: what the last election came to that was asked for before it. */
export function toolScene(world: KafkaWorld, era: EraId, elections: ToolScene['elections'], resets: readonly GroupOutcome[] = [], reassignment: EndedReassignment | null = null): ToolScene {
  return { world, era: eraOf(era), elections, resets, reassignment };
}

function znodesOf({ world }: ToolScene): Znodes | null {
  return (world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes ?? null;
}

export interface ToolChoices {
  readonly tools: readonly ToolId[];
  readonly brokers: readonly number[];
  /** The first broker that would answer. */
  readonly running: number | undefined;
  readonly partitions: readonly TopicPartition[];
  readonly topics: readonly string[];
  readonly paths: readonly string[];
  readonly groups: readonly string[];
  readonly groupForms: readonly GroupForm[];
  readonly reassignForms: readonly ReassignForm[];
  /** The tool knows `--all-groups`. */
  readonly allGroups: boolean;
}

/** What can be asked at this step: the tools there are, brokers, partitions and znodes. */
export function toolChoices(scene: ToolScene, internalTopics = false): ToolChoices {
  const { world, era } = scene;
  const znodes = znodesOf(scene);
  const brokers = Object.keys(world.nodes).flatMap((node) => brokerIdOf(node) ?? []).toSorted((a, b) => a - b);
  const isOffered = (tool: ToolId): boolean => {
    if (tool.startsWith('zookeeper')) return znodes !== null;
    if (tool === 'offset-checker') return groupsAreInZooKeeper(era);
    if (tool === 'consumer-groups') return groupFormats[era.id] !== null;
    if (tool === 'leader-election') return era.preferredElections === 'by-request';
    if (tool === 'preferred-election') return era.preferredElections === 'through-znode';
    return true;
  };
  const partitions = [...partitionViews(world).keys()].filter((partition) => internalTopics || !partition.startsWith('__'));
  return {
    tools: toolIds.filter(isOffered), brokers, running: brokers.find((brokerId) => isUp(scene, brokerId)),
    partitions, topics: [...new Set(partitions.map((partition) => splitTopicPartition(partition).topic))].toSorted(), paths: Object.keys(znodes ?? {}).toSorted(),
    reassignForms: reassignFormats[era.id].forms,
    groups: knownGroups(world), groupForms: groupFormats[era.id]?.forms ?? [], allGroups: groupFormats[era.id]?.manyGroups === true,
  };
}

/** The filters that the version's `kafka-topics.sh` has. */
export function topicFilters({ era }: ToolScene): readonly TopicFilter[] {
  const since: readonly TopicFilter[] = topicFormats[era.id].showsReassignments ? ['under-min-isr-partitions', 'at-min-isr-partitions'] : [];
  return ['under-replicated-partitions', 'unavailable-partitions', ...since, 'topics-with-overrides'];
}

/** Runs a tool at this step. Nothing is sent: it prints what the cluster would answer. */
export function runTool(scene: ToolScene, tool: ToolId, ask: ToolAsk): ToolRun {
  switch (tool) {
    case 'topics': return topics(scene, ask);
    case 'consumer-groups': return groups(scene, ask);
    case 'offset-checker': return { command: `kafka-consumer-offset-checker.sh --zookeeper localhost:2181 --group ${ask.group ?? ''}`, output: offsetChecker(scene.world, znodesOf(scene) ?? {}, ask.group ?? '') };
    case 'leader-election': return leaderElection(scene, ask);
    case 'preferred-election': return preferredElection(scene);
    case 'reassign-partitions': return reassignTool(reassignmentView(scene, ask), ask.reassign ?? firstReassignAsk(scene, toolChoices(scene)), serverOf(ask));
    case 'dump-log': return dump(scene, ask);
    case 'checkpoints': return checkpoints(scene, ask);
    case 'zookeeper-get': return { command: `zookeeper-shell.sh localhost:2181 get ${ask.path}`, output: zookeeperGet(znodesOf(scene) ?? {}, ask.path, scene.era) };
    case 'zookeeper-ls': return { command: `zookeeper-shell.sh localhost:2181 ls ${ask.path}`, output: zookeeperLs(znodesOf(scene) ?? {}, ask.path, scene.era) };
    default: return tool satisfies never;
  }
}

const serverOf = ({ brokerId }: ToolAsk): string => `${brokerAddress(brokerId)}:9092`;

function topics(scene: ToolScene, ask: ToolAsk): ToolRun {
  const { connection } = topicFormats[scene.era.id];
  const throughZooKeeper = connection === '--zookeeper';
  const command = `kafka-topics.sh ${connection} ${throughZooKeeper ? 'localhost:2181' : serverOf(ask)} --describe${ask.filter === null ? '' : ` --${ask.filter}`}${leavesOut(scene, ask) ? ' --exclude-internal' : ''}`;
  if (!throughZooKeeper && !isUp(scene, ask.brokerId)) {
    return { command, output: 'Error while executing topic command : Timed out waiting for a node assignment. Call: listTopics' };
  }
  const broker = brokerOf(scene, ask.brokerId);
  const image = throughZooKeeper ? (controllerImage(scene.world) ?? broker.image) : configured(scene, imageFor(scene, ask));
  return { command, output: describeTopics({ era: scene.era, image, liveBrokers: liveBrokersIn(scene.era, image), nodeId: ask.brokerId, staticConfigs: broker.staticConfigs }, ask.filter, leavesOut(scene, ask)) };
}

/** With ZooKeeper a broker that is asked for a topic's settings reads them there, whether it hosts the topic or not. Source: ConfigHelper, ZkConfigRepository. */
function configured(scene: ToolScene, image: BrokerContext['image']): BrokerContext['image'] {
  const written = scene.era.metadata === 'zookeeper' ? controllerImage(scene.world) : null;
  return written === null ? image : { ...image, configs: written.configs };
}

/** The controller, or ZooKeeper, knows what is moving; without one, whoever is asked tells what it last heard. */
export function reassignmentView(scene: ToolScene, ask: ToolAsk): ReassignmentView {
  const image = controllerImage(scene.world) ?? imageFor(scene, ask);
  return { image, liveBrokers: liveBrokersIn(scene.era, image), random: scene.world.random, era: scene.era, listed: listedIn(scene) };
}

function listedIn(scene: ToolScene): ReassignmentView['listed'] {
  const data = znodesOf(scene)?.[REASSIGN_PATH]?.data;
  return data === undefined || scene.era.partitionReassignments === 'by-request' ? null : decodeReassignment(data);
}

/** A run has begun, and has no answer yet. */
export function reassignmentsUnderWay({ world }: ToolScene): boolean {
  return Object.keys((world.actors.get(ADMIN)?.context as AdminContext | undefined)?.reassignments ?? {}).length > 0;
}

/** What the last run of `kafka-reassign-partitions.sh` that has ended printed; null: none has. */
export function executedReassignment({ era, reassignment }: ToolScene): (ToolRun & { readonly file: string }) | null {
  if (reassignment === null) return null;
  const image = controllerImage(reassignment.world);
  return executedRun(era, reassignment.fact, image === null ? [] : liveBrokersIn(era, image));
}

/** Before anything is typed: all topics, all brokers, and the assignment as it is. */
export function firstReassignAsk({ world, era }: ToolScene, choices: ToolChoices): ReassignAsk {
  const image = controllerImage(world);
  const { forms: [form = '--list'], logDirs } = reassignFormats[era.id];
  return { form, topics: choices.topics, brokerList: choices.brokers.join(','), plan: image === null ? '' : planJson(presentPlan(image, choices.topics), logDirs) };
}

/** Whoever is asked passes every question on to the group's coordinator. */
function groups({ world, era }: ToolScene, ask: ToolAsk): ToolRun {
  const { groupForm: form = '--list', group = null, topic = null, by = 0 } = ask;
  const isReset = form.startsWith('--reset-offsets');
  const target = targetOf(form, by);
  const option = target === null ? form : `--reset-offsets ${targetOption(target)}`;
  const whose = form.startsWith('--list') ? '' : group === null ? ' --all-groups' : ` --group ${group}`;
  const scope = isReset ? (topic === null ? ' --all-topics' : ` --topic ${topic}`) : '';
  return { command: `kafka-consumer-groups.sh --bootstrap-server ${serverOf(ask)}${whose}${scope} ${option}`, output: consumerGroups(world, era, { form, group, topic, by, server: serverOf(ask) }) };
}

/** What the tool printed when these groups' offsets were last reset with `--execute`, or deleted; null: all groups. */
export function executedOnGroups({ era, resets }: ToolScene, group: string | null, what: 'reset' | 'deleted'): readonly ToolRun[] {
  return resets.filter(({ fact }) => (group === null || fact.group === group) && (fact.type === 'OffsetDeletionEnded') === (what === 'deleted')).map((outcome) => executedOnGroup(era.id, outcome));
}

/** Where there are any, and the version's tool has the option (2.2). */
function leavesOut(scene: ToolScene, ask: ToolAsk): boolean {
  return ask.internalTopics !== true && topicFormats[scene.era.id].showsReassignments && Object.keys(brokerOf(scene, ask.brokerId).image.topics).some((topic) => isInternalTopic(topic));
}

/** As the broker has it that is asked: it may not have heard the latest. */
function imageFor(scene: ToolScene, { brokerId }: ToolAsk): BrokerContext['image'] {
  return brokerOf(scene, brokerId).image;
}

function brokerOf({ world }: ToolScene, brokerId: number): BrokerContext {
  return world.actors.get(brokerAddress(brokerId))?.context as BrokerContext;
}

function isUp({ world }: ToolScene, brokerId: number): boolean {
  return world.nodes[brokerAddress(brokerId)]?.up === true;
}

function liveBrokersIn(era: Era, image: BrokerContext['image']): readonly number[] {
  return Object.values(image.brokers).filter(({ fenced }) => era.metadata === 'zookeeper' || !fenced).map(({ brokerId }) => brokerId);
}

function leaderElection({ elections: all, era }: ToolScene, ask: ToolAsk): ToolRun {
  const elections = all.filter((one) => one.type === 'ElectionRequested');
  const electionType: ElectionType = elections[0]?.electionType ?? 'PREFERRED';
  return { command: electionCommand(serverOf(ask), elections), output: electionOutput(electionType, elections, era) };
}

/** One run of `kafka-preferred-replica-election.sh` has begun, and has no answer yet. */
export function electionUnderWay({ world }: ToolScene): boolean {
  return electionRuns(world).length > 0;
}

function electionRuns(world: KafkaWorld): readonly ElectionErrand[] {
  return Object.values((world.actors.get(ADMIN)?.context as AdminContext | undefined)?.elections ?? {});
}

function preferredElection(scene: ToolScene): ToolRun {
  const [underWay] = electionRuns(scene.world);
  const ended = scene.elections.findLast((one) => one.type === 'ElectionToolFinished');
  if (underWay !== undefined || ended === undefined) return { command: preferredElectionCommand(underWay?.wanted ?? null), output: '' };
  return { command: preferredElectionCommand(ended.wanted), output: preferredElectionOutput(ended, scene.era) };
}

function replicasOn({ world }: ToolScene, brokerId: number): readonly ReplicaContext[] {
  return [...partitionViews(world).values()].flatMap(({ replicas }) => replicas.filter((replica) => replica.brokerId === brokerId).map(({ context }) => context));
}

function dump(scene: ToolScene, { brokerId, partition }: ToolAsk): ToolRun {
  const replica = replicasOn(scene, brokerId).find((one) => one.partition === partition);
  const log = replica?.log;
  const fileOf = (baseOffset: number): string => `${LOG_DIR}/${partition}/${segmentName(baseOffset)}.log`;
  const files = (log?.segments ?? [0]).map(fileOf).join(',');
  const command = dumpCommand(files, scene.era);
  if (log === undefined) return { command, output: missingLog(files, scene.era) };
  return { command, output: segmentsOf(log).map(({ baseOffset, batches }) => dumpLog(fileOf(baseOffset), baseOffset, batches, scene.era)).join('\n') };
}

function checkpoints(scene: ToolScene, { brokerId }: ToolAsk): ToolRun {
  const files = checkpointFiles(replicasOn(scene, brokerId), scene.era.truncation !== 'high-watermark');
  return {
    command: `cd ${LOG_DIR} && tail -n +1 ${files.map(({ path }) => path).join(' ')}`,
    output: files.map(({ path, text }) => `==> ${path} <==\n${text}`).join('\n\n'),
  };
}
