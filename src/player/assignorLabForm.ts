import { assignorLabComplaints } from '../i18n/assignorLab.ts';
import { sandboxComplaints } from '../i18n/sandboxComplaints.ts';
import { phrase, same } from '../i18n/text.ts';
import type { PartitionCounts } from '../kafka/group/assignors/types.ts';
import { refusedTopicName } from '../kafka/controller/kraft/topicName.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { emptyImage } from '../kafka/metadata/image.ts';
import type { Complaint, Complaints } from './sandboxCheck.ts';

export const MOST_LAB_TOPICS = 10;
export const MOST_LAB_MEMBERS = 12;
export const MOST_LAB_PARTITIONS = 20;

/** A topic as it was typed. Its key stays the same while its name changes, so subscriptions do, too. */
export interface LabTopic {
  readonly key: number;
  readonly name: string;
  readonly partitions: string;
}

export interface LabMember {
  readonly key: number;
  readonly memberId: string;
  /** `group.instance.id` of a static member; it is taken from a group and cannot be edited. */
  readonly groupInstanceId: string | null;
  /** Keys of the topics it subscribes to. */
  readonly topics: readonly number[];
}

export interface LabForm {
  readonly topics: readonly LabTopic[];
  readonly members: readonly LabMember[];
  /** For whatever is added next. */
  readonly nextKey: number;
}

/** A group and its topics, as an assignor is given them. */
export interface LabInput {
  readonly partitionCounts: PartitionCounts;
  readonly members: readonly LabSubscription[];
}

export interface LabSubscription {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly topics: readonly string[];
}

/** Two topics and three members, as in lesson G8. */
export const FIRST_LAB_INPUT: LabInput = {
  partitionCounts: { orders: 4, payments: 4 },
  members: [1, 2, 3].map((number) => ({ memberId: `consumer-${number}`, groupInstanceId: null, topics: ['orders', 'payments'] })),
};

export function formOf({ partitionCounts, members }: LabInput): LabForm {
  const topics = Object.entries(partitionCounts).map(([name, partitions], key) => ({ key, name, partitions: String(partitions) }));
  const rows = members.map((member, index) => ({ ...member, key: topics.length + index, topics: topics.filter(({ name }) => member.topics.includes(name)).map(({ key }) => key) }));
  return { topics, members: rows, nextKey: topics.length + rows.length };
}

/** Somebody subscribes to what is new, or it would change nothing: all who subscribe to everything there is. */
export function withTopic(form: LabForm): LabForm {
  const { topics, members, nextKey: key } = form;
  const name = fresh(['orders', 'payments', 'clicks', 'users', 'audit'], 'topic-', topics.map((topic) => topic.name));
  return {
    topics: [...topics, { key, name, partitions: '4' }], nextKey: key + 1,
    members: members.map((member) => (topics.every((topic) => member.topics.includes(topic.key)) ? { ...member, topics: [...member.topics, key] } : member)),
  };
}

export function withoutTopic(form: LabForm, key: number): LabForm {
  const members = form.members.map((member) => ({ ...member, topics: member.topics.filter((topic) => topic !== key) }));
  return { ...form, topics: form.topics.filter((topic) => topic.key !== key), members };
}

/** @param before ids that were members before: a new member is none of them. */
export function withMember(form: LabForm, before: readonly string[]): LabForm {
  const { topics, members, nextKey: key } = form;
  const memberId = fresh([], 'consumer-', [...members.map((member) => member.memberId), ...before]);
  return { ...form, members: [...members, { key, memberId, groupInstanceId: null, topics: topics.map((topic) => topic.key) }], nextKey: key + 1 };
}

export function withoutMember(form: LabForm, key: number): LabForm {
  return { ...form, members: form.members.filter((member) => member.key !== key) };
}

export function changeTopic(form: LabForm, key: number, part: Partial<Pick<LabTopic, 'name' | 'partitions'>>): LabForm {
  return { ...form, topics: form.topics.map((topic) => (topic.key === key ? { ...topic, ...part } : topic)) };
}

