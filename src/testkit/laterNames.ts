import type { EraId } from '../kafka/era/era.ts';
import { errorNames, errors } from '../kafka/names/errors.ts';

interface Known {
  /** Numbers are given out in order: the last that this version's Errors has. Source: Errors of the release tags. */
  readonly last: number;
  /** Among those, what this version calls otherwise, or has no name for. */
  readonly otherwise: readonly string[];
}

const NOT_LEADER = ['NOT_LEADER_OR_FOLLOWER'];
const UNKNOWN = [...NOT_LEADER, 'UNKNOWN_SERVER_ERROR'];
const COORDINATOR = [...UNKNOWN, 'COORDINATOR_LOAD_IN_PROGRESS', 'COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR'];

const KNOWN: Readonly<Record<EraId, Known>> = {
  '0.8': { last: 20, otherwise: [...COORDINATOR, 'BROKER_NOT_AVAILABLE', 'REPLICA_NOT_AVAILABLE', 'STALE_CONTROLLER_EPOCH'] },
  '0.10': { last: 44, otherwise: COORDINATOR },
  '0.11': { last: 55, otherwise: UNKNOWN },
  '2.1': { last: 76, otherwise: NOT_LEADER },
  '2.8': { last: 104, otherwise: [] },
  '3.9': { last: 127, otherwise: [] },
  '4.1': { last: 133, otherwise: [] },
};

/** Errors by the names that this version does not have yet, and their exceptions. */
export function laterNames(era: EraId): ReadonlySet<string> {
  const { last, otherwise } = KNOWN[era];
  const names = errorNames.filter((name) => errors[name].code > last || otherwise.includes(name));
  const exceptions = names.map((name) => `${name.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('')}Exception`);
  return new Set([...names, ...exceptions]);
}
