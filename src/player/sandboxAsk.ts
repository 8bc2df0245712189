import { sandboxComplaints } from '../i18n/sandboxComplaints.ts';
import type { Text } from '../i18n/text.ts';
import { phrase, same } from '../i18n/text.ts';
import { brokerIdOf } from '../kafka/actor.ts';
import { isValid, objectionTo } from '../kafka/admin/reassign/checks.ts';
import type { Move } from '../kafka/admin/reassign/types.ts';
import type { Command } from '../kafka/commands.ts';
import { patternMatcher } from '../kafka/consumer/pattern.ts';
import { ACKS_OF } from '../kafka/description.ts';
import { refusedAssignment } from '../kafka/controller/kraft/manualAssignment.ts';
import { refusedReplicas } from '../kafka/controller/zookeeper/assignment.ts';
import { partitionOf } from '../kafka/metadata/image.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import { refusedTopicName } from '../kafka/controller/kraft/topicName.ts';
import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import { errorNameIn } from '../kafka/era/errorName.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { emptyImage } from '../kafka/metadata/image.ts';
import type { AssignorName } from '../kafka/group/assignors/types.ts';
import type { ResetTarget } from '../kafka/group/reset.ts';
import { topicScope } from '../kafka/group/reset.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { Complaint, Complaints } from './sandboxCheck.ts';
import { checkConfig, configComplaint } from './sandboxCheck.ts';
import { listOf } from './sandboxForm.ts';
import { commandRefusal, eraRefusal, refusalText } from './sandboxRefusal.ts';
import { topicRefusal } from './sandboxTopics.ts';
import { brokerIds, nextValue, topicsIn } from './sandboxWorld.ts';

/** What a dialog asked for came to: the commands, or what is wrong with which field ('' for the whole). */
export type Answer = { readonly commands: readonly Command[]; readonly complaints: Complaints };

const MOST_RECORDS = 20;
const LONGEST_LATENCY_MS = 600_000;
const LARGEST_OFFSET = 999_999_999;

export interface SendForm { readonly producer: string; readonly topic: string; readonly partition: string; readonly key: string; readonly value: string; readonly acks: string; readonly count: string }

/** Several records of one form count on from `m4`; a value that was typed is the same in each. */
export function answerSend(world: KafkaWorld, form: SendForm): Answer {
  const count = wholeNumber(form.count, 1, MOST_RECORDS);
  const acks = ACKS_OF[form.acks];
  const records = Array.from({ length: count ?? 0 }, (_, index): Command => ({
    type: 'producer.send', producer: form.producer, topic: form.topic, value: form.value === '' ? nextValue(world, index) : form.value,
    ...(form.key === '' ? {} : { key: form.key }), ...(acks === undefined ? {} : { acks }), ...(form.partition === '' ? {} : { partition: Number(form.partition) }),
  }));
  return settle(world, records, count === null ? { count: between(1, MOST_RECORDS) } : {});
}

export interface NetworkForm { readonly from: string; readonly to: string; readonly operation: string; readonly extraLatencyMs: string }

export function answerNetwork(world: KafkaWorld, { from, to: other, operation, extraLatencyMs }: NetworkForm): Answer {
  const to = other === '' ? null : other;
  if (operation === 'cut') return settle(world, [{ type: 'network.cut', from, to }]);
  if (operation === 'heal') return settle(world, [{ type: 'network.heal', from, to }]);
  const latency = wholeNumber(extraLatencyMs, 0, LONGEST_LATENCY_MS);
  if (latency === null) return { commands: [], complaints: { extraLatencyMs: between(0, LONGEST_LATENCY_MS) } };
  return settle(world, [{ type: 'network.slow', from, to, extraLatencyMs: latency }]);
}

export interface NewTopicForm { readonly name: string; readonly partitions: string; readonly replicationFactor: string; readonly more: string }

