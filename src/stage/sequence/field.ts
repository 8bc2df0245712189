import type { KafkaMessage } from '../../kafka/messages.ts';
import { messageDetail } from '../cluster/summary.ts';
import type { MessageDetail } from '../cluster/summary.ts';

/** The one field of a message that matters: what the cluster's picture says of it, else its epoch. */
export type Field = MessageDetail | { readonly is: 'epoch'; readonly epoch: number } | { readonly is: 'topic'; readonly topic: string };

export function fieldOf(message: KafkaMessage): Field {
  const detail = messageDetail(message);
  return detail.is === 'nothing' ? epochOf(message) : detail;
}

function epochOf(message: KafkaMessage): Field {
  switch (message.api) {
    case 'OffsetForLeaderEpoch': return message.kind === 'request' ? epoch(message.partitions[0]?.leaderEpoch) : NOTHING;
    case 'BrokerRegistration': return message.kind === 'response' ? epoch(message.brokerEpoch) : NOTHING;
    case 'BrokerHeartbeat': return message.kind === 'request' ? epoch(message.brokerEpoch) : NOTHING;
    case 'UpdateMetadata': return message.kind === 'request' ? epoch(message.partitions[0]?.leaderEpoch ?? message.controllerEpoch) : NOTHING;
    case 'CreateTopics': return message.topics[0] === undefined ? NOTHING : { is: 'topic', topic: message.topics[0].name };
    default: return NOTHING;
  }
}

const NOTHING: Field = { is: 'nothing' };

function epoch(value: number | undefined): Field {
  return value === undefined || value < 0 ? NOTHING : { is: 'epoch', epoch: value };
}
