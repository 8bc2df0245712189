import { membersInOrder } from '../../kafka/group/members.ts';
import type { JoinGroupProtocol, SyncGroupRequest } from '../../kafka/group/messages.ts';
import type { MemberRequest } from '../../kafka/group/withoutGroup.ts';
import { hashMapOrder, stringHashCode } from '../../kafka/names/javaHash.ts';
import { configDefault } from '../../kafka/era/era.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';
import { GROUP, GroupPuppet } from './groupPuppet.ts';
import type { Answer, Limits } from './groupPuppet.ts';

interface Outcome {
  readonly responses?: readonly { readonly rid: number }[];
  readonly records?: readonly string[];
  readonly group?: GroupState;
}
interface GroupState {
  readonly state: string;
  readonly members?: readonly { readonly id: string }[];
  readonly pendingJoin?: readonly string[];
}
interface From {
  readonly memberId: string;
  readonly instanceId?: string;
}
type Request =
  | { readonly op: 'JoinGroup'; readonly req: From & { readonly sessionTimeoutMs: number; readonly rebalanceTimeoutMs: number; readonly protocols: readonly string[]; readonly metadata: string } }
  | { readonly op: 'SyncGroup'; readonly req: From & { readonly generation: number; readonly protocol: string; readonly assignments: Readonly<Record<string, string>> } }
  | { readonly op: 'Heartbeat'; readonly req: From & { readonly generation: number } }
  | { readonly op: 'LeaveGroup'; readonly req: From }
  | { readonly op: 'OffsetCommit'; readonly req: From & { readonly generationOrEpoch: number; readonly topic: string; readonly partition: number; readonly offset: number } };
type Event = Outcome & { readonly t: number } & (
  | { readonly op: 'advance'; readonly ms: number; readonly fired?: readonly (Outcome & { readonly at: number; readonly keys: readonly string[] })[] }
  | { readonly op: 'OffsetFetch'; readonly rid: number; readonly req: { readonly topic: string; readonly partition: number } }
  | (Request & { readonly rid: number; readonly client: string })
);
interface Trace {
  readonly config: Readonly<Record<string, number>>;
  readonly events: readonly Event[];
}

/** One trace: every answer, every record, the whole group and its timers, which are what they were where the trace is silent. */
export const family: Family = {
  name: 'group_classic_traces',
  check: (caseData) => {
    const { config, events } = caseData as Trace;
    const puppet = new GroupPuppet(limitsOf(config));
    const seen: { ids: Set<string>; group: unknown } = { ids: new Set(), group: { state: '(none)' } };
    for (const [index, event] of events.entries()) {
      const at = `event ${index} (${event.op})`;
      if (event.group !== undefined) seen.group = event.group;
      const difference = event.op === 'advance' ? advanced(puppet, event, seen, at) : requested(puppet, event, seen, at);
      if (difference !== null) return difference;
    }
    return null;
  },
};

type Seen = { readonly ids: Set<string>; group: unknown };

function limitsOf(config: Trace['config']): Limits {
  const setting = (name: 'group.initial.rebalance.delay.ms' | 'group.max.size' | 'group.min.session.timeout.ms' | 'group.max.session.timeout.ms'): number =>
    config[name] ?? configDefault('4.1', 'broker', name);
  return {
    initialRebalanceDelayMs: setting('group.initial.rebalance.delay.ms'), maxSize: setting('group.max.size'),
    minSessionTimeoutMs: setting('group.min.session.timeout.ms'), maxSessionTimeoutMs: setting('group.max.session.timeout.ms'),
  };
}

/** Timers due at one time fire in Kafka's order; none may be left over, none may fire unasked. */
function advanced(puppet: GroupPuppet, event: Extract<Event, { op: 'advance' }>, seen: Seen, at: string): Difference | null {
  for (const { at: dueAtMs, keys, ...outcome } of event.fired ?? []) {
    begin(puppet);
    for (const key of keys) {
      const name = [...puppet.timers].find(([armed, timer]) => keyOf(armed) === key && timer.dueAtMs === dueAtMs)?.[0];
      if (name === undefined) return { difference: `${at}: ${key} is not armed for ${dueAtMs}` };
      puppet.fire(name);
    }
    if (outcome.group !== undefined) seen.group = outcome.group;
    const difference = compareOutcome(puppet, outcome, seen, `${at} at ${dueAtMs}`);
    if (difference !== null) return difference;
  }
  const late = [...puppet.timers].find(([, { dueAtMs }]) => dueAtMs <= event.t);
  return late === undefined ? null : { difference: `${at}: ${keyOf(late[0])} is due at ${late[1].dueAtMs} and did not fire` };
}

function requested(puppet: GroupPuppet, event: Exclude<Event, { op: 'advance' }>, seen: Seen, at: string): Difference | null {
  begin(puppet);
  if (event.op === 'OffsetFetch') {
    const { rid, req: { topic, partition } } = event;
    return compare(event.responses, [{ rid, api: 'OffsetFetch', error: 'NONE', offset: puppet.offsets.get(`${topic}-${partition}`)?.offset ?? -1 }], at);
  }
  puppet.words = newWords(event.group, seen.ids);
  puppet.request(event.t, event.client, requestOf(event));
  return compareOutcome(puppet, event, seen, at);
}

function begin(puppet: GroupPuppet): void {
  puppet.answers = [];
  puppet.records = [];
}

/** The UUID that Kafka drew for a member that was not there before, in words of 32 bits. */
function newWords(group: GroupState | undefined, ids: Set<string>): number[] {
  const all = [...(group?.members ?? []).map(({ id }) => id), ...(group?.pendingJoin ?? [])];
  const fresh = all.find((id) => !ids.has(id));
  for (const id of all) ids.add(id);
  const hex = fresh === undefined ? '' : fresh.slice(-36).replaceAll('-', '');
  return (hex.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16));
}

