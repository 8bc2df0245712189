import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import { worldPhrases as phrases, worldWords as words } from '../../i18n/worldText.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { nodeName } from '../../narrate/names.ts';
import { activeController, isUp, nodesOf, ZOOKEEPER } from '../../stage/cluster/select.ts';
import { brokerControllerOf } from '../../stage/cluster/zookeeper.ts';

/** Who controls the cluster now, under which epoch. With ZooKeeper two may believe they do. */
export function controllerLine(world: KafkaWorld, say: Say): string {
  const found = world.actors.get(ZOOKEEPER) === undefined ? quorumController(world) : brokerControllers(world);
  if (found.length === 0) return say(words.controllerNone);
  return found.map(({ node, epoch }) => say(phrases.controller, node.startsWith('controller-') ? node : nodeName(node, shortTag(say.language)), epoch)).join(' ');
}

type Controller = { readonly node: string; readonly epoch: number };

function quorumController(world: KafkaWorld): readonly Controller[] {
  const node = nodesOf(world, 'controller').find((one) => isUp(world, one));
  const view = activeController(world);
  return node === undefined || view === null ? [] : [{ node, epoch: view.context.epoch }];
}

function brokerControllers(world: KafkaWorld): readonly Controller[] {
  return nodesOf(world, 'broker').flatMap((node) => {
    const view = isUp(world, node) ? brokerControllerOf(world, Number(node.slice('broker-'.length))) : null;
    return view === null ? [] : [{ node, epoch: view.epoch }];
  });
}