export function answerTopic(world: KafkaWorld, era: EraId, form: NewTopicForm): Answer {
  const found: Record<string, Complaint> = {};
  const image = { ...emptyImage, topics: Object.fromEntries(topicsIn(world).map((topic) => [topic, { topicId: '', partitions: {} }])) };
  const badName = refusedTopicName(image, form.name);
  if (badName !== null) found['name'] = kafkas(badName.message ?? errorNameIn(era, badName.error));
  const [partitions, replicationFactor] = [Number(form.partitions.trim() || Number.NaN), Number(form.replicationFactor.trim() || Number.NaN)];
  const brokers = brokerIds(world).length;
  if (!Number.isInteger(partitions) || partitions > 30) found['partitions'] = between(1, 30);
  else note(found, 'partitions', topicRefusal(era, brokers, { partitions, replicationFactor: 1 }));
  if (!Number.isInteger(replicationFactor)) found['replicationFactor'] = between(1, brokers);
  else note(found, 'replicationFactor', topicRefusal(era, brokers, { partitions: 1, replicationFactor }));
  const configs = checkConfig(era, 'topic', { values: {}, more: form.more }, 'config', found);
  return settle(world, [{ type: 'topic.create', topic: { name: form.name, partitions, replicationFactor, configs } }], found);
}

export interface DeleteForm { readonly partition: string; readonly beforeOffset: string }

/** Below the high watermark when no offset is given. */
export function answerDelete(world: KafkaWorld, { partition, beforeOffset }: DeleteForm): Answer {
  const offset = beforeOffset.trim() === '' ? -1 : wholeNumber(beforeOffset, 0, LARGEST_OFFSET);
  if (offset === null) return { commands: [], complaints: { beforeOffset: between(0, LARGEST_OFFSET) } };
  return settle(world, [{ type: 'records.delete', partition, beforeOffset: offset }]);
}

export const RESET_TARGETS = ['earliest', 'latest', 'current', 'offset', 'shift', 'duration'] as const;

export interface ResetForm { readonly group: string; readonly topics: string; readonly to: (typeof RESET_TARGETS)[number]; readonly number: string }

/** Topics parted by spaces, each whole or with partitions. */
export function answerReset(world: KafkaWorld, { group, topics: text, to, number }: ResetForm): Answer {
  const topics = text.split(/\s+/).filter((scope) => scope !== '');
  const wrong = topics.find((scope) => topicScope(scope) === null);
  if (wrong !== undefined) return { commands: [], complaints: { topics: { text: phrase(sandboxComplaints.topicScope, wrong), isKafkas: false } } };
  const [least, most] = to === 'shift' ? [-LARGEST_OFFSET, LARGEST_OFFSET] : [0, LARGEST_OFFSET];
  const amount = /^\s*-?\d{1,12}\s*$/.test(number) ? Number(number) : Number.NaN;
  const needsNumber = to === 'offset' || to === 'shift' || to === 'duration';
  if (needsNumber && !(amount >= least && amount <= most)) return { commands: [], complaints: { number: between(least, most) } };
  return settle(world, [{ type: 'group.resetOffsets', group, topics: topics.length === 0 ? null : topics, target: resetTarget(to, amount) }]);
}

function resetTarget(to: ResetForm['to'], amount: number): ResetTarget {
  switch (to) {
    case 'offset': return { to, offset: amount };
    case 'shift': return { to, by: amount };
    case 'duration': return { to, ms: amount * 1000 };
    default: return { to };
  }
}

export interface SeekForm { readonly consumer: string; readonly partition: string; readonly offset: string }

export function answerSeek(world: KafkaWorld, { consumer, partition, offset: text }: SeekForm): Answer {
  const offset = wholeNumber(text, 0, LARGEST_OFFSET);
  if (offset === null) return { commands: [], complaints: { offset: between(0, LARGEST_OFFSET) } };
  return settle(world, [{ type: 'consumer.seek', consumer, partition, offset }]);
}

export interface ProcessingForm { readonly consumer: string; readonly processingMs: string }

export function answerProcessing(world: KafkaWorld, { consumer, processingMs: text }: ProcessingForm): Answer {
  const processingMs = wholeNumber(text, 0, LONGEST_LATENCY_MS);
  if (processingMs === null) return { commands: [], complaints: { processingMs: between(0, LONGEST_LATENCY_MS) } };
  return settle(world, [{ type: 'consumer.setProcessing', consumer, processingMs }]);
}

