import { clientConfig, configReader } from '../client/config.ts';
import type { ConfigTexts } from '../client/config.ts';
import { configExists } from '../era/configHistory.ts';
import { groupsAreInZooKeeper } from '../era/era.ts';
import type { Era } from '../era/era.ts';
import type { AssignorName } from '../group/assignors/types.ts';
import type { GroupConfig } from './group/types.ts';
import type { MemberConfig } from './member/types.ts';
import type { ConsumerConfig } from './types.ts';
import type { ZkMemberConfig } from './zkMember/types.ts';

/**
 * A consumer's settings: the era's defaults under what is set.
 *
 * @throws RangeError naming the setting that does not exist or has a wrong value.
 */
export function consumerConfig(era: Era, texts: ConfigTexts): ConsumerConfig {
  const read = configReader(era, 'consumer', texts);
  return {
    ...clientConfig(era, 'consumer', texts),
    fetchMinBytes: read('fetch.min.bytes'),
    fetchMaxWaitMs: read('fetch.max.wait.ms'),
    maxPartitionFetchBytes: read('max.partition.fetch.bytes'),
    // The table lets nothing else through.
    autoOffsetReset: read('auto.offset.reset') as ConsumerConfig['autoOffsetReset'],
  };
}

/** The same before there were coordinators; null without a group.id. */
export function zkMemberConfig(era: Era, texts: ConfigTexts): ZkMemberConfig | null {
  const read = configReader(era, 'consumer', texts);
  const groupId = read('group.id');
  if (groupId === null) return null;
  return {
    groupId, sessionTimeoutMs: read('zookeeper.session.timeout.ms'), maxRetries: read('rebalance.max.retries'), backoffMs: read('rebalance.backoff.ms'),
    autoCommit: read('enable.auto.commit'),
  };
}

/** The settings of its membership; null without a group.id. */
export function memberConfig(era: Era, texts: ConfigTexts): MemberConfig | null {
  const read = configReader(era, 'consumer', texts);
  const groupId = read('group.id');
  if (groupId === null) return null;
  return {
    ...clientConfig(era, 'consumer', texts),
    groupId,
    groupInstanceId: era.staticMembership ? read('group.instance.id') : null,
    sessionTimeoutMs: read('session.timeout.ms'),
    heartbeatIntervalMs: read('heartbeat.interval.ms'),
    maxPollIntervalMs: read('max.poll.interval.ms'),
    assignors: read('partition.assignment.strategy').map((name) => assignorNamed(name, era)),
  };
}

/** What the application's side reads; null without a group.id. */
export function groupConfig(era: Era, texts: ConfigTexts): GroupConfig | null {
  const read = configReader(era, 'consumer', texts);
  const groupId = read('group.id');
  if (groupId === null) return null;
  const throughZooKeeper = groupsAreInZooKeeper(era);
  return {
    groupId,
    autoCommit: read('enable.auto.commit'),
    autoCommitIntervalMs: read('auto.commit.interval.ms'),
    // A stream hands over one record at a time, and counts it as consumed then. Source: kafka.consumer.ConsumerIterator.
    maxPollRecords: throughZooKeeper ? 1 : read('max.poll.records'),
    maxPollIntervalMs: read('max.poll.interval.ms'),
    apiTimeoutMs: configExists(era.id, 'consumer', 'default.api.timeout.ms') ? read('default.api.timeout.ms') : read('request.timeout.ms'),
    throughZooKeeper,
  };
}

const ASSIGNORS: Readonly<Record<string, AssignorName>> = {
  RangeAssignor: 'range', RoundRobinAssignor: 'roundrobin', StickyAssignor: 'sticky', CooperativeStickyAssignor: 'cooperative-sticky',
};

/** A class as Kafka's setting names it. */
function assignorNamed(className: string, era: Era): AssignorName {
  const name = ASSIGNORS[className.replace(/^org\.apache\.kafka\.clients\.consumer\./, '')];
  if (name === undefined || (name === 'cooperative-sticky' && !era.cooperativeRebalancing)) {
    throw new RangeError(`Invalid value ${className} for configuration partition.assignment.strategy: Class ${className} could not be found.`);
  }
  return name;
}
