import { expect, test } from 'vitest';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { back, beginCourse, forward, land } from './course.ts';
import type { Course } from './course.ts';
import { changedSettings, settingsChangedTo } from './settings.ts';
import { toyGuide } from './toy.ts';

const changed = (value: string | null) => ({ type: 'ConfigChanged', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value }) as const satisfies Fact;
const cluster = { brokers: 1, topics: [{ name: 'orders', partitions: 1, replicationFactor: 1 }], producers: [], consumers: [] };

test('a changed setting is shown from its step on, and no longer when the visitor went back or it was taken back', () => {
  const guide = toyGuide([{}, { facts: [changed('2')] }, {}, { facts: [changed(null)] }]);
  const shown = (course: Course): readonly string[] => changedSettings(cluster, '3.9', settingsChangedTo(course, course.cursor)).map(({ name, value }) => `${name}=${value}`);
  let course = beginCourse(guide);
  const seen = [shown(course)];
  for (let step = 0; step < 4; step += 1) {
    course = land(course, forward(guide, course, 'each'));
    seen.push(shown(course));
  }
  expect(seen).toEqual([[], [], ['min.insync.replicas=2'], ['min.insync.replicas=2'], []]);
  expect(shown(back(course, 'each'))).toEqual(['min.insync.replicas=2']);
});

test('steps that change no setting give the very same changes', () => {
  const guide = toyGuide([{ facts: [changed('2')] }, {}, {}]);
  const first = land(beginCourse(guide), forward(guide, beginCourse(guide), 'each'));
  const second = land(first, forward(guide, first, 'each'));
  expect(settingsChangedTo(second, second.cursor)).toBe(settingsChangedTo(first, first.cursor));
});

test('a setting that this version does not have is not shown, and one that it calls otherwise by its name there', () => {
  const consumer = { id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'app', 'enable.auto.commit': 'false', 'auto.offset.reset': 'earliest' } };
  const namesIn = (era: EraId): readonly string[] => changedSettings({ ...cluster, brokerConfig: { 'zookeeper.session.timeout.ms': '9000' }, consumers: [consumer] }, era, []).map(({ name, value }) => `${name}=${value}`);
  expect(namesIn('2.8')).toEqual(['zookeeper.session.timeout.ms=9000', 'group.id=app', 'enable.auto.commit=false', 'auto.offset.reset=earliest']);
  expect(namesIn('4.1')).toEqual(['group.id=app', 'enable.auto.commit=false', 'auto.offset.reset=earliest']);
  expect(namesIn('0.8')).toEqual(['zookeeper.session.timeout.ms=9000', 'group.id=app', 'auto.commit.enable=false', 'auto.offset.reset=smallest']);
});
