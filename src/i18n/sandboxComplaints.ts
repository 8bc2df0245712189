import type { Phrase, Text } from './text.ts';

/** What is wrong with a field of the set-up, where Kafka has no words of its own. */
export const sandboxComplaints = {
  wholeNumber: {
    en: (min: string, max: string) => `A whole number from ${min} to ${max}.`,
    zh: (min: string, max: string) => `请填写 ${min} 到 ${max} 之间的整数。`,
  },
  znodePath: { en: 'A path from the root, like /app/config.', zh: '请填写从根开始的路径，例如 /app/config。' },
  brokerIds: { en: 'Broker ids with commas, like 1,2,3.', zh: '用逗号分隔的 Broker 编号，例如 1,2,3。' },
  number: { en: 'A whole number.', zh: '请填写整数。' },
  partitions: {
    en: (most: string) => `At most ${most} partitions in all: more could not be read on the picture.`,
    zh: (most: string) => `所有主题合计最多 ${most} 个分区，再多图上就看不清了。`,
  },
  atMost: {
    en: (name: string, most: string) => `${name}: at most ${most} here, or the simulation would take too long.`,
    zh: (name: string, most: string) => `${name}：这里最多为 ${most}，否则模拟会过慢。`,
  },
  racks: {
    en: (racks: string, brokers: string) => `${racks} ${racks === '1' ? 'rack' : 'racks'} for ${brokers} ${brokers === '1' ? 'broker' : 'brokers'}: name one for each broker, or none.`,
    zh: (racks: string, brokers: string) => `写了 ${racks} 个机架，但有 ${brokers} 台 Broker：请为每台 Broker 各写一个，或者全部不写。`,
  },
  nameValue: { en: (line: string) => `Write name=value, not “${line}”.`, zh: (line: string) => `请写成 name=value 的形式，而不是“${line}”。` },
  notInEra: { en: (name: string, era: string) => `Kafka ${era} has no setting ${name}.`, zh: (name: string, era: string) => `Kafka ${era} 没有配置项 ${name}。` },
  calledOtherwise: { en: (era: string, called: string, name: string) => `Kafka ${era} calls it ${called}, not ${name}.`, zh: (era: string, called: string, name: string) => `Kafka ${era} 中它叫 ${called}，而不是 ${name}。` },
  oneOf: { en: (values: string) => `One of ${values}.`, zh: (values: string) => `请从以下值中选择：${values}。` },
  topicScope: { en: (text: string) => `A topic, or topic:0,1; not “${text}”.`, zh: (text: string) => `请写成主题名，或 主题名:0,1；不能是“${text}”。` },
  noTopic: { en: (name: string) => `There is no topic ${name} above.`, zh: (name: string) => `上面没有主题 ${name}。` },
} satisfies Record<string, Text | Phrase<never[]>>;
