import { decided, unchanged } from '../../../world/machine.ts';
import { brokerAddress, report } from '../../actor.ts';
import type { Decided, DisconnectedEvent, Effect, Env } from '../../actor.ts';
import type { Era } from '../../era/era.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { ErrorName } from '../../names/errors.ts';
import { whoAsked } from '../asked.ts';
import { RETRY_BACKOFF_MS } from '../retry.ts';
import type { AdminContext } from '../types.ts';
import { leadersAfterTrouble, learn } from './learn.ts';
import { nextQuestion, resetOffsets, toForget } from './questions.ts';
import type { Question } from './questions.ts';
import type { GroupAnswerEvent, GroupErrand, GroupErrandEvent, GroupErrandTimerEvent, GroupQuestion, GroupWork } from './types.ts';

/** `--timeout` of the tool: how long it waits for each answer, in milliseconds, however often it asks again. Source: ConsumerGroupCommandOptions. */
const TOOL_TIMEOUT_MS = 5000;

/** Whether a version's tool has the option, and the request that it would end in. */
const OPTIONS: Readonly<Record<GroupWork['does'], (era: Era) => readonly [can: boolean, api: string, option: string]>> = {
  delete: ({ groupAdministration }) => [groupAdministration === 'offsets-and-groups', 'DeleteGroups', '--delete'],
  reset: ({ groupAdministration }) => [groupAdministration !== 'none', 'OffsetCommit', '--reset-offsets'],
  forget: ({ offsetDeletion }) => [offsetDeletion, 'OffsetDelete', '--delete-offsets'],
};

/** `kafka-consumer-groups.sh` begins. Source: ConsumerGroupCommand. */
export function administerGroup(admin: AdminContext, { group, work }: GroupErrandEvent, env: Env): Decided<AdminContext> {
  const [can, api, option] = OPTIONS[work.does](env.shared.era);
  if (!can) return decided(admin, report({ type: 'AdminRequestFailed', api, error: 'UNSUPPORTED_VERSION', message: `kafka-consumer-groups.sh has no option ${option} for these groups` }));
  const id = admin.nextCorrelationId;
  const errand: GroupErrand = { group, work, sinceMs: env.nowMs, asked: null, coordinator: null, isInactive: false, committed: null, leaders: null, listed: {}, forgotten: [] };
  return proceed({ ...admin, nextCorrelationId: id + 1 }, id, errand);
}

/** Asks what it has to know next, with the tool's time for it; without another question it is done. */
function proceed(admin: AdminContext, id: number, errand: GroupErrand): Decided<AdminContext> {
  const question = nextQuestion(errand);
  if (question === null) return finished(admin, id, errand);
  const overdue: GroupErrandTimerEvent = { type: 'GroupErrandOverdue', id };
  const asking = ask(admin, id, errand, question);
  return decided<AdminContext, Effect>(asking.context, { type: 'schedule', name: deadlineName(id), afterMs: TOOL_TIMEOUT_MS, event: overdue }, ...asking.effects);
}

function ask(admin: AdminContext, id: number, errand: GroupErrand, { to, request, position }: Question): Decided<AdminContext> {
  const [next = -1, ...others] = admin.brokers;
  const [brokerId, brokers] = to === null ? [next, [...others, next]] : [to, admin.brokers];
  const correlationId = admin.nextCorrelationId;
  const message = { ...dated(request, errand, position), kind: 'request', correlationId } as GroupQuestion;
  const asking = withErrand({ ...admin, brokers, nextCorrelationId: correlationId + 1 }, id, { ...errand, asked: { api: request.api, correlationId, brokerId, position } });
  return decided<AdminContext, Effect>(asking, { type: 'send', to: brokerAddress(brokerId), message });
}

/** A ListOffsets with the position that is asked for. */
function dated(request: Question['request'], { work, sinceMs }: GroupErrand, position: Question['position']): Question['request'] {
  if (request.api !== 'ListOffsets' || position === null) return request;
  const ms = work.does === 'reset' && work.target.to === 'duration' ? work.target.ms : 0;
  const timestamp = position === 'timestamp' ? sinceMs - ms : position;
  return { ...request, partitions: request.partitions.map((one) => ({ ...one, timestamp })) };
}

/** Whether an answer is one to a question about a group. */
export function isOfErrand({ errands }: AdminContext, correlationId: number): boolean {
  return whoAsked(errands, correlationId)[1] !== undefined;
}

