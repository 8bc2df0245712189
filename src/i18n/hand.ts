import type { Phrase, Text } from './text.ts';

/** The panel "By hand": everything that could happen next. */
export const handTexts = {
  intro: { en: 'Everything that could happen next. What you choose begins your own branch.', zh: '接下来可能发生的一切。你的选择会另起一条自己的分支。' },
  request: { en: 'request', zh: '请求' },
  response: { en: 'response', zh: '响应' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '重做' },
  until: { en: 'Run until', zh: '运行到' },
  run: { en: 'Run', zh: '运行' },
  stop: { en: 'Stop', zh: '停止' },
  nothing: { en: 'Nothing is on its way and no timer is armed.', zh: '没有在途的报文，也没有等待到期的定时器。' },
  onlyRoutine: { en: 'Only routine traffic is on its way.', zh: '只有例行通信在途。' },
  deliver: { en: 'Deliver', zh: '送达' },
  twice: { en: 'Deliver twice', zh: '重复送达' },
  twiceWhy: { en: 'Outside TCP, for teaching: it arrives now and stays on its way, to arrive again', zh: 'TCP 之外的情形，仅供教学：现在到达一次，并留在途中再到达一次' },
  outsideTcp: { en: 'outside TCP', zh: 'TCP 之外' },
  fire: { en: 'Fire now', zh: '立即触发' },
  hold: { en: 'Hold', zh: '扣住' },
  breakIt: { en: 'Break', zh: '断开' },
  holdFor: { en: 'Hold for', zh: '扣住时长' },
  duration: { en: 'Duration in milliseconds', zh: '时长（毫秒）' },
  breakWhy: { en: 'Breaks the connection: both ends learn of it, what is in flight is gone', zh: '断开连接：两端都会得知，在途的报文全部丢失' },
  late: { en: 'overdue', zh: '已过期' },
  now: { en: 'now', zh: '现在' },
  arrived: { en: 'It is no longer on its way.', zh: '它已不在途中。' },
  whySent: { en: 'Why was it sent?', zh: '它为什么被发出？' },
} satisfies Record<string, Text>;

export const handPhrases = {
  routineToo: { en: (count: number) => `Show ${count} routine ones`, zh: (count: number) => `显示 ${count} 项例行事件` },
  cannotCount: { en: (count: number) => `Cannot happen now (${count})`, zh: (count: number) => `暂时不能发生（${count}）` },
  quietCount: { en: (count: number) => `Connections with nothing on their way (${count})`, zh: (count: number) => `没有在途报文的连接（${count}）` },
  from: { en: (node: string) => `from ${node}`, zh: (node: string) => `来自 ${node}` },
  timer: { en: (name: string) => `timer: ${name}`, zh: (name: string) => `定时器：${name}` },
  broke: { en: (peer: string) => `learns that its connection to ${peer} is gone`, zh: (peer: string) => `得知与 ${peer} 的连接已断开` },
  connection: { en: (client: string, server: string) => `${client} → ${server}`, zh: (client: string, server: string) => `${client} → ${server}` },
  seconds: { en: (count: number) => `${count} s`, zh: (count: number) => `${count} s` },
  heldUntil: { en: (time: string) => `held until ${time}`, zh: (time: string) => `扣住到 ${time}` },
  behindOne: { en: (api: string) => `${api} is ahead of it on the same connection`, zh: (api: string) => `同一连接上 ${api} 排在它前面` },
  behindMany: { en: (count: number) => `behind ${count} messages on the same connection`, zh: (count: number) => `同一连接上还有 ${count} 条报文排在它前面` },
  cut: { en: (a: string, b: string) => `the network between ${a} and ${b} is cut`, zh: (a: string, b: string) => `${a} 与 ${b} 之间的网络已切断` },
  timerFirst: { en: (name: string, owner: string) => `timer “${name}” of ${owner} is due first`, zh: (name: string, owner: string) => `${owner} 的定时器“${name}”先到期` },
  fireNext: { en: (timer: string) => `Fire its next timer: ${timer}`, zh: (timer: string) => `触发它的下一个定时器：${timer}` },
  doTo: { en: (what: string, whom: string) => `${what}: ${whom}`, zh: (what: string, whom: string) => `${what}：${whom}` },
} satisfies Record<string, Phrase<never[]>>;

