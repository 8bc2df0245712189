import { milliseconds } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import { worldWords as words } from '../../i18n/worldText.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { sessionName, sessionRows, zookeeperIn, znodeRows } from '../../player/znodeView.ts';
import { nodeIn } from './nodeIn.ts';
import type { TextPart, TextSection } from './tree.ts';
import { section } from './tree.ts';

/** The whole tree of znodes and who has a session; nothing where there is no ZooKeeper. */
export function zookeeperSections(world: KafkaWorld, say: Say): readonly TextSection[] {
  const zookeeper = zookeeperIn(world);
  if (zookeeper === null) return [];
  const rows = znodeRows(world, null).map(({ path, version, isEphemeral, owner, watched }) => [
    path, zookeeper.znodes[path]?.data ?? '', String(version), isEphemeral ? (owner === null ? say(words.unknown) : nodeIn(owner.node, say)) : '', watched === 0 ? '' : String(watched),
  ]);
  const columns = [words.path, words.data, words.version, words.ephemeral, words.watches].map((one) => say(one));
  return [section('ZooKeeper', [{ is: 'table', caption: say(words.znodes), columns, rows }, sessionTable(world, say)])];
}

function sessionTable(world: KafkaWorld, say: Say): TextPart {
  const rows = sessionRows(world).map(({ sessionId, node, leftMs }) => [sessionName(sessionId), nodeIn(node, say), milliseconds(leftMs, say.language)]);
  return { is: 'table', caption: say(words.sessions), columns: [words.session, words.client, words.left].map((one) => say(one)), rows };
}
