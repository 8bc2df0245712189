import type { Fact } from '../kafka/facts.ts';
import type { LogLine } from './logLine.ts';

const list = (brokers: readonly number[]): string => brokers.join(',');

/** What a broker of a ZooKeeper era writes about ZooKeeper and its controller; null when it is about something else. */
export function zookeeperLine(fact: Fact): LogLine | null {
  switch (fact.type) {
    case 'ControllerElected':
      return controller(fact.controllerId, `${fact.controllerId} successfully elected as the controller. Epoch incremented to ${fact.epoch} and epoch zk version is now ${fact.epoch}`);
    case 'ControllerResigned': return controller(fact.controllerId, 'Resigned');
    case 'LiveBrokersChanged':
      return controller(fact.controllerId, `Newly added brokers: ${list(fact.added)}, deleted brokers: ${list(fact.deleted)}, bounced brokers: ${list(fact.bounced)}, all live brokers: ${list(fact.live)}`);
    case 'BrokerRegisteredInZooKeeper': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'INFO',
      text: `Registered broker ${fact.brokerId} at path ${fact.path} with addresses: PLAINTEXT://broker-${fact.brokerId}:9092, czxid (broker epoch): ${fact.brokerEpoch}`,
    };
    case 'BrokerRegistrationRefused': return {
      logger: 'kafka.zk.KafkaZkClient', level: 'ERROR',
      text: `Error while creating ephemeral at ${fact.path}, node already exists and owner '${fact.ephemeralOwner}' does not match current session '${fact.sessionId}'`,
    };
    default: return null;
  }
}

function controller(controllerId: number, message: string): LogLine {
  return { logger: 'kafka.controller.KafkaController', level: 'INFO', text: `[Controller id=${controllerId}] ${message}` };
}
