import type { Effect } from '../../actor.ts';
import { brokerAddress } from '../../actor.ts';
import type { ControlRequest } from './messages.ts';
import type { Channel, ChannelEvent, ZkControllerContext } from './types.ts';

/** Between tries to reach a broker. Source: RequestSendThread.backoff. */
const BACKOFF_MS = 100;

/** Source: controller.socket.timeout.ms. */
const SOCKET_TIMEOUT_MS = 30_000;

export interface Sent {
  readonly controller: ZkControllerContext;
  readonly effects: readonly Effect[];
}

/** Behind what this broker has not answered yet. */
export function enqueue(controller: ZkControllerContext, brokerId: number, request: ControlRequest): Sent {
  const channel = controller.channels[brokerId];
  const queue = [...(channel?.queue ?? []), request];
  // One that backs off has something in its queue already, and a timer.
  return queue.length > 1 ? unsent(withChannel(controller, brokerId, { queue, isSent: channel?.isSent ?? false })) : sendHead(controller, brokerId, queue);
}

function unsent(controller: ZkControllerContext): Sent {
  return { controller, effects: [] };
}

function withChannel(controller: ZkControllerContext, brokerId: number, channel: Channel): ZkControllerContext {
  return { ...controller, channels: { ...controller.channels, [brokerId]: channel } };
}

/** Trying again what did not get through is routine. */
function sendHead(controller: ZkControllerContext, brokerId: number, queue: readonly ControlRequest[], again = false): Sent {
  const [head] = queue;
  const sent = withChannel(controller, brokerId, { queue, isSent: head !== undefined });
  if (head === undefined) return { controller: sent, effects: [{ type: 'cancel', name: timerName(brokerId) }] };
  return { controller: sent, effects: [{ type: 'send', to: brokerAddress(brokerId), message: head, routine: again }, timer(brokerId, SOCKET_TIMEOUT_MS, 'ChannelTimedOut')] };
}

const timerName = (brokerId: number): string => `to-broker-${brokerId}`;

function timer(brokerId: number, afterMs: number, type: ChannelEvent['type']): Effect {
  return { type: 'schedule', name: timerName(brokerId), afterMs, event: { type, brokerId } as { type: string }, routine: type === 'ChannelDue' };
}

/** Answered: the next one goes. */
export function channelAnswered(controller: ZkControllerContext, brokerId: number, correlationId: number): Sent {
  const channel = controller.channels[brokerId];
  if (channel?.isSent !== true || channel.queue[0]?.correlationId !== correlationId) return unsent(controller);
  return sendHead(controller, brokerId, channel.queue.slice(1));
}

/** What was under way is lost; it is tried again until the broker's znode is gone. */
export function channelLost(controller: ZkControllerContext, brokerId: number): Sent {
  const channel = controller.channels[brokerId];
  if (channel?.isSent !== true) return unsent(controller);
  return { controller: withChannel(controller, brokerId, { ...channel, isSent: false }), effects: [timer(brokerId, BACKOFF_MS, 'ChannelDue')] };
}

export function retryChannel(controller: ZkControllerContext, brokerId: number): Sent {
  const channel = controller.channels[brokerId];
  return channel === undefined || channel.isSent ? unsent(controller) : sendHead(controller, brokerId, channel.queue, true);
}

/** Source: ControllerChannelManager.removeBroker. */
export function removeChannels(controller: ZkControllerContext, brokers: readonly number[]): Sent {
  const channels = Object.fromEntries(Object.entries(controller.channels).filter(([id]) => !brokers.includes(Number(id))));
  return { controller: { ...controller, channels }, effects: brokers.map((id): Effect => ({ type: 'cancel', name: timerName(id) })) };
}
