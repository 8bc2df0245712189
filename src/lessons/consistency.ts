import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { eraIds } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import { validateConfig } from '../kafka/names/configs.ts';
import type { ConfigGroup } from '../kafka/names/configs.ts';
import { erasOf } from './eras.ts';
import type { Action, Lesson, Scene } from './types.ts';

/** A place in a lesson, like `scenes.2.do.0.command`, and what is wrong there. */
export interface LessonProblem {
  readonly path: string;
  readonly reason: string;
}

/** What the shape alone cannot tell: names that lead nowhere, numbers out of range, settings Kafka would refuse. */
export function problemsOf(lesson: Lesson): readonly LessonProblem[] {
  return [...eraProblems(lesson), ...clusterProblems(lesson.cluster), ...sceneProblems(lesson, lesson.scenes, 'scenes'), ...whatIfProblems(lesson), ...endingProblems(lesson)];
}

function at(path: string, reason: string): LessonProblem {
  return { path, reason };
}

function eraProblems(lesson: Lesson): readonly LessonProblem[] {
  const eras = erasOf(lesson);
  const inOrder = eraIds.filter((era) => eras.includes(era));
  const stranger = (path: string, asked: readonly EraId[]) =>
    asked.filter((era) => !eras.includes(era)).map((era) => at(path, `the lesson is not played in ${era}, only in ${eras.join(', ')}`));
  return [
    ...stranger('era', [lesson.era]),
    ...(inOrder.join() === eras.join() ? [] : [at('eras', `the versions are ${inOrder.join(', ')}: each once, oldest first`)]),
    ...lesson.ends.flatMap((ending, index) => stranger(`ends.${index}.eras`, ending.eras ?? [])),
  ];
}

function clusterProblems(cluster: ClusterDescription): readonly LessonProblem[] {
  const topics = cluster.topics.flatMap((topic, index) => {
    const path = `cluster.topics.${index}`;
    const problems = configProblems('topic', topic.config, `${path}.config`);
    if (topic.replicationFactor > cluster.brokers) problems.push(at(`${path}.replicationFactor`, `there are only ${cluster.brokers} brokers`));
    const replicas = topic.assignment ?? [];
    if (topic.assignment !== undefined && replicas.length !== topic.partitions) problems.push(at(`${path}.assignment`, `${topic.partitions} partitions need as many lists of replicas`));
    const odd = replicas.find((list) => list.length !== topic.replicationFactor || new Set(list).size !== list.length || list.some((id) => id > cluster.brokers));
    if (odd !== undefined) problems.push(at(`${path}.assignment`, `[${odd.join(',')}] is not ${topic.replicationFactor} different brokers of 1 to ${cluster.brokers}`));
    return problems;
  });
  const clients = (['producer', 'consumer'] as const).flatMap((group) =>
    cluster[`${group}s`].flatMap((client, index) => [
      ...configProblems(group, client.config, `cluster.${group}s.${index}.config`),
      ...client.topics.filter((name) => !hasTopic(cluster, name)).map((name) => at(`cluster.${group}s.${index}.topics`, `there is no topic "${name}"`)),
    ]),
  );
  const controller = (cluster.controller ?? 1) > cluster.brokers ? [at('cluster.controller', `there is no broker ${cluster.controller ?? 1}`)] : [];
  return [...controller, ...configProblems('broker', cluster.brokerConfig, 'cluster.brokerConfig'), ...topics, ...clients];
}

function configProblems(group: ConfigGroup, configs: Readonly<Record<string, string>> | undefined, path: string): LessonProblem[] {
  return Object.entries(configs ?? {}).flatMap(([name, value]) => {
    const check = validateConfig(group, name, value);
    return check.ok ? [] : [at(`${path}.${name}`, check.message)];
  });
}

function sceneProblems(lesson: Lesson, scenes: readonly Scene[], path: string): readonly LessonProblem[] {
  return scenes.flatMap((scene, index) => [
    ...actionProblems(lesson, scene.do, `${path}.${index}.do`),
    ...scene.focus.filter((address) => !hasActor(lesson, address)).map((address) => at(`${path}.${index}.focus`, `there is no "${address}" in the cluster`)),
  ]);
}