function requestOf(event: Request & { readonly rid: number }): MemberRequest {
  const common = { kind: 'request', correlationId: event.rid, groupId: GROUP } as const;
  const from = { memberId: event.req.memberId, groupInstanceId: event.req.instanceId ?? null };
  switch (event.op) {
    case 'JoinGroup': {
      const { sessionTimeoutMs, rebalanceTimeoutMs, protocols, metadata } = event.req;
      // The coordinator takes metadata and assignments for bytes: here they are texts.
      const offered = protocols.map((name) => ({ name, metadata })) as unknown as readonly JoinGroupProtocol[];
      return { ...common, api: 'JoinGroup', ...from, sessionTimeoutMs, rebalanceTimeoutMs, protocolType: 'consumer', protocols: offered, requiresMemberId: true, reason: null };
    }
    case 'SyncGroup': {
      const assignments = Object.entries(event.req.assignments).map(([memberId, assignment]) => ({ memberId, assignment })) as unknown as SyncGroupRequest['assignments'];
      return { ...common, api: 'SyncGroup', ...from, generationId: event.req.generation, protocolType: 'consumer', protocolName: event.req.protocol, assignments };
    }
    case 'Heartbeat': return { ...common, api: 'Heartbeat', ...from, generationId: event.req.generation };
    case 'LeaveGroup': return { ...common, api: 'LeaveGroup', members: [{ ...from, reason: null }] };
    case 'OffsetCommit': {
      const { topic, partition, offset, generationOrEpoch } = event.req;
      return { ...common, api: 'OffsetCommit', ...from, generationId: generationOrEpoch, offsets: [{ partition: `${topic}-${partition}`, offset, leaderEpoch: -1, metadata: '' }] };
    }
    default: throw new Error(`no such request: ${JSON.stringify(event satisfies never)}`);
  }
}

function compareOutcome(puppet: GroupPuppet, { responses = [], records = [] }: Outcome, seen: Seen, at: string): Difference | null {
  const byRid = (all: readonly { readonly rid: number }[]): readonly unknown[] => all.toSorted((a, b) => a.rid - b.rid);
  return compare(byRid(responses), byRid(puppet.answers.map(answerOf)), `${at} responses`)
    ?? compare(records, puppet.records, `${at} records`)
    ?? compare(seen.group, groupOf(puppet), `${at} group`);
}

function answerOf(answer: Answer): { readonly rid: number } {
  const { correlationId: rid, api } = answer;
  if ('refused' in answer) return { rid, api, error: answer.refused, ...refusedFields(answer) } as { readonly rid: number };
  switch (answer.api) {
    case 'JoinGroup': {
      const { error, memberId, generationId: generation, leader, protocolName: protocol, skipAssignment } = answer;
      const members = answer.members.map((member) => ({ memberId: member.memberId, metadata: member.metadata, ...instance(member) }));
      return { rid, api, error, memberId, generation, leader, protocol, members, ...(skipAssignment ? { skipAssignment } : {}) } as { readonly rid: number };
    }
    case 'SyncGroup': return { rid, api, error: answer.error, assignment: answer.assignment ?? '' } as { readonly rid: number };
    case 'LeaveGroup':
      return { rid, api, error: answer.error, members: answer.members.map(({ memberId, error }) => ({ memberId, error })) } as { readonly rid: number };
    case 'OffsetCommit': return { rid, api, error: answer.partitions[0]?.error } as { readonly rid: number };
    case 'Heartbeat': return { rid, api, error: answer.error } as { readonly rid: number };
    default: throw new Error(`an answer to ${api}`);
  }
}

/** What Kafka's shard leaves empty when it refuses before there is a group. */
function refusedFields({ api, memberId }: Extract<Answer, { refused: unknown }>): object {
  switch (api) {
    case 'JoinGroup': return { memberId, generation: -1, leader: '', protocol: '', members: [] };
    case 'SyncGroup': return { assignment: '' };
    case 'LeaveGroup': return { members: [] };
    default: return {};
  }
}

function instance({ groupInstanceId }: { readonly groupInstanceId: string | null }): object {
  return groupInstanceId === null ? {} : { instanceId: groupInstanceId };
}

function groupOf(puppet: GroupPuppet): object {
  if (puppet.group === null) return { state: '(none)' };
  const { state, context } = puppet.group;
  const members = membersInOrder(context).map((member) => ({
    id: member.memberId, ...instance(member), ...(member.assignment === null ? {} : { assignment: member.assignment }),
    ...(member.awaitingJoin === null ? {} : { awaitingJoin: true }), ...(member.awaitingSync === null ? {} : { awaitingSync: true }),
  }));
  const listed = (name: string, ids: readonly string[]): object => (ids.length === 0 ? {} : { [name]: hashMapOrder(ids, stringHashCode) });
  return {
    type: 'classic', state, generation: context.generation, leader: context.leader, protocol: context.protocolName, members,
    ...listed('pendingJoin', context.pendingMembers), ...listed('pendingSync', context.pendingSyncs),
    timers: Object.fromEntries([...puppet.timers].map(([name, { dueAtMs }]) => [keyOf(name), dueAtMs])),
  };
}

/** Kafka's key of a timer of ours. */
function keyOf(name: string): string {
  const [kind = '', memberId] = name.split(' ');
  return memberId === undefined ? `${kind}-${GROUP}` : `${kind}-${GROUP}-${memberId}`;
}
