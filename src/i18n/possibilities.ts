import type { Phrase } from './text.ts';

/** What can happen to an actor next, and why something cannot yet. Backticks mark names. */
export const possibilityPhrases = {
  cut: { en: (a: string, b: string) => `the network between \`${a}\` and \`${b}\` is cut`, zh: (a: string, b: string) => `\`${a}\` 与 \`${b}\` 之间的网络已切断` },
  held: { en: (until: string) => `the connection is held until ${until}; by hand it can be delivered all the same`, zh: (until: string) => `该连接被扣住到 ${until}；手动仍可送达` },
  behind: {
    en: (count: number, first: string) => `${count === 1 ? `\`${first}\` is` : `${count} messages are`} ahead of it on the same connection`,
    zh: (count: number, first: string) => (count === 1 ? `同一连接上，\`${first}\` 排在它前面` : `同一连接上，还有 ${count} 条报文排在它前面`),
  },
  timerFirst: {
    en: (name: string, owner: string, at: string) => `timer “${name}” of \`${owner}\` is due first, at ${at}`,
    zh: (name: string, owner: string, at: string) => `\`${owner}\` 的定时器“${name}”先到期（${at}）`,
  },
  arrives: {
    en: (message: string, from: string, at: string) => `\`${message}\` from \`${from}\` arrives at ${at}`,
    zh: (message: string, from: string, at: string) => `来自 \`${from}\` 的 \`${message}\` 在 ${at} 到达`,
  },
  waiting: {
    en: (message: string, from: string) => `\`${message}\` from \`${from}\``,
    zh: (message: string, from: string) => `来自 \`${from}\` 的 \`${message}\``,
  },
  broke: {
    en: (peer: string, at: string) => `\`Disconnected\`: the connection to \`${peer}\` broke, known at ${at}`,
    zh: (peer: string, at: string) => `\`Disconnected\`：与 \`${peer}\` 的连接已断开，${at} 得知`,
  },
  refused: {
    en: (peer: string, at: string) => `\`Disconnected\`: \`${peer}\` does not listen, known at ${at}`,
    zh: (peer: string, at: string) => `\`Disconnected\`：\`${peer}\` 无人监听，${at} 得知`,
  },
  fires: { en: (name: string, at: string) => `timer “${name}” fires at ${at}`, zh: (name: string, at: string) => `定时器“${name}”在 ${at} 触发` },
  armed: { en: (name: string, at: string) => `timer “${name}”, due at ${at}`, zh: (name: string, at: string) => `定时器“${name}”，${at} 到期` },
} satisfies Record<string, Phrase<never[]>>;
