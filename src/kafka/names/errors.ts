/** What an error means to a client. */
export interface ErrorInfo {
  /** The number on the wire. */
  readonly code: number;
  /** Trying again later may help. */
  readonly retriable: boolean;
  /** The client asks for new metadata before it tries again. */
  readonly refreshesMetadata: boolean;
}

const RETRIABLE = { retriable: true, refreshesMetadata: false };
const REFRESHES = { retriable: true, refreshesMetadata: true };
const FINAL = { retriable: false, refreshesMetadata: false };

function error(code: number, kind: Omit<ErrorInfo, 'code'> = FINAL): ErrorInfo {
  return { code, ...kind };
}

/** The errors of Kafka's protocol that the model answers with or prints. Source: Errors and its exception classes. */
export const errors = {
  UNKNOWN_SERVER_ERROR: error(-1),
  NONE: error(0),
  OFFSET_OUT_OF_RANGE: error(1),
  CORRUPT_MESSAGE: error(2, RETRIABLE),
  UNKNOWN_TOPIC_OR_PARTITION: error(3, REFRESHES),
  LEADER_NOT_AVAILABLE: error(5, REFRESHES),
  NOT_LEADER_OR_FOLLOWER: error(6, REFRESHES),
  REQUEST_TIMED_OUT: error(7, RETRIABLE),
  BROKER_NOT_AVAILABLE: error(8),
  REPLICA_NOT_AVAILABLE: error(9, REFRESHES),
  MESSAGE_TOO_LARGE: error(10),
  STALE_CONTROLLER_EPOCH: error(11),
  OFFSET_METADATA_TOO_LARGE: error(12),
  NETWORK_EXCEPTION: error(13, REFRESHES),
  COORDINATOR_LOAD_IN_PROGRESS: error(14, RETRIABLE),
  COORDINATOR_NOT_AVAILABLE: error(15, RETRIABLE),
  NOT_COORDINATOR: error(16, RETRIABLE),
  INVALID_TOPIC_EXCEPTION: error(17),
  RECORD_LIST_TOO_LARGE: error(18),
  NOT_ENOUGH_REPLICAS: error(19, RETRIABLE),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: error(20, RETRIABLE),
  INVALID_REQUIRED_ACKS: error(21),
  ILLEGAL_GENERATION: error(22),
  INCONSISTENT_GROUP_PROTOCOL: error(23),
  INVALID_GROUP_ID: error(24),
  UNKNOWN_MEMBER_ID: error(25),
  INVALID_SESSION_TIMEOUT: error(26),
  REBALANCE_IN_PROGRESS: error(27),
  INVALID_TIMESTAMP: error(32),
  UNSUPPORTED_VERSION: error(35),
  TOPIC_ALREADY_EXISTS: error(36),
  INVALID_PARTITIONS: error(37),
  INVALID_REPLICATION_FACTOR: error(38),
  INVALID_REPLICA_ASSIGNMENT: error(39),
  INVALID_CONFIG: error(40),
  NOT_CONTROLLER: error(41, RETRIABLE),
  INVALID_REQUEST: error(42),
  POLICY_VIOLATION: error(44),
  OUT_OF_ORDER_SEQUENCE_NUMBER: error(45),
  DUPLICATE_SEQUENCE_NUMBER: error(46),
  INVALID_PRODUCER_EPOCH: error(47),
  INVALID_TXN_STATE: error(48),
  INVALID_PRODUCER_ID_MAPPING: error(49),
  INVALID_TRANSACTION_TIMEOUT: error(50),
  CONCURRENT_TRANSACTIONS: error(51, RETRIABLE),
  TRANSACTION_COORDINATOR_FENCED: error(52),
  OPERATION_NOT_ATTEMPTED: error(55),
  KAFKA_STORAGE_ERROR: error(56, REFRESHES),
  UNKNOWN_PRODUCER_ID: error(59),
  REASSIGNMENT_IN_PROGRESS: error(60),
  NON_EMPTY_GROUP: error(68),
  GROUP_ID_NOT_FOUND: error(69),
  FETCH_SESSION_ID_NOT_FOUND: error(70, RETRIABLE),
  INVALID_FETCH_SESSION_EPOCH: error(71, RETRIABLE),
  FENCED_LEADER_EPOCH: error(74, REFRESHES),
  UNKNOWN_LEADER_EPOCH: error(75, RETRIABLE),
  STALE_BROKER_EPOCH: error(77),
  OFFSET_NOT_AVAILABLE: error(78, RETRIABLE),
  MEMBER_ID_REQUIRED: error(79),
  PREFERRED_LEADER_NOT_AVAILABLE: error(80, REFRESHES),
  GROUP_MAX_SIZE_REACHED: error(81),
  FENCED_INSTANCE_ID: error(82),
  ELIGIBLE_LEADERS_NOT_AVAILABLE: error(83, REFRESHES),
  ELECTION_NOT_NEEDED: error(84, REFRESHES),
  NO_REASSIGNMENT_IN_PROGRESS: error(85),
  GROUP_SUBSCRIBED_TO_TOPIC: error(86),
  INVALID_RECORD: error(87),
  UNSTABLE_OFFSET_COMMIT: error(88, RETRIABLE),
  PRODUCER_FENCED: error(90),
  INCONSISTENT_VOTER_SET: error(94),
  INVALID_UPDATE_VERSION: error(95),
  UNKNOWN_TOPIC_ID: error(100, REFRESHES),
  DUPLICATE_BROKER_REGISTRATION: error(101),
  BROKER_ID_NOT_REGISTERED: error(102),
  FETCH_SESSION_TOPIC_ID_ERROR: error(106, RETRIABLE),
  INELIGIBLE_REPLICA: error(107),
  NEW_LEADER_ELECTED: error(108),
  FENCED_MEMBER_EPOCH: error(110),
  UNRELEASED_INSTANCE_ID: error(111),
  UNSUPPORTED_ASSIGNOR: error(112),
  STALE_MEMBER_EPOCH: error(113),
  INVALID_REGISTRATION: error(119),
  TRANSACTION_ABORTABLE: error(120),
  INVALID_RECORD_STATE: error(121),
  FENCED_STATE_EPOCH: error(124),
  INVALID_VOTER_KEY: error(125),
  DUPLICATE_VOTER: error(126),
  VOTER_NOT_FOUND: error(127),
  REBOOTSTRAP_REQUIRED: error(129),
  STREAMS_INVALID_TOPOLOGY: error(130),
  STREAMS_INVALID_TOPOLOGY_EPOCH: error(131),
  STREAMS_TOPOLOGY_FENCED: error(132),
  SHARE_SESSION_LIMIT_REACHED: error(133),
} as const satisfies Record<string, ErrorInfo>;

/** Kafka's wire name of an error; `NONE` is success. */
export type ErrorName = keyof typeof errors;

/** An error with what Kafka says about it; the message is null on success. Source: ApiError. */
export interface ApiError {
  readonly error: ErrorName;
  readonly message: string | null;
}

export const noError: ApiError = { error: 'NONE', message: null };

export function isRetriable(name: ErrorName): boolean {
  return errors[name].retriable;
}

export function refreshesMetadata(name: ErrorName): boolean {
  return errors[name].refreshesMetadata;
}

/** The name for a number on the wire, or undefined when the model does not know it. */
export function errorOfCode(code: number): ErrorName | undefined {
  return errorNames.find((name) => errors[name].code === code);
}

export const errorNames = Object.keys(errors) as readonly ErrorName[];
