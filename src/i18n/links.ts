import type { Phrase, Text } from './text.ts';

/** What a link, or a run from a file, asked for and did not get, and how copying a link went. */
export const linkTexts = {
  unreadable: { en: 'The link could not be read.', zh: '无法识别该链接。' },
  damaged: { en: 'The steps in the link could not be read.', zh: '无法读取链接中的步骤。' },
  otherWorld: {
    en: 'All the steps were taken, but they led to another state than when this was made: the lesson or the model has changed since.',
    zh: '所有步骤都已执行，但结果与当初不同：课程或模型此后有改动。',
  },
  skipped: { en: 'Some of the choices do not apply here and were left out:', zh: '部分选择在这里不适用，已跳过：' },
  failed: { en: 'A rule of the model failed on the way. This is the last good step.', zh: '途中有一条模型规则出错。这里是出错前的最后一步。' },
  refused: { en: 'Kafka refuses this cluster:', zh: 'Kafka 拒绝这个集群：' },
  stayed: { en: 'What you had is still here.', zh: '你原来的内容仍在。' },
  firstLesson: { en: 'This is the first lesson.', zh: '已打开第一课。' },
  aside: { en: 'This is the sandbox that was shared. Yours was put aside.', zh: '这是别人分享的沙盒，你的沙盒已暂存。' },
  openAside: { en: 'Open your sandbox', zh: '打开你的沙盒' },
  close: { en: 'Close', zh: '关闭' },
  copied: { en: 'Link copied.', zh: '链接已复制。' },
  notCopied: { en: 'The browser does not allow copying. Copy the link from here:', zh: '浏览器不允许复制。请从这里手动复制链接：' },
  link: { en: 'Link to this moment', zh: '此刻的链接' },
} satisfies Record<string, Text>;

export const linkPhrases = {
  damagedAt: {
    en: (choice: string) => `From choice ${choice} on, the link could not be read. This is as far as it goes.`,
    zh: (choice: string) => `从第 ${choice} 个操作起，链接无法读取，只能还原到这里。`,
  },
  cut: {
    en: (choices: string) => `The end of the link is missing, after ${choices} choices. This is as far as it goes.`,
    zh: (choices: string) => `链接末尾缺失，只有前 ${choices} 个操作，只能还原到这里。`,
  },
  noLesson: { en: (lesson: string) => `There is no lesson called “${lesson}”.`, zh: (lesson: string) => `没有名为“${lesson}”的课程。` },
  notHere: {
    en: (lesson: string) => `The lesson “${lesson}” was written by somebody and is kept in that browser, not in this one. Ask for its file, and import it on the first page.`,
    zh: (lesson: string) => `课程“${lesson}”是某人自己编写的，只保存在对方的浏览器中，这里没有。请向对方索取课程文件，在首页导入。`,
  },
  notFetched: {
    en: (lesson: string) => `The lesson “${lesson}” could not be loaded. Check the connection and open it again.`,
    zh: (lesson: string) => `无法加载课程“${lesson}”。请检查网络连接后重新打开。`,
  },
  noEra: {
    en: (asked: string, era: string) => `Kafka ${asked} was asked for, which cannot be had here. This is Kafka ${era}.`,
    zh: (asked: string, era: string) => `要求的是 Kafka ${asked}，这里无法提供。当前是 Kafka ${era}。`,
  },
  noWhatIf: {
    en: (whatIf: string) => `The lesson has no branch “${whatIf}” any more.`,
    zh: (whatIf: string) => `课程中已没有名为“${whatIf}”的分支。`,
  },
  tooLong: {
    en: (most: string) => `There are more than ${most} steps. This is as far as they are followed.`,
    zh: (most: string) => `步骤超过 ${most} 步，只还原到这里。`,
  },
  ended: {
    en: (asked: string, taken: string) => `${asked} steps were asked for; there are ${taken}. This is the last.`,
    zh: (asked: string, taken: string) => `要求 ${asked} 步，实际只有 ${taken} 步。这里是最后一步。`,
  },
} satisfies Record<string, Phrase<[string]> | Phrase<[string, string]>>;
