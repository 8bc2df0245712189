import { eraOf } from '../kafka/era/era.ts';
import { logFormats } from './formats.ts';
import type { Era, EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;
interface Group {
  readonly brokerId: number;
  readonly group: string;
  readonly partition: number;
}

/** What a group's coordinator writes; null when it is about something else, or nothing is logged. */
export function groupLine(fact: Fact, eraId: EraId): LogLine | null {
  const era = eraOf(eraId);
  switch (fact.type) {
    case 'MemberIdGiven': return idGiven(fact, era);
    // Nobody noted who joined before 2.3.
    case 'MemberAdded': return era.staticMembership ? added(fact, era) : null;
    case 'MemberRemoved': return era.staticMembership ? removed(fact, era) : removedEarly(fact, era);
    case 'GroupStateChanged': return stateChanged(fact, era);
    case 'GroupGenerationStarted':
      return line(fact, era, `Stabilized group ${fact.group} generation ${fact.generation}${where(fact, era)}${habits(era) === 'members' ? ` with ${fact.members.length} members` : ''}${stop(era)}`);
    case 'GroupAssignmentReceived': return line(fact, era, assignmentReceived(fact, era));
    case 'GroupLeaderChanged': return fact.reason === 'not-joined' ? leaderNotJoined(fact, era) : null;
    case 'MemberFenced': return fenced(fact, era);
    default: return null;
  }
}

function line(at: Group, era: Era, message: string, level: LogLine['level'] = 'INFO'): LogLine {
  return era.groupCoordinator === 'java'
    ? { logger: 'org.apache.kafka.coordinator.group.GroupMetadataManager', level, text: `[GroupCoordinator id=${at.brokerId} topic=__consumer_offsets partition=${at.partition}] ${message}` }
    : { logger: 'kafka.coordinator.group.GroupCoordinator', level, text: `[GroupCoordinator ${at.brokerId}]: ${message}` };
}

/** The Java coordinator ends its sentences, and names the partition in the prefix. */
const stop = (era: Era): string => (era.groupCoordinator === 'java' ? '.' : '');
const habits = (era: Era) => logFormats[era.id].group;
const where = (at: Group, era: Era): string => (era.groupCoordinator === 'java' || habits(era) === 'bare' ? '' : ` (__consumer_offsets-${at.partition})`);

/** Until the reasons came (3.2), these were no INFO. */
const joinLevel = (era: Era): LogLine['level'] => (era.rebalanceReasons ? 'INFO' : 'DEBUG');

function idGiven(fact: FactOf<'MemberIdGiven'>, era: Era): LogLine {
  const asks = era.groupCoordinator === 'java' ? 'requesting the member to rejoin with this id.' : 'request the member to rejoin with this id.';
  return line(fact, era, `Dynamic member with unknown member id joins group ${fact.group} in ${fact.state} state. Created a new member id ${fact.memberId} and ${asks}`, joinLevel(era));
}

function added(fact: FactOf<'MemberAdded'>, era: Era): LogLine {
  const { group, memberId, groupInstanceId, state, wasPending, replaces } = fact;
  if (groupInstanceId !== null && era.rebalanceReasons) return line(fact, era, staticAdded(fact, era));
  if (replaces !== null) {
    return line(fact, era, `Static member Some(${groupInstanceId}) of group ${group} with unknown member id rejoins, assigning new member id ${memberId}, while old member id ${replaces} will be removed.`);
  }
  if (wasPending) {
    const who = era.rebalanceReasons ? `Pending dynamic member with id ${memberId}` : `Dynamic Member with specific member id ${memberId}`;
    return line(fact, era, `${who} joins group ${group} in ${state} state. Adding to the group now.`, joinLevel(era));
  }
  const who = groupInstanceId === null ? 'Dynamic' : 'Static';
  return line(fact, era, era.groupCoordinator === 'java'
    ? `Dynamic member with unknown member id joins group ${group} in state ${state}. Created a new member id ${memberId} and added the member to the group.`
    : `${who} Member with unknown member id joins group ${group} in ${state} state. Created a new member id ${memberId} for this member and add to the group.`);
}

function staticAdded({ group, memberId, groupInstanceId, state, replaces }: FactOf<'MemberAdded'>, era: Era): string {
  const joins = `Static member with groupInstanceId=${groupInstanceId} and unknown member id joins group ${group} in ${state} state.`;
  if (replaces !== null) return `${joins} Replacing previously mapped member ${replaces} with this groupInstanceId.`;
  return `${joins} Created a new member id ${memberId} for this member and ${era.groupCoordinator === 'java' ? 'added' : 'add'} to the group.`;
}

function removed(fact: FactOf<'MemberRemoved'>, era: Era): LogLine | null {
  const { group, memberId, reason, together } = fact;
  const isJava = era.groupCoordinator === 'java';
  // One line tells of all that were removed together.
  if (together[0] !== memberId) return null;
  const all = isJava ? `[${together.join(', ')}]` : `Set(${together.join(', ')})`;
  switch (reason) {
    case 'leave': case 'pending-left': return line(fact, era, left(fact, era));
    case 'session-timeout': return line(fact, era, `Member ${memberId} in group ${group} has failed, removing it from the group${stop(era)}`);
    case 'rebalance-timeout': return line(fact, era, `Group ${group} removed dynamic members who haven't joined: ${all}`);
    case 'sync-timeout': return line(fact, era, `Group ${group} removed members who haven't sent their sync ${isJava ? 'requests' : 'request'}: ${all}`, 'DEBUG');
    case 'pending-expired': return line(fact, era, `Pending member ${memberId} in group ${group} has been removed after session timeout expiration.`);
    // The line about the new member id tells of it.
    case 'static-replaced': return null;
    default: return reason satisfies never;
  }
}

/** Until 2.2: who was silent, and quietly who left. */
function removedEarly(fact: FactOf<'MemberRemoved'>, era: Era): LogLine | null {
  const { group, memberId, reason } = fact;
  switch (reason) {
    case 'session-timeout': return habits(era) === 'bare' ? line(fact, era, `Member ${memberId} in group ${group} has failed`, 'TRACE') : line(fact, era, `Member ${memberId} in group ${group} has failed, removing it from the group`);
    case 'leave': return habits(era) === 'bare' ? null : line(fact, era, `Member ${memberId} in group ${group} has left, removing it from the group`, 'DEBUG');
    default: return null;
  }
}

function left({ group, memberId, reason, clientReason }: FactOf<'MemberRemoved'>, era: Era): string {
  const because = `client reason: ${clientReason ?? 'not provided'}`;
  const isPending = reason === 'pending-left';
  if (era.groupCoordinator === 'java') return `[Group ${group}] ${isPending ? 'Pending member' : 'Member'} ${memberId} has left group through explicit \`LeaveGroup\` request; ${because}`;
  if (!era.rebalanceReasons) {
    return isPending ? `Pending member ${memberId} is leaving group ${group}.` : `Member[group.instance.id …, member.id ${memberId}] in group ${group} has left, removing it from the group`;
  }
  return isPending
    ? `Pending member with memberId=${memberId} has left group ${group} through explicit \`LeaveGroup\` request`
    : `Member MemberMetadata(memberId=${memberId}, …) has left group ${group} through explicit \`LeaveGroup\`; ${because}`;
}

function stateChanged(fact: FactOf<'GroupStateChanged'>, era: Era): LogLine | null {
  const { group, to, generation, reason } = fact;
  switch (to) {
    case 'PreparingRebalance': {
      if (habits(era) === 'bare') return line(fact, era, `Preparing to restabilize group ${group} with old generation ${generation}`);
      if (habits(era) === 'partition') return line(fact, era, `Preparing to rebalance group ${group} with old generation ${generation}${where(fact, era)}`);
      return line(fact, era, `Preparing to rebalance group ${group} in state PreparingRebalance with old generation ${generation}${where(fact, era)} (reason: ${reason})${stop(era)}`);
    }
    case 'Empty': return line(fact, era, `Group ${group} with generation ${generation} is now empty${where(fact, era)}${stop(era)}`);
    default: return null;
  }
}

function assignmentReceived({ group, generation, leader, members, staticMembers }: FactOf<'GroupAssignmentReceived'>, era: Era): string {
  const received = `Assignment received from leader${era.rebalanceReasons ? ` ${leader}` : ''} for group ${group} for generation ${generation}`;
  return habits(era) === 'members' ? `${received}. The group has ${members} members, ${staticMembers} of which are static.` : received;
}

function leaderNotJoined(fact: FactOf<'GroupLeaderChanged'>, era: Era): LogLine {
  const { from, to, groupInstanceId } = fact;
  if (era.groupCoordinator === 'java') {
    const text = `Group leader [memberId: ${from}, groupInstanceId: ${groupInstanceId ?? 'None'}] failed to join before the rebalance timeout. `
      + `Member ClassicGroupMember(memberId='${to}', …) was elected as the new leader.`;
    return { ...line(fact, era, text), logger: 'org.apache.kafka.coordinator.group.classic.ClassicGroup' };
  }
  const instance = groupInstanceId === null ? 'None' : `Some(${groupInstanceId})`;
  const text = `Group leader [member.id: ${from}, group.instance.id: ${instance}] failed to join before rebalance timeout, while new leader MemberMetadata(memberId=${to}, …) was elected.`;
  return { logger: 'kafka.coordinator.group.GroupMetadata', level: 'INFO', text };
}

const OPERATIONS: Readonly<Record<string, string>> = { JoinGroup: 'join-group', SyncGroup: 'sync-group', Heartbeat: 'heartbeat', LeaveGroup: 'leave-group' };

function fenced(fact: FactOf<'MemberFenced'>, era: Era): LogLine {
  const { memberId, groupInstanceId, by, api } = fact;
  if (!era.rebalanceReasons) {
    const text = `given member.id ${memberId} is identified as a known static member ${groupInstanceId}, but not matching the expected member.id ${by} `
      + `during ${OPERATIONS[api] ?? 'commit-offsets'}, will respond with instance fenced error`;
    return { logger: 'kafka.coordinator.group.GroupMetadata', level: 'ERROR', text };
  }
  const request = `Request memberId=${memberId} for static member with groupInstanceId=${groupInstanceId} is fenced by`;
  if (era.groupCoordinator === 'scala') return line(fact, era, `${request} current memberId=${by} during operation ${OPERATIONS[api] ?? 'offset-commit'}`);
  // Kafka names the two kinds of commits the wrong way round here.
  const text = `${request} existing memberId=${by} during operation ${OPERATIONS[api] ?? 'txn-offset-commit'}`;
  return { ...line(fact, era, text), logger: 'org.apache.kafka.coordinator.group.classic.ClassicGroup' };
}
