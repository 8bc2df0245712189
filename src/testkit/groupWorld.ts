import type { Effect, KafkaEvent } from '../kafka/actor.ts';
import type { EraId } from '../kafka/era/era.ts';
import { groupMachine } from '../kafka/group/machine.ts';
import type { GroupResponse, JoinGroupResponse, Subscription } from '../kafka/group/messages.ts';
import type { GroupContext, GroupInput, GroupState, WordToCoordinator } from '../kafka/group/types.ts';
import type { MemberRequest } from '../kafka/group/withoutGroup.ts';
import type { ErrorName } from '../kafka/names/errors.ts';
import { oneGroupFaults } from '../kafka/promises/groupInvariants.ts';
import { ActorPuppet } from './actorPuppet.ts';

export type Action =
  | { readonly act: 'join'; readonly member: number; readonly isNew: boolean; readonly changed: boolean }
  | { readonly act: 'sync' | 'heartbeat' | 'commit'; readonly member: number; readonly isStale: boolean }
  | { readonly act: 'leave'; readonly member: number }
  | { readonly act: 'store'; readonly error: ErrorName }
  | { readonly act: 'timer' };

/** A member as its client knows itself. Every third one is static. */
interface Client {
  readonly name: string;
  readonly groupInstanceId: string | null;
  memberId: string;
  generation: number;
  members: readonly string[];
}

/** What may come after what. Source: ClassicGroupState. */
const NEXT: Readonly<Record<GroupState, readonly GroupState[]>> = {
  Empty: ['PreparingRebalance', 'Dead'],
  PreparingRebalance: ['CompletingRebalance', 'Empty', 'Dead'],
  CompletingRebalance: ['Stable', 'PreparingRebalance', 'Dead'],
  Stable: ['PreparingRebalance', 'Dead'],
  Dead: [],
};

const PARTITIONS = ['orders-0', 'orders-1', 'orders-2', 'orders-3'];
const MOST_TIMERS = 500;

/** One group among clients that do as they please, and a log that answers when and as it pleases. */
export class GroupWorld {
  private readonly group: ActorPuppet<GroupContext>;
  private readonly clients: readonly Client[];
  private readonly timers = new Map<string, { readonly dueAtMs: number; readonly event: KafkaEvent }>();
  private readonly stores: number[] = [];
  /** Requests without an answer yet; `null`: another of the same member took its place, so none will come. */
  private readonly asked = new Map<number, { readonly client: Client; readonly message: MemberRequest } | null>();
  private nextId = 1;
  private nextDraw = 1;
  private nowMs = 0;

  constructor({ era, ...config }: { readonly era: EraId; readonly initialRebalanceDelayMs: number; readonly maxSize: number }) {
    const input: GroupInput = { brokerId: 1, groupId: 'g', partition: 0, config };
    const draw = (bound: number): number => (this.nextDraw++ * 2654435761) % bound;
    this.group = new ActorPuppet<GroupContext>(groupMachine, input, { era, draw, self: 'broker-1/group-g' });
    this.clients = [0, 1, 2, 3, 4].map((index) => ({ name: `consumer-${index}`, groupInstanceId: index % 3 === 2 ? `instance-${index}` : null, memberId: '', generation: -1, members: [] }));
  }

  get state(): string {
    return this.group.state as string;
  }

  /** @returns what is wrong after it. */
  take(action: Action): readonly string[] {
    if (action.act === 'timer') return this.fire();
    if (action.act === 'store') {
      const token = this.stores.shift();
      return token === undefined ? [] : this.tell({ type: 'GroupStored', token, error: action.error } as KafkaEvent);
    }
    const client = this.clients[action.member];
    return client === undefined ? [] : this.send(client, this.requestOf(client, action));
  }

  /** Nobody does anything any more: the log answers, timers fire. */
  runDry(): readonly string[] {
    for (let left = MOST_TIMERS; left > 0; left -= 1) {
      const token = this.stores.shift();
      if (token === undefined && this.timers.size === 0) return [];
      const faults = token === undefined ? this.fire() : this.tell({ type: 'GroupStored', token, error: 'NONE' } as KafkaEvent);
      if (faults.length > 0) return faults;
    }
    return ['timers fire without end'];
  }

  waiting(): readonly string[] {
    return [...this.asked].flatMap(([id, asked]) => (asked === null ? [] : [`${asked.message.api} ${id} of ${asked.client.name}`]));
  }

