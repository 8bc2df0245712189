import type { EraId } from '../../kafka/era/era.ts';

/** What `kafka-consumer-groups.sh` is asked to do, as its options. */
export const groupForms = [
  '--list', '--list --state', '--describe', '--describe --verbose', '--describe --members', '--describe --members --verbose', '--describe --state', '--describe --state --verbose',
  '--reset-offsets --to-earliest', '--reset-offsets --to-latest', '--reset-offsets --to-current', '--reset-offsets --to-offset', '--reset-offsets --shift-by', '--reset-offsets --by-duration',
] as const;
export type GroupForm = (typeof groupForms)[number];

/** How a version of the tool differs from the others. */
export interface GroupFormat {
  readonly forms: readonly GroupForm[];
  /** `--all-groups`, and a column with the group's name (KIP-222, 2.4). */
  readonly manyGroups: boolean;
  /** Errors and notes begin with an empty line. */
  readonly notesApart: boolean;
  /** Said before anything else. */
  readonly preface: string | null;
  /** `--members` prints its header although there is no member. */
  readonly headsNoMembers: boolean;
  /** Static members have a column. */
  readonly namesInstances: boolean;
  readonly assignment: 'parentheses' | 'colons';
  readonly list: 'narrow' | 'wide';
  readonly state: 'without-group' | 'group-as-wide-as-coordinator' | 'group';
  /** Between the coordinator's address and its id. */
  readonly coordinatorSpace: string;
  /** A group that does not exist is described as Dead, or refused. */
  readonly unknownGroup: 'dead' | 'refused';
  /** The Kafka class whose logger warns of an offset out of range. */
  readonly warner: string;
  readonly warningNamesPartition: boolean;
  readonly resetWidths: 'fixed' | 'growing';
  /** How `--delete-offsets` tells what it did; null without that option. */
  readonly deletions: 'by-topic' | 'by-group' | null;
  /** What is said when a partition has no leader; 'waits': nothing, and the tool goes on waiting. */
  readonly leaderless: string;
  /** It is described all the same. */
  readonly describesLeaderless: boolean;
  readonly coordinatorSilent: string;
  /** A broker that still loads lists no groups; later the tool fails. */
  readonly leavesOutLoading: boolean;
  /** No broker runs that could list its groups; `server`: whom the tool was told to ask. */
  readonly nobodyAnswers: (server: string) => string;
  /** After it, how to use the tool is printed. */
  readonly shiftsWithoutOffset: 'fails' | 'usage';
}

const TIMED_OUT = 'org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment.';

const until010: GroupFormat = {
  forms: ['--list', '--describe'],
  manyGroups: false,
  notesApart: false,
  preface: 'Note: This will only show information about consumers that use the Java consumer API (non-ZooKeeper-based consumers).\n',
  headsNoMembers: false,
  namesInstances: false,
  assignment: 'parentheses',
  list: 'narrow',
  state: 'without-group',
  coordinatorSpace: ' ',
  unknownGroup: 'dead',
  warner: 'kafka.admin.ConsumerGroupCommand$',
  warningNamesPartition: false,
  resetWidths: 'fixed',
  deletions: null,
  leaderless: 'waits',
  describesLeaderless: false,
  coordinatorSilent: 'The group coordinator is not available.',
  leavesOutLoading: true,
  nobodyAnswers: (server) => `Request METADATA failed on brokers List(${server} (id: -1 rack: null))`,
  shiftsWithoutOffset: 'fails',
};

const RESETS = groupForms.filter((form) => form.startsWith('--reset-offsets'));

const until011: GroupFormat = { ...until010, forms: [...until010.forms, ...RESETS], coordinatorSilent: 'The consumer group command timed out while waiting for group to initialize: ' };

const until21: GroupFormat = {
  ...until011,
  forms: ['--list', '--describe', '--describe --members', '--describe --members --verbose', '--describe --state', ...RESETS],
  preface: null,
  warningNamesPartition: true,
  leaderless: 'Failed to get offsets by times in 30000ms',
  coordinatorSilent: 'org.apache.kafka.common.errors.CoordinatorNotAvailableException: The coordinator is not available.',
  leavesOutLoading: false,
  nobodyAnswers: () => TIMED_OUT,
};

const until28: GroupFormat = {
  ...until21,
  forms: ['--list', '--list --state', ...until21.forms.slice(1)],
  manyGroups: true,
  notesApart: true,
  namesInstances: true,
  state: 'group-as-wide-as-coordinator',
  leaderless: `${TIMED_OUT} Call: metadata`,
  coordinatorSilent: `${TIMED_OUT} Call: findCoordinator`,
  nobodyAnswers: () => `${TIMED_OUT} Call: findAllBrokers`,
  shiftsWithoutOffset: 'usage',
  deletions: 'by-topic',
};

const until39: GroupFormat = {
  ...until28,
  headsNoMembers: true,
  list: 'wide',
  coordinatorSpace: '  ',
  warner: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  leaderless: `${TIMED_OUT} Call: listOffsets(api=METADATA)`,
  coordinatorSilent: `${TIMED_OUT} Call: describeConsumerGroups(api=FIND_COORDINATOR)`,
};

const until41: GroupFormat = {
  ...until39,
  forms: groupForms,
  assignment: 'colons',
  state: 'group',
  unknownGroup: 'refused',
  warner: 'org.apache.kafka.tools.OffsetsUtils',
  resetWidths: 'growing',
  deletions: 'by-group',
  describesLeaderless: true,
};

/** null where groups are ZooKeeper's affair. Sources: ConsumerGroupCommand of each version, OffsetsUtils in 4.1; kafka.admin.AdminClient before 1.1, then KafkaAdminClient. */
export const groupFormats: Readonly<Record<EraId, GroupFormat | null>> = {
  '0.8': null, '0.10': until010, '0.11': until011, '2.1': until21, '2.8': until28, '3.9': until39, '4.1': until41,
};
