import { decided } from '../../../world/machine.ts';
import { brokerAddress } from '../../actor.ts';
import type { Decided, Effect } from '../../actor.ts';
import { stopWatching, without } from '../../client/requests.ts';
import type { GroupAdminRequest, GroupRequest } from '../../group/messages.ts';
import type { MemberContext, MemberRequest } from './types.ts';

type Asked = Exclude<GroupRequest, GroupAdminRequest>;
type Unnumbered<Request> = Request extends Asked ? Omit<Request, 'correlationId' | 'kind'> : never;

interface Manner {
  readonly routine?: boolean;
  /** request.timeout.ms when absent. */
  readonly timeoutMs?: number;
}

/** Sends a request of the group to a broker and watches over its answer. */
export function ask(context: MemberContext, brokerId: number, request: Unnumbered<Asked>, { routine = false, timeoutMs }: Manner = {}): Decided<MemberContext> {
  const correlationId = context.nextCorrelationId;
  const message = { ...request, kind: 'request', correlationId } as GroupRequest;
  const entry: MemberRequest = { api: request.api, brokerId, generation: context.generation };
  const event = { type: 'RequestTimedOut', correlationId } as { type: string };
  const effects: readonly Effect[] = [
    { type: 'send', to: brokerAddress(brokerId), message, routine },
    { type: 'schedule', name: `request-${correlationId}`, afterMs: timeoutMs ?? context.config.requestTimeoutMs, event, routine },
  ];
  return decided({ ...context, inFlight: { ...context.inFlight, [correlationId]: entry }, nextCorrelationId: correlationId + 1 }, ...effects);
}

/** The request an answer belongs to, and the member without it; null when it was given up. */
export function answered(context: MemberContext, api: MemberRequest['api'], correlationId: number): { readonly request: MemberRequest; readonly freed: Decided<MemberContext> } | null {
  const request = context.inFlight[correlationId];
  if (request?.api !== api) return null;
  return { request, freed: decided({ ...context, inFlight: without(context.inFlight, correlationId) }, stopWatching(correlationId)) };
}

export function isUnderWay(context: MemberContext, ...apis: readonly MemberRequest['api'][]): boolean {
  return Object.values(context.inFlight).some(({ api }) => apis.includes(api));
}

/** Nothing has changed since it asked. Source: CoordinatorResponseHandler.generationUnchanged. */
export function isOfThisGeneration(context: MemberContext, { generation }: MemberRequest): boolean {
  return context.generation.generationId === generation.generationId && context.generation.memberId === generation.memberId;
}

/** Who asks, as every request of a member says. */
export function identity({ config, generation }: MemberContext) {
  return { groupId: config.groupId, memberId: generation.memberId, groupInstanceId: config.groupInstanceId };
}