export interface AssignorForm { readonly consumer: string; readonly assignor: AssignorName }

export const ASSIGNOR_NAMES: readonly AssignorName[] = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'];

export function answerAssignor(world: KafkaWorld, { consumer, assignor }: AssignorForm): Answer {
  return settle(world, [{ type: 'consumer.setAssignors', consumer, assignors: [assignor] }]);
}

export interface SubscribeForm { readonly consumer: string; readonly topics: string; readonly pattern: string }

/** A pattern, if there is one, stands for the topics. */
export function answerSubscribe(world: KafkaWorld, { consumer, topics, pattern }: SubscribeForm): Answer {
  const wanted = pattern.trim();
  const refused = wanted === '' ? null : patternRefusal(wanted);
  return settle(world, [{ type: 'consumer.subscribe', consumer, topics: wanted === '' ? listOf(topics) : [], ...(wanted === '' ? {} : { pattern: wanted }) }], refused === null ? {} : { pattern: ours(refused) });
}

function patternRefusal(pattern: string): Text | null {
  try {
    patternMatcher(pattern);
    return null;
  } catch (error) {
    return refusalText(error instanceof Error ? error.message : String(error));
  }
}

export interface ZnodeForm { readonly client: string; readonly does: ZnodeDeed; readonly path: string; readonly data: string; readonly kind: string; readonly version: string }

/** What the dialog offers, in its order. */
export const ZNODE_DEEDS = ['create', 'set', 'delete', 'readData', 'watchData', 'watchChildren', 'followData', 'followChildren', 'lock'] as const;
export type ZnodeDeed = (typeof ZNODE_DEEDS)[number];

export function answerZnode(world: KafkaWorld, { client, does, path: typed, data, kind, version: text }: ZnodeForm): Answer {
  const path = typed.trim();
  if (!/^(\/[^/]+)+$/.test(path)) return { commands: [], complaints: { path: ours(sandboxComplaints.znodePath) } };
  const version = text.trim() === '' ? -1 : wholeNumber(text, 0, LARGEST_OFFSET);
  if (version === null) return { commands: [], complaints: { version: between(0, LARGEST_OFFSET) } };
  const command = ((): Command => {
    switch (does) {
      case 'create': return { type: 'zkClient.create', client, path, data, ephemeral: kind.startsWith('ephemeral'), sequential: kind.endsWith('sequential') };
      case 'set': return { type: 'zkClient.set', client, path, data, version };
      case 'delete': return { type: 'zkClient.delete', client, path, version };
      case 'readData': case 'watchData': return { type: 'zkClient.read', client, path, what: 'data', watch: does === 'watchData' };
      case 'watchChildren': return { type: 'zkClient.read', client, path, what: 'children', watch: true };
      case 'followData': case 'followChildren': return { type: 'zkClient.follow', client, path, what: does === 'followData' ? 'data' : 'children' };
      case 'lock': return { type: 'zkClient.lock', client, path };
      default: return does satisfies never;
    }
  })();
  return settle(world, [command]);
}

export interface ReassignForm { readonly partition: string; readonly replicas: string }

/** The brokers by their ids, as `kafka-reassign-partitions.sh` has them; refused as the controller or, before KIP-455, the tool would. */
export function answerReassign(world: KafkaWorld, era: EraId, { partition, replicas: text }: ReassignForm): Answer {
  const asked = listOf(text);
  const replicas = asked.map(Number);
  if (!asked.every((id) => /^\d{1,4}$/.test(id))) return { commands: [], complaints: { replicas: ours(sandboxComplaints.brokerIds) } };
  const refused = reassignmentRefusal(world, era, partition, replicas);
  return settle(world, [{ type: 'partition.reassign', partition, replicas }], refused === null ? {} : { replicas: kafkas(refused) });
}

