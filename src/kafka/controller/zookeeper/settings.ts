import type { Env } from '../../actor.ts';
import type { ConfigNameOf, ConfigValueOf } from '../../names/configs.ts';
import { brokerConfig, topicConfig } from '../../metadata/effectiveConfig.ts';
import type { ConfigSources } from '../../metadata/effectiveConfig.ts';
import { configResource, emptyImage } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import { brokerAddress } from '../../actor.ts';
import type { BrokerContext } from '../../broker/types.ts';
import type { ZkControllerContext } from './types.ts';

/** The settings its own broker knows of: the controller runs in the same process. */
function imageOf(controller: ZkControllerContext, env: Env): MetadataImage {
  return (env.node.read(brokerAddress(controller.brokerId))?.context as BrokerContext | undefined)?.image ?? emptyImage;
}

function sourcesOf({ brokerId, staticConfigs }: ZkControllerContext, env: Env): ConfigSources {
  return { era: env.shared.era, nodeId: brokerId, staticConfigs };
}

export function setting<Name extends ConfigNameOf<'broker'>>(controller: ZkControllerContext, name: Name, env: Env): ConfigValueOf<'broker', Name> {
  return brokerConfig(imageOf(controller, env), name, sourcesOf(controller, env));
}

/** With the topic's own settings as they were just read. Source: KafkaZkClient.getLogConfigs. */
export function allowsUncleanElection(controller: ZkControllerContext, topic: string, configs: Readonly<Record<string, string>>, env: Env): boolean {
  const image = imageOf(controller, env);
  const fresh = { ...image, configs: { ...image.configs, [configResource('topic', topic)]: configs } };
  return topicConfig(fresh, topic, 'unclean.leader.election.enable', sourcesOf(controller, env));
}
