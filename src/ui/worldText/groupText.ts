import type { Say } from '../../i18n/text.ts';
import { worldWords as words } from '../../i18n/worldText.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { groupsIn } from '../../player/session.ts';
import type { GroupSample } from '../../stage/group/path.ts';
import { columnsOf, readerOf } from '../../stage/group/read.ts';
import { GROUP_STRINGS } from '../../stage/group/strings.ts';
import { nodeIn } from './nodeIn.ts';
import type { TextPart, TextSection } from './tree.ts';
import { line, section } from './tree.ts';

/** Every consumer group: its state where its coordinator, or ZooKeeper, keeps it, its members, and how far it has read. */
export function groupSections(world: KafkaWorld, say: Say): readonly TextSection[] {
  return groupsIn(world).map((group) => {
    const sample = readerOf(group).sample(world);
    return section(group, [line(stateIn(group, sample, say)), memberTable(sample, say), positionTable(world, group, say)]);
  });
}

const stringsIn = (say: Say) => GROUP_STRINGS[say.language === 'en' ? 'en' : 'zh'];

function stateIn(group: string, { state, generation, coordinator, protocol, inZooKeeper }: GroupSample, say: Say): string {
  return `${stringsIn(say).stateLabel({ group, state, generation, coordinator, protocol, inZooKeeper })}${say.language === 'en' ? '.' : '。'}`;
}

function memberTable({ members }: GroupSample, say: Say): TextPart {
  const rows = members.map(({ consumer, kind, holds }) => [nodeIn(consumer, say), stringsIn(say).kind(kind), holds.join(', ') || say(words.none)]);
  return { is: 'table', caption: say(words.member), columns: [words.member, words.doing, words.holds].map((one) => say(one)), rows };
}

function positionTable(world: KafkaWorld, group: string, say: Say): TextPart {
  const known = (value: number | null): string => (value === null || value < 0 ? say(words.none) : String(value));
  const rows = columnsOf(world, group).map(({ partition, committed, position, highWatermark, lag, lead }) => [partition, ...[committed, position, highWatermark, lag, lead].map(known)]);
  const columns = [words.partition, words.committed, words.position, words.highWatermark, words.lag, words.lead].map((one) => say(one));
  return { is: 'table', caption: say(words.position), columns, rows };
}