function reassignmentRefusal(world: KafkaWorld, era: EraId, partition: string, replicas: readonly number[]): string | null {
  const image = controllerImage(world) ?? emptyImage;
  const known = partitionOf(image, partition);
  if (eraOf(era).partitionReassignments === 'through-znode') return toolRefusal(era, image, { partition, replicas });
  if (eraOf(era).metadata === 'kraft') return refusedAssignment(image, replicas)?.message ?? null;
  const current = known ?? { replicas: [], adding: [], removing: [] };
  return refusedReplicas(current, replicas, Object.keys(image.brokers).map(Number))?.message ?? null;
}

/** Whether something moves is left to the tool: it looks when it runs. Source: ReassignPartitionsCommand.parseAndValidate. */
function toolRefusal(era: EraId, image: MetadataImage, move: Move): string | null {
  const { partition, replicas } = move;
  if (replicas.length === 0) return 'Partition replica list cannot be empty';
  if (!isValid([move])) {
    const twice = [...new Set(replicas.filter((id, index) => replicas.indexOf(id) !== index))];
    return `Partition replica lists may not contain duplicate entries: ${partition} contains multiple entries for ${twice.join()}`;
  }
  const around = { brokers: Object.keys(image.brokers).map(Number), isPlaced: () => partitionOf(image, partition) !== undefined, isMoving: false };
  const objection = objectionTo([move], around, eraOf(era));
  return objection?.how === 'unknown-brokers' ? `The proposed assignment contains non-existent brokerIDs: ${objection.brokers.join()}` : null;
}

export interface SettingForm { readonly resource: string; readonly name: string; readonly value: string }

/** `topic:orders`, `broker:1`, or `broker:` for all brokers, as the metadata have them. */
export function answerSetting(world: KafkaWorld, era: EraId, { resource, name, value }: SettingForm): Answer {
  const [resourceType, resourceName = ''] = resource.startsWith('topic:') ? (['topic', resource.slice(6)] as const) : (['broker', resource.slice(7)] as const);
  const text = value.trim();
  const wrong = text === '' ? configComplaintOfName(era, resourceType, name) : configComplaint(era, resourceType, name.trim(), text);
  const missing = resourceType === 'broker' ? eraRefusal(era, 'config.set.broker') : null;
  if (missing !== null) return { commands: [], complaints: { '': ours(missing) } };
  const isName = wrong !== null && wrong.text.en.startsWith('Unknown');
  return settle(world, [{ type: 'config.set', resourceType, resourceName, name: name.trim(), value: text === '' ? null : text }], wrong === null ? {} : { [isName ? 'name' : 'value']: wrong });
}

/** Whose setting a dialog that was opened on a node or a topic changes. */
export function resourceOf(of: string | null): string {
  const broker = of === null ? null : brokerIdOf(of);
  return of === null ? 'broker:' : broker === null ? `topic:${of}` : `broker:${broker}`;
}

function configComplaintOfName(era: EraId, resourceType: 'topic' | 'broker', name: string): Complaint | null {
  const complaint = configComplaint(era, resourceType, name.trim(), '');
  return complaint !== null && /^(Unknown|Kafka )/.test(complaint.text.en) ? complaint : null;
}

function settle(world: KafkaWorld, commands: readonly Command[], complaints: Complaints = {}): Answer {
  if (Object.keys(complaints).length > 0) return { commands: [], complaints };
  const refused = commands.map((command) => commandRefusal(world, command)).find((refusal) => refusal !== null);
  return refused === undefined ? { commands, complaints } : { commands: [], complaints: { '': ours(refused) } };
}

function note(found: Record<string, Complaint>, path: string, message: string | null): void {
  if (message !== null) found[path] = kafkas(message);
}

function wholeNumber(text: string, min: number, max: number): number | null {
  const value = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

function between(min: number, max: number): Complaint {
  return ours(phrase(sandboxComplaints.wholeNumber, String(min), String(max)));
}

function kafkas(message: string): Complaint {
  return { text: same(message), isKafkas: true };
}

function ours(text: Text): Complaint {
  return { text, isKafkas: text.en === text.zh };
}
