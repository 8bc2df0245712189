import type { MetadataImage, TopicImage } from '../metadata/image.ts';
import { configResource, emptyImage } from '../metadata/image.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import { BROKER_IDS_PATH, decodeBroker, decodeConfig, decodeState, decodeTopic, parseConfigEntity, statePath, TOPICS_PATH } from '../metadata/zkData.ts';
import { topicPartition } from '../log/record.ts';
import type { Znode, Znodes } from '../zookeeper/tree.ts';

/** The cluster as ZooKeeper's tree tells it; a partition's epoch is the version of its state znode. The same tree gives the same image. */
export function zookeeperImage(znodes: Znodes): MetadataImage {
  const known = images.get(znodes);
  if (known !== undefined) return known;
  const image = read(znodes);
  images.set(znodes, image);
  return image;
}

const images = new WeakMap<Znodes, MetadataImage>();
const registrations = new WeakMap<Znode, WeakMap<Znode, PartitionRegistration>>();
const topics = new WeakMap<Znode, ReturnType<typeof decodeTopic>>();

function read(znodes: Znodes): MetadataImage {
  const brokers: Record<number, MetadataImage['brokers'][number]> = {};
  const found: Record<string, TopicImage> = {};
  const configs: Record<string, Readonly<Record<string, string>>> = {};
  // Topics in the order they were created, as elsewhere.
  for (const [path, znode] of Object.entries(znodes)) {
    const [parent, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
    if (parent === BROKER_IDS_PATH) brokers[Number(name)] = registeredBroker(Number(name), znode);
    else if (parent === TOPICS_PATH) found[name] = topicImage(znodes, name, znode);
    else if (parent === '/config/topics' || parent === '/config/brokers') {
      const entity = parseConfigEntity(path.slice('/config/'.length));
      const config = decodeConfig(znode.data === '' ? '{}' : znode.data);
      if (entity !== null && Object.keys(config).length > 0) configs[configResource(entity.resourceType, entity.resourceName)] = config;
    }
  }
  return { ...emptyImage, brokers, topics: found, configs };
}

function registeredBroker(brokerId: number, { czxid, data }: Znode): MetadataImage['brokers'][number] {
  return { brokerId, brokerEpoch: czxid, incarnationId: '', fenced: false, inControlledShutdown: false, rack: decodeBroker(data).rack };
}

function topicImage(znodes: Znodes, topic: string, znode: Znode): TopicImage {
  const known = topics.get(znode) ?? decodeTopic(znode.data);
  topics.set(znode, known);
  const partitions = known.replicas.flatMap((replicas, partition) => {
    const state = znodes[statePath(topicPartition(topic, partition))];
    return state === undefined ? [] : [[partition, registrationOf(state, znode, { replicas, adding: known.adding[partition] ?? [], removing: known.removing[partition] ?? [] })] as const];
  });
  return { topicId: known.topicId, partitions: Object.fromEntries(partitions) };
}

/** The same object as long as neither znode was written, for whoever compares. */
function registrationOf(state: Znode, topic: Znode, assignment: Pick<PartitionRegistration, 'replicas' | 'adding' | 'removing'>): PartitionRegistration {
  const byTopic = registrations.get(state) ?? new WeakMap<Znode, PartitionRegistration>();
  registrations.set(state, byTopic);
  const known = byTopic.get(topic);
  if (known !== undefined) return known;
  const { leader, leaderEpoch, isr } = decodeState(state.data);
  const registration: PartitionRegistration = {
    ...assignment, isr, elr: [], lastKnownElr: [], leader, leaderEpoch, partitionEpoch: state.version, leaderRecoveryState: 'RECOVERED',
  };
  byTopic.set(topic, registration);
  return registration;
}
