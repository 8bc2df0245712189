import type { Phrase, Text } from './text.ts';

/** The panel of settings. */
export const configTexts = {
  groups: { en: 'Whose settings', zh: '配置对象' },
  broker: { en: 'Broker', zh: 'Broker' },
  topic: { en: 'Topic', zh: '主题' },
  producer: { en: 'Producer', zh: '生产者' },
  consumer: { en: 'Consumer', zh: '消费者' },
  allBrokers: { en: 'all brokers (dynamic default)', zh: '所有 Broker（动态默认值）' },
  search: { en: 'Search settings', zh: '搜索配置' },
  onlyDiffering: { en: 'Only what differs from the default', zh: '只看与默认值不同的' },
  differs: { en: 'differs', zh: '已改动' },
  nobody: { en: 'This cluster has none.', zh: '这个集群里没有。' },
  nothing: { en: 'No setting passes these filters.', zh: '没有符合筛选条件的配置。' },
  allDefault: { en: 'Everything here is as Kafka has it by default.', zh: '这里的所有配置都是 Kafka 的默认值。' },
  byDefault: { en: 'Default', zh: '默认值' },
  type: { en: 'Type', zh: '类型' },
  range: { en: 'Valid values', zh: '取值范围' },
  origin: { en: 'Comes from', zh: '来源' },
  none: { en: 'none', zh: '无' },
  restart: { en: 'Read when the broker starts: cannot be changed while it runs.', zh: 'Broker 启动时读取，运行期间无法更改。' },
  clientStart: { en: 'Read when the client starts: cannot be changed while it runs.', zh: '客户端启动时读取，运行期间无法更改。' },
  notSimulated: { en: 'For reference: nothing in this simulation depends on it.', zh: '仅供查阅：本模拟器的行为不受它影响。' },
  change: { en: 'Change', zh: '修改' },
  newValue: { en: 'New value', zh: '新值' },
  set: { en: 'Set', zh: '设置' },
  takeBack: { en: 'Back to the inherited value', zh: '恢复为继承的值' },
  cancel: { en: 'Cancel', zh: '取消' },
  compare: { en: 'Compare this run with it', zh: '与改动后的同一次运行对比' },
  setWhy: { en: 'Asks the controller, as kafka-configs.sh does, on a branch of your own.', zh: '像 kafka-configs.sh 那样向控制器提出请求，并另起一条你自己的分支。' },
  sent: { en: 'The request is on its way; step on to see it take effect.', zh: '请求已发出，继续前进即可看到它生效。' },
  unchanged: { en: 'It has this value already.', zh: '它已经是这个值。' },
} satisfies Record<string, Text>;

export const originNames = {
  default: { en: 'Kafka’s default', zh: 'Kafka 的默认值' },
  static: { en: 'server.properties', zh: 'server.properties' },
  'dynamic-default': { en: 'dynamic, for all brokers', zh: '动态配置（所有 Broker）' },
  'dynamic-broker': { en: 'dynamic, for this broker', zh: '动态配置（仅这台 Broker）' },
  'dynamic-topic': { en: 'dynamic, for this topic', zh: '动态配置（这个主题）' },
  client: { en: 'the client’s own', zh: '客户端自己的配置' },
} satisfies Record<string, Text>;

export const configPhrases = {
  eraDefault: { en: (era: string) => `Default in ${era}`, zh: (era: string) => `${era} 的默认值` },
  by: { en: (origin: string, synonym: string) => `${origin}, by \`${synonym}\``, zh: (origin: string, synonym: string) => `${origin}，经由 \`${synonym}\`` },
  asked: { en: (value: string) => `Asked for: \`${value}\``, zh: (value: string) => `已请求改为 \`${value}\`` },
  askedBack: { en: () => 'Asked for: back to the inherited value', zh: () => '已请求恢复为继承的值' },
  notHeard: { en: (value: string) => `The cluster has \`${value}\`; this broker has not heard of it yet.`, zh: (value: string) => `集群里已是 \`${value}\`，这台 Broker 还没有得知。` },
  changeOf: { en: (name: string) => `Change ${name}`, zh: (name: string) => `修改 ${name}` },
  compareWith: { en: (name: string) => `Compare this run with the same choices under the new ${name}`, zh: (name: string) => `把这次运行与改用新 ${name} 后的同样选择对比` },
  newValueOf: { en: (name: string) => `New value of ${name}`, zh: (name: string) => `${name} 的新值` },
  shown: { en: (shown: number, differing: number) => `${shown} shown, ${differing} of them differ`, zh: (shown: number, differing: number) => `显示 ${shown} 项，其中 ${differing} 项与默认值不同` },
} satisfies Record<string, Phrase<never[]>>;