  private requestOf(client: Client, action: Exclude<Action, { act: 'timer' | 'store' }>): MemberRequest {
    const common = { kind: 'request', correlationId: this.nextId++, groupId: 'g' } as const;
    const from = { memberId: client.memberId, groupInstanceId: client.groupInstanceId };
    const generationId = 'isStale' in action && action.isStale ? client.generation - 1 : client.generation;
    switch (action.act) {
      case 'join': {
        const metadata: Subscription = { topics: action.changed ? ['orders', 'payments'] : ['orders'], ownedPartitions: [], generationId: -1, rackId: null, userData: null };
        const memberId = action.isNew ? '' : client.memberId;
        return { ...common, api: 'JoinGroup', ...from, memberId, sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 20_000, protocolType: 'consumer', protocols: [{ name: 'range', metadata }], requiresMemberId: client.groupInstanceId === null, reason: null };
      }
      case 'sync': {
        const assignments = client.members.map((memberId, index) => ({ memberId, assignment: PARTITIONS.filter((_, at) => at % client.members.length === index) }));
        return { ...common, api: 'SyncGroup', ...from, generationId, protocolType: 'consumer', protocolName: 'range', assignments };
      }
      case 'heartbeat': return { ...common, api: 'Heartbeat', ...from, generationId };
      case 'commit': return { ...common, api: 'OffsetCommit', ...from, generationId, offsets: [{ partition: 'orders-0', offset: 1, leaderEpoch: 0, metadata: '' }] };
      case 'leave': return { ...common, api: 'LeaveGroup', members: [{ ...from, reason: null }] };
      default: throw new Error(`no such action: ${JSON.stringify(action satisfies never)}`);
    }
  }

  private send(client: Client, message: MemberRequest): readonly string[] {
    this.supersede(client, message);
    this.asked.set(message.correlationId, { client, message });
    return this.tell({ type: message.api, message, from: client.name, replyTo: { connection: `${client.name}#1>broker-1#1`, to: client.name }, routine: false } as KafkaEvent);
  }

  /** A member that joins or syncs again gives up the request before, and so does one whose SyncGroup waits when it leaves. */
  private supersede(client: Client, { api }: MemberRequest): void {
    for (const [id, asked] of this.asked) {
      const gaveUp = asked?.client === client && (asked.message.api === api || (api === 'LeaveGroup' && asked.message.api === 'SyncGroup'));
      if (gaveUp) this.asked.set(id, null);
    }
  }

  private fire(): readonly string[] {
    const [next] = [...this.timers].toSorted(([, a], [, b]) => a.dueAtMs - b.dueAtMs);
    if (next === undefined) return [];
    this.timers.delete(next[0]);
    this.nowMs = Math.max(this.nowMs, next[1].dueAtMs);
    return this.tell(next[1].event);
  }

  private tell(event: KafkaEvent): readonly string[] {
    const [state, generation] = [this.group.state as GroupState, this.group.context.generation];
    const { done } = this.group.at(this.nowMs).get(event);
    const faults = [...oneGroupFaults({ value: this.group.state as string, context: this.group.context }), ...this.movedFaults(state, generation, done)];
    return [...faults, ...done.flatMap((effect) => this.carryOut(effect))];
  }

  private movedFaults(state: GroupState, generation: number, done: readonly Effect[]): readonly string[] {
    const way = done.flatMap((effect) => (effect.type === 'report' && effect.fact.type === 'GroupStateChanged' ? [effect.fact] : []));
    let at: GroupState = state;
    const faults = way.flatMap(({ from, to }) => {
      const isAllowed = from === at && NEXT[from].includes(to);
      at = to;
      return isAllowed ? [] : [`went from ${from} to ${to}`];
    });
    if (at !== this.group.state) faults.push(`is ${this.state}, but told of ${at}`);
    return this.group.context.generation < generation ? [...faults, 'the generation went back'] : faults;
  }

  private carryOut(effect: Effect): readonly string[] {
    if (effect.type === 'schedule') this.timers.set(effect.name, { dueAtMs: this.nowMs + effect.afterMs, event: effect.event });
    if (effect.type === 'cancel') this.timers.delete(effect.name);
    if (effect.type === 'reply') return this.answered(effect.message as GroupResponse);
    return effect.type === 'tell' ? this.heard(effect.event as WordToCoordinator) : [];
  }

  private heard(word: WordToCoordinator): readonly string[] {
    if (word.type === 'StoreGroup') this.stores.push(word.token);
    if (word.type === 'GroupEnded') this.stores.length = 0;
    if (word.type !== 'StoreOffsets') return [];
    return this.answered({ api: 'OffsetCommit', kind: 'response', correlationId: word.request.correlationId, partitions: [] });
  }

  private answered(message: GroupResponse): readonly string[] {
    const asked = this.asked.get(message.correlationId);
    if (asked === undefined) return [`${message.api} ${message.correlationId} was answered, but not asked`];
    this.asked.delete(message.correlationId);
    if (asked !== null && message.api === 'JoinGroup') this.joined(asked.client, message);
    return [];
  }

  private joined(client: Client, { error, memberId, generationId, leader, members }: JoinGroupResponse): void {
    if (error !== 'NONE' && error !== 'MEMBER_ID_REQUIRED') return;
    client.memberId = memberId;
    client.generation = generationId;
    client.members = leader === memberId ? members.map((member) => member.memberId) : [];
  }
}
