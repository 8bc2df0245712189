import type { Era } from '../era/era.ts';

/** Why a rebalance begins, in Kafka's words of that version. */
type Worded = Pick<Era, 'groupCoordinator' | 'rebalanceReasons' | 'staticMembership'>;

const JOINER_IS_SILENT = 'not provided';

function withClientReason(era: Worded, words: string, clientReason: string | null): string {
  return era.rebalanceReasons ? `${words}; client reason: ${clientReason ?? JOINER_IS_SILENT}` : words;
}

/** Scala prints an Option as it is. */
function instance({ groupCoordinator }: Worded, groupInstanceId: string | null): string {
  if (groupCoordinator === 'java') return String(groupInstanceId);
  return groupInstanceId === null ? 'None' : `Some(${groupInstanceId})`;
}

/** Of a member that is static for certain: an Option in 2.8 only. */
function known({ rebalanceReasons }: Worded, groupInstanceId: string): string {
  return rebalanceReasons ? groupInstanceId : `Some(${groupInstanceId})`;
}

const updating = (memberId: string): string => `Updating metadata for member ${memberId}`;

export const reasons = {
  added: (era: Worded, memberId: string, groupInstanceId: string | null, clientReason: string | null) =>
    withClientReason(era, `Adding new member ${memberId}${era.staticMembership ? ` with group instance id ${instance(era, groupInstanceId)}` : ''}`, clientReason),
  leaderRejoins: (era: Worded, memberId: string, clientReason: string | null) =>
    (era.staticMembership ? withClientReason(era, `${era.rebalanceReasons ? 'Leader' : 'leader'} ${memberId} re-joining group during Stable`, clientReason) : updating(memberId)),
  metadataChanged: (era: Worded, memberId: string, state: string, clientReason: string | null) =>
    (era.staticMembership ? withClientReason(era, `${updating(memberId)} during ${state}`, clientReason) : updating(memberId)),
  protocolChanges: (era: Worded, memberId: string, groupInstanceId: string, clientReason: string | null) =>
    withClientReason(era, `Group's selectedProtocol will change because static member ${memberId} with instance id ${known(era, groupInstanceId)} joined with change of protocol`, clientReason),
  staticMemberReturns: (era: Worded, memberId: string, groupInstanceId: string, clientReason: string | null) =>
    withClientReason(era, `Updating metadata for static member ${memberId} with instance id ${known(era, groupInstanceId)}`, clientReason),
  sessionEnded: (era: Worded, memberId: string) => `removing member ${memberId} on heartbeat expiration${era.groupCoordinator === 'java' ? '.' : ''}`,
  /** The Scala coordinator rebalances at the first that leaves; the other one tells all of them at once. */
  left: (era: Worded, memberIds: readonly string[], clientReason: string | null) => {
    if (era.groupCoordinator === 'java') return `explicit \`LeaveGroup\` request for (${memberIds.join(', ')}) members.`;
    return withClientReason(era, `${era.rebalanceReasons ? 'Removing' : 'removing'} member ${memberIds[0] ?? ''} on LeaveGroup`, clientReason);
  },
  notSynced: (era: Worded, memberIds: readonly string[]) =>
    `Removing ${era.groupCoordinator === 'java' ? `[${memberIds.join(', ')}]` : `Set(${memberIds.join(', ')})`} on pending sync request expiration`,
  notStored: (era: Worded, error: string, memberId: string) => (era.groupCoordinator === 'java'
    ? `Error ${error} when storing group assignmentduring SyncGroup (member: ${memberId}).`
    : `${era.rebalanceReasons ? 'Error' : 'error'} when storing group assignment during SyncGroup (member: ${memberId})`),
  overCapacity: (era: Worded, groupId: string, size: number, maxSize: number) => (era.groupCoordinator === 'java'
    ? `Freshly-loaded group ${groupId} (size ${size}) is over capacity ${maxSize}. Rebalancing in order to give a chance for consumers to commit offsets`
    : `Freshly-loaded group is over capacity (${maxSize}). Rebalancing in order to give a chance for consumers to commit offsets`),
} as const;
