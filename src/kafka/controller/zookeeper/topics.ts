import { report } from '../../actor.ts';
import { decodeTopic, topicPath, TOPICS_PATH } from '../../metadata/zkData.ts';
import { withCluster } from './cluster.ts';
import { childrenIn, topicsIn } from './failover.ts';
import type { JobRules } from './jobs.ts';
import { getChildren, getData, resultOf } from './zkOps.ts';

/** A topic is created by writing its assignment; the controller sees it and does the rest. Source: KafkaController.processTopicChange, onNewPartitionCreation. */
export const topicRules: JobRules<'topicChange' | 'topicDetails'> = {
  topicChange: {
    begin: (controller) => ({ controller, ask: [getChildren(TOPICS_PATH)] }),
    resume: (controller, _job, [names]) => {
      const topics = childrenIn(names).filter((name) => !Object.hasOwn(controller.cluster.topicIds, name));
      return { controller, next: topics.length === 0 ? [] : [{ type: 'topicDetails', topics }] };
    },
  },
  topicDetails: {
    begin: (controller, { topics }) => ({ controller, ask: topics.map((topic) => getData(topicPath(topic))) }),
    resume: (controller, { topics }, results) => {
      const { cluster } = controller;
      const fresh = topicsIn(topics, results);
      const facts = topics.flatMap((topic, index) => {
        const data = resultOf(results[index])?.data;
        if (data === undefined) return [];
        const { topicId, replicas } = decodeTopic(data);
        return [report({ type: 'TopicCreated', topic, topicId, assignment: replicas })];
      });
      return {
        controller: withCluster(controller, { topicIds: { ...cluster.topicIds, ...fresh.topicIds }, partitions: { ...cluster.partitions, ...fresh.partitions } }),
        effects: facts,
        next: [{ type: 'initialise', partitions: Object.keys(fresh.partitions) }],
      };
    },
  },
};
