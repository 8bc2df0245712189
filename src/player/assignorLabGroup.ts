import { groupAddress } from '../kafka/actor.ts';
import type { GroupContext } from '../kafka/group/types.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { LabInput } from './assignorLabForm.ts';
import { brokerIds } from './sandboxWorld.ts';

/** A group's members and the topics they subscribe to, as its coordinator and the controller have them; null while there are none. */
export function groupInput(world: KafkaWorld, group: string): LabInput | null {
  const context = brokerIds(world).map((id) => world.actors.get(groupAddress(id, group))?.context as GroupContext | undefined).find((one) => one !== undefined && one.members.length > 0);
  const image = controllerImage(world);
  if (context === undefined || image === null) return null;
  const members = context.members.map(({ memberId, groupInstanceId, protocols }) => {
    const chosen = protocols.find(({ name }) => name === context.protocolName) ?? protocols[0];
    return { memberId, groupInstanceId, topics: chosen?.metadata.topics ?? [] };
  });
  const topics = [...new Set(members.flatMap((member) => member.topics))].toSorted();
  return { members, partitionCounts: Object.fromEntries(topics.map((topic) => [topic, Object.keys(image.topics[topic]?.partitions ?? {}).length])) };
}