export function changeMember(form: LabForm, key: number, part: Partial<Pick<LabMember, 'memberId' | 'topics'>>): LabForm {
  return { ...form, members: form.members.map((member) => (member.key === key ? { ...member, ...part } : member)) };
}

function fresh(names: readonly string[], prefix: string, taken: readonly string[]): string {
  const name = names.find((one) => !taken.includes(one));
  if (name !== undefined) return name;
  // A member of a real group is called by its client and a UUID.
  for (let number = 1; ; number += 1) if (!taken.some((one) => one === `${prefix}${number}` || one.startsWith(`${prefix}${number}-`))) return `${prefix}${number}`;
}

interface Bounds {
  readonly mostPartitions: number;
  /** Of the round before: Kafka takes no partitions away. */
  readonly countsBefore: PartitionCounts;
}

export interface LabChecked {
  /** By field: `topic.<key>.name`, `topic.<key>.partitions`, `member.<key>.id`, `member.<key>.topics`, `members`. */
  readonly complaints: Complaints;
  /** null while something is wrong. */
  readonly input: LabInput | null;
}

const ours = (text: Complaint['text']): Complaint => ({ text, isKafkas: false });
const kafkas = (message: string): Complaint => ({ text: same(message), isKafkas: true });

/** Checks every field; each complaint stands at the field that has to change. */
export function checkLab(form: LabForm, bounds: Bounds): LabChecked {
  const complaints = { ...topicComplaints(form, bounds), ...memberComplaints(form) };
  if (Object.keys(complaints).length > 0) return { complaints, input: null };
  const nameOf = new Map(form.topics.map(({ key, name }) => [key, name]));
  return {
    complaints,
    input: {
      partitionCounts: Object.fromEntries(form.topics.map(({ name, partitions }) => [name, Number(partitions)])),
      members: form.members.map(({ memberId, groupInstanceId, topics }) => ({ memberId, groupInstanceId, topics: topics.flatMap((key) => nameOf.get(key) ?? []) })),
    },
  };
}

function topicComplaints({ topics }: LabForm, bounds: Bounds): Complaints {
  const found: Record<string, Complaint> = {};
  let image: MetadataImage = emptyImage;
  for (const { key, name, partitions } of topics) {
    const refused = refusedTopicName(image, name);
    if (refused !== null) found[`topic.${key}.name`] = kafkas(refused.message ?? refused.error);
    else image = { ...image, topics: { ...image.topics, [name]: { topicId: '', partitions: {} } } };
    const wrong = countComplaint(name, partitions, bounds);
    if (wrong !== null) found[`topic.${key}.partitions`] = wrong;
  }
  return found;
}

function countComplaint(name: string, typed: string, { mostPartitions, countsBefore }: Bounds): Complaint | null {
  const count = /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(count <= mostPartitions)) return ours(phrase(sandboxComplaints.wholeNumber, '0', String(mostPartitions)));
  const before = Object.hasOwn(countsBefore, name) ? countsBefore[name] ?? 0 : 0;
  return count < before ? kafkas(`The topic ${name} currently has ${before} partition(s); ${count} would not be an increase.`) : null;
}

function memberComplaints({ members }: LabForm): Complaints {
  const found: Record<string, Complaint> = {};
  if (members.length === 0) found['members'] = ours(assignorLabComplaints.nobody);
  const ids = new Set<string>();
  for (const { key, memberId, topics } of members) {
    if (memberId.trim() === '') found[`member.${key}.id`] = ours(assignorLabComplaints.noId);
    else if (ids.has(memberId)) found[`member.${key}.id`] = ours(assignorLabComplaints.sameId);
    ids.add(memberId);
    if (topics.length === 0) found[`member.${key}.topics`] = ours(assignorLabComplaints.noTopic);
  }
  return found;
}
