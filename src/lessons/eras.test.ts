import { expect, test } from 'vitest';
import { bootCluster } from '../kafka/cluster.ts';
import { eraOf } from '../kafka/era/era.ts';
import { erasOf, playedIn } from './eras.ts';
import { lessons } from './index.ts';

test('every version a lesson can be played in starts, ZooKeeper\'s with ZooKeeper', () => {
  const description = { brokers: 1, topics: [], producers: [], consumers: [] };
  const worlds = playedIn.map((era) => bootCluster(description, { era, seed: 1 }).world);
  expect(worlds.map((world) => world.nodes['zookeeper'] !== undefined)).toEqual(playedIn.map((era) => eraOf(era).metadata === 'zookeeper'));
});

test('every lesson is written for one of the versions it can be played in', () => {
  expect(lessons.filter((lesson) => !erasOf(lesson).includes(lesson.era))).toEqual([]);
});

test('what happened only in some versions is played in those', () => {
  const own = lessons.filter((lesson) => lesson.eras !== undefined).map(({ code, eras }) => [code, eras]);
  expect(own).toEqual([['R9', ['0.8', '0.10']], ['R10', ['0.8', '0.10']], ['R11', ['0.11', '2.1']], ['R12', ['0.11', '2.1']], ['R17', ['3.9', '4.1']], ['R18', ['0.11', '2.1', '2.8', '3.9', '4.1']], ['G15', ['0.8', '2.8', '3.9', '4.1']], ['Z1', ['2.8']], ['Z2', ['2.8']], ['Z3', ['2.8']], ['Z4', ['2.8']]]);
});