function whatIfProblems(lesson: Lesson): readonly LessonProblem[] {
  return lesson.whatIf.flatMap((whatIf, index) => [
    ...(whatIf.fromScene < lesson.scenes.length ? [] : [at(`whatIf.${index}.fromScene`, `there are only ${lesson.scenes.length} scenes`)]),
    ...(lesson.whatIf.findIndex((one) => one.id === whatIf.id) === index ? [] : [at(`whatIf.${index}.id`, `"${whatIf.id}" is taken`)]),
    ...actionProblems(lesson, whatIf.do, `whatIf.${index}.do`),
    ...sceneProblems(lesson, whatIf.scenes, `whatIf.${index}.scenes`),
  ]);
}

function endingProblems(lesson: Lesson): readonly LessonProblem[] {
  return lesson.ends.flatMap(({ branch }, index) =>
    branch === undefined || lesson.whatIf.some((whatIf) => whatIf.id === branch) ? [] : [at(`ends.${index}.branch`, `there is no what-if "${branch}"`)],
  );
}

function actionProblems(lesson: Lesson, actions: readonly Action[], path: string): readonly LessonProblem[] {
  return actions.flatMap((action, index) => {
    const reason = 'command' in action ? commandProblem(lesson.cluster, action.command) : null;
    return reason === null ? [] : [at(`${path}.${index}.command`, reason)];
  });
}

function commandProblem(cluster: ClusterDescription, command: Command): string | null {
  if ('brokerId' in command && command.brokerId > cluster.brokers) return `there is no broker ${command.brokerId}`;
  if ('producer' in command && !cluster.producers.some((one) => one.id === command.producer)) return `there is no "${command.producer}"`;
  if ('client' in command && !zkClientsOf(cluster).includes(command.client)) return `there is no "${command.client}"`;
  if ('consumer' in command && !cluster.consumers.some((one) => one.id === command.consumer)) return `there is no "${command.consumer}"`;
  if ('from' in command) {
    const stranger = [command.from, command.to].find((node) => node !== null && !hasNode(cluster, node));
    return stranger === undefined ? null : `there is no "${stranger ?? ''}"`;
  }
  if (command.type !== 'config.set' || command.value === null) return null;
  const check = validateConfig(command.resourceType, command.name, command.value);
  return check.ok ? null : check.message;
}

function hasTopic(cluster: ClusterDescription, name: string): boolean {
  return cluster.topics.some((topic) => topic.name === name);
}

function hasNode(cluster: ClusterDescription, node: string): boolean {
  const broker = /^broker-(\d+)$/.exec(node);
  if (broker !== null) return Number(broker[1]) >= 1 && Number(broker[1]) <= cluster.brokers;
  return /^controller-\d+$/.test(node) || node === 'admin' || node === 'zookeeper' || zkClientsOf(cluster).includes(node) || [...cluster.producers, ...cluster.consumers].some((client) => client.id === node);
}

function zkClientsOf({ zookeeperClients = 0 }: ClusterDescription): readonly string[] {
  return Array.from({ length: zookeeperClients }, (_, index) => `client-${index + 1}`);
}

function hasActor(lesson: Lesson, address: string): boolean {
  const { cluster } = lesson;
  const slash = address.indexOf('/');
  if (slash < 0) return hasNode(cluster, address);
  const topic = /^(.+)-\d+$/.exec(address.slice(slash + 1))?.[1];
  return hasNode(cluster, address.slice(0, slash)) && (topic === undefined || topic === 'fetcher' || hasTopic(cluster, topic) || isCreated(lesson, topic));
}

/** Somewhere in the lesson; that it is there in time, playing shows. */
function isCreated({ scenes, whatIf }: Lesson, topic: string): boolean {
  const done = [...scenes, ...whatIf, ...whatIf.flatMap((one) => one.scenes)].flatMap((one) => one.do);
  return done.some((action) => 'command' in action && action.command.type === 'topic.create' && action.command.topic.name === topic);
}
