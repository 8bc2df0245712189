import { nodeOf } from '../../world/types.ts';
import { groupsOf } from '../consumer/group/groupsOf.ts';
import type { KafkaWorld } from '../simulation.ts';
import type { CoordinatorContext } from '../coordinator/types.ts';

/** Groups that can be asked about: those that a running broker coordinates, and those that consumers name. */
export function knownGroups(world: KafkaWorld): readonly string[] {
  const coordinated = world.actors.entries().flatMap(([address, { machine, context }]) =>
    (machine.id === 'coordinator' && world.nodes[nodeOf(address)]?.up === true ? Object.values((context as CoordinatorContext).partitions).flatMap(({ groups }) => Object.keys(groups)) : []));
  return [...new Set([...coordinated, ...groupsOf(world)])].toSorted();
}
