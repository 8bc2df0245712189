import { brokerIdOf } from '../../kafka/actor.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import type { PromiseId } from '../../kafka/promises/types.ts';
import { verdicts } from '../../kafka/promises/verdicts.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { select, selectNames } from '../../lessons/select.ts';
import type { Selection } from '../../lessons/types.ts';
import { partitionsIn, replicasOf, topicsIn } from '../sandboxWorld.ts';
import { groupsIn } from '../session.ts';

/** A value that can be read from a world now. */
export interface Readable extends Selection {
  readonly value: unknown;
}

/** Every value that can be read from this world, by name in the order of `selectNames`. */
export function readablesIn(world: KafkaWorld): readonly Readable[] {
  const subjects = subjectsIn(world);
  return selectNames.flatMap((name) => subjects.flatMap((of) => readable(world, name, of)));
}

/** What can be read of it now; undefined when there is no such thing. */
export function valueNow(world: KafkaWorld, selection: Selection): unknown {
  return readable(world, selection.select, selection.of)[0]?.value;
}

function readable(world: KafkaWorld, name: string, of: string): readonly Readable[] {
  try {
    const value = select(world, { select: name, of });
    return value === undefined || Number.isNaN(value) ? [] : [{ select: name, of, value }];
  } catch {
    // Asked of the wrong kind of actor.
    return [];
  }
}

function subjectsIn(world: KafkaWorld): readonly string[] {
  const actors = actorsIn(world);
  const partitions = partitionsIn(world);
  const readers = [...groupsIn(world), ...actors.filter((address) => address.startsWith('consumer-'))];
  const leaders = actors.filter((address) => address.includes('/'));
  return [
    'world', ...actors, ...partitions, ...topicsIn(world), ...groupsIn(world),
    ...readers.flatMap((reader) => partitions.map((partition) => `${reader}/${partition}`)),
    ...leaders.flatMap((leader) => replicasOf(world, leader.slice(leader.indexOf('/') + 1)).map((id) => `${leader}/${id}`)),
    ...Object.keys((world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes ?? {}),
  ];
}

/** What a scene can point at: the nodes, and the replicas of topics that are not Kafka's own. */
export function actorsIn(world: KafkaWorld): readonly string[] {
  const replicas = world.actors.entries().flatMap(([address, { machine }]) => (machine.id === 'replica' && !address.includes('/__') ? [address] : []));
  const nodes = Object.keys(world.nodes).filter((node) => node !== 'admin');
  return [...nodes, ...replicas].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }));
}

function rank(address: string): number {
  if (address.includes('/')) return 1;
  return brokerIdOf(address) === null ? 2 : 0;
}

/** What an ending may say of each promise: how many records it was broken for. */
export function promisesNow(world: KafkaWorld): readonly { readonly promise: PromiseId; readonly lost: number }[] {
  return verdicts(world, world.ledger).map(({ promise, verdict, records }) => ({ promise, lost: verdict === 'broken' ? records.length : 0 }));
}