export function errandAnswered(admin: AdminContext, { message }: GroupAnswerEvent): Decided<AdminContext> {
  const [id, errand] = whoAsked(admin.errands, message.correlationId);
  if (errand === undefined) return unchanged(admin);
  const learned = learn({ ...errand, asked: null }, message, errand.asked?.position ?? null);
  switch (learned.outcome) {
    case 'goes-on': return proceed(admin, id, learned.errand);
    case 'done': return finished(admin, id, learned.errand);
    case 'again': return tryLater(admin, id, learned.errand);
    case 'active': return failed(admin, id, errand, 'NONE', message.api, learned.state, null);
    case 'refused': return failed(admin, id, errand, learned.error, message.api, null, learned.partition);
    default: return learned satisfies never;
  }
}

/** It looks for the coordinator and the leaders anew: whoever is gone may have been either. */
export function errandsLost(admin: AdminContext, { peer }: DisconnectedEvent): Decided<AdminContext> {
  let context = admin;
  const effects: Effect[] = [];
  for (const [id, errand] of Object.entries(admin.errands)) {
    if (errand.asked === null || brokerAddress(errand.asked.brokerId) !== peer) continue;
    const later = tryLater(context, Number(id), { ...errand, coordinator: null, leaders: leadersAfterTrouble(errand) });
    context = later.context;
    effects.push(...later.effects);
  }
  return decided(context, ...effects);
}

function tryLater(admin: AdminContext, id: number, errand: GroupErrand): Decided<AdminContext> {
  const again: GroupErrandTimerEvent = { type: 'GroupErrandRetry', id };
  return decided<AdminContext, Effect>(withErrand(admin, id, { ...errand, asked: null }), { type: 'schedule', name: retryName(id), afterMs: RETRY_BACKOFF_MS, event: again });
}

export function errandRetry(admin: AdminContext, { id }: GroupErrandTimerEvent): Decided<AdminContext> {
  const errand = admin.errands[id];
  const question = errand === undefined ? null : nextQuestion(errand);
  return errand === undefined || question === null ? unchanged(admin) : ask(admin, id, errand, question);
}

export function errandOverdue(admin: AdminContext, { id }: GroupErrandTimerEvent): Decided<AdminContext> {
  const errand = admin.errands[id];
  if (errand === undefined) return unchanged(admin);
  return failed(admin, id, errand, 'REQUEST_TIMED_OUT', errand.asked?.api ?? nextQuestion(errand)?.request.api ?? 'FindCoordinator', null, null);
}

/** The coordinator itself reports a group that it deletes. */
function finished(admin: AdminContext, id: number, errand: GroupErrand): Decided<AdminContext> {
  const { group, work } = errand;
  const fact = work.does === 'forget' ? [forgot(errand, work, 'NONE')] : work.does === 'reset' ? [report({ type: 'GroupOffsetsReset', group, topics: work.topics, target: work.target, offsets: resetOffsets(errand, work) })] : [];
  return decided<AdminContext, Effect>(withoutErrand(admin, id), { type: 'cancel', name: deadlineName(id) }, { type: 'cancel', name: retryName(id) }, ...fact);
}

/** What the tool is told of each partition; an error of the whole group is told of each. */
function forgot(errand: GroupErrand, work: Extract<GroupWork, { readonly does: 'forget' }>, error: ErrorName): Effect {
  const known = toForget(errand, work).map((name) => ({ ...splitTopicPartition(name), error: errand.forgotten.find(({ partition }) => partition === name)?.error ?? error }));
  const missing = work.topics.filter((text) => !text.includes(':') && !known.some(({ topic }) => topic === text)).map((topic) => ({ topic, partition: null, error: errand.leaders === null ? error : 'UNKNOWN_TOPIC_OR_PARTITION' as const }));
  return report({ type: 'OffsetDeletionEnded', group: errand.group, topics: work.topics, error, partitions: [...known, ...missing] });
}

function failed(
  admin: AdminContext, id: number, errand: GroupErrand, error: ErrorName, api: GroupQuestion['api'], state: string | null, partition: string | null,
): Decided<AdminContext> {
  const { group, work } = errand;
  const fact = work.does === 'forget' ? forgot(errand, work, error) : work.does === 'reset'
    ? report({ type: 'GroupResetFailed', group, topics: work.topics, target: work.target, api, error, state, partition })
    : report({ type: 'AdminRequestFailed', api, error, message: null });
  return decided<AdminContext, Effect>(withoutErrand(admin, id), { type: 'cancel', name: deadlineName(id) }, { type: 'cancel', name: retryName(id) }, fact);
}

function withErrand(admin: AdminContext, id: number, errand: GroupErrand): AdminContext {
  return { ...admin, errands: { ...admin.errands, [id]: errand } };
}

function withoutErrand(admin: AdminContext, id: number): AdminContext {
  const { [id]: _done, ...errands } = admin.errands;
  return { ...admin, errands };
}

const deadlineName = (id: number): string => `group-errand-${id}-deadline`;
const retryName = (id: number): string => `group-errand-${id}-retry`;
