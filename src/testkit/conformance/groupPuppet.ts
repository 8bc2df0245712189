import type { Effect, KafkaEvent } from '../../kafka/actor.ts';
import { eraOf } from '../../kafka/era/era.ts';
import { groupMachine } from '../../kafka/group/machine.ts';
import { refusalBeforeGroup, refusalWithoutGroup } from '../../kafka/group/withoutGroup.ts';
import type { MemberRequest } from '../../kafka/group/withoutGroup.ts';
import type { GroupConfig, GroupContext, WordToCoordinator } from '../../kafka/group/types.ts';
import type { CommittedOffset, GroupResponse } from '../../kafka/group/messages.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';
import { ActorPuppet } from '../actorPuppet.ts';

export const GROUP = 'g';

export interface Limits extends GroupConfig {
  readonly minSessionTimeoutMs: number;
  readonly maxSessionTimeoutMs: number;
}

/** A request was answered, by the group or before there was one. */
export type Answer = GroupResponse | { readonly api: MemberRequest['api']; readonly correlationId: number; readonly refused: ErrorName; readonly memberId: string };

/** One group and its timers; the log, which keeps everything at once, and the committed offsets stand in for the coordinator. */
export class GroupPuppet {
  answers: Answer[] = [];
  records: string[] = [];
  readonly timers = new Map<string, { readonly dueAtMs: number; readonly event: KafkaEvent }>();
  readonly offsets = new Map<string, CommittedOffset>();
  /** The 32-bit words of the next member id. */
  words: number[] = [];
  private actor: ActorPuppet<GroupContext> | null = null;
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  get group(): { readonly state: string; readonly context: GroupContext } | null {
    return this.actor === null ? null : { state: this.actor.state as string, context: this.actor.context };
  }

  request(nowMs: number, from: string, message: MemberRequest): void {
    const era = eraOf('4.1');
    const refused = refusalBeforeGroup(message, this.limits) ?? (this.actor === null ? refusalWithoutGroup(message, era) : null);
    if (refused !== null) {
      this.answers.push({ api: message.api, correlationId: message.correlationId, refused, memberId: 'memberId' in message ? message.memberId : '' });
      return;
    }
    this.actor ??= this.started();
    this.tell(nowMs, { type: message.api, message, from, replyTo: { connection: `${from}#1>broker-1#1`, to: from }, routine: false } as KafkaEvent);
  }

  fire(name: string): void {
    const timer = this.timers.get(name);
    if (timer === undefined) throw new Error(`no timer ${name} is armed`);
    this.timers.delete(name);
    this.tell(timer.dueAtMs, timer.event);
  }

  private started(): ActorPuppet<GroupContext> {
    const { initialRebalanceDelayMs, maxSize } = this.limits;
    const draw = (): number => {
      const word = this.words.shift();
      if (word === undefined) throw new Error('Kafka made no member id here');
      return word;
    };
    return new ActorPuppet<GroupContext>(groupMachine, { brokerId: 1, groupId: GROUP, partition: 0, config: { initialRebalanceDelayMs, maxSize } }, { draw, self: `broker-1/group-${GROUP}` });
  }

  private tell(nowMs: number, event: KafkaEvent): void {
    for (const effect of this.actor?.at(nowMs).get(event).done ?? []) this.carryOut(nowMs, effect);
  }

  private carryOut(nowMs: number, effect: Effect): void {
    if (effect.type === 'reply') this.answers.push(effect.message as GroupResponse);
    if (effect.type === 'schedule') this.timers.set(effect.name, { dueAtMs: nowMs + effect.afterMs, event: effect.event });
    if (effect.type === 'cancel') this.timers.delete(effect.name);
    if (effect.type === 'tell') this.keep(nowMs, effect.event as WordToCoordinator);
  }

  private keep(nowMs: number, word: WordToCoordinator): void {
    if (word.type === 'StoreGroup') {
      this.records.push('GroupMetadata');
      this.tell(nowMs, { type: 'GroupStored', token: word.token, error: 'NONE' } as KafkaEvent);
    }
    if (word.type !== 'StoreOffsets') return;
    const { correlationId, offsets } = word.request;
    for (const offset of offsets) {
      this.records.push('OffsetCommit');
      this.offsets.set(offset.partition, offset);
    }
    this.answers.push({ api: 'OffsetCommit', kind: 'response', correlationId, partitions: offsets.map(({ partition }) => ({ partition, error: 'NONE' })) });
  }
}
