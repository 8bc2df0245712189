import type { Phrase, Text } from './text.ts';

export const tourTexts = {
  offer: { en: 'New here? Look around in five stops', zh: '第一次来？用五步看一遍' },
  decline: { en: 'No, thanks', zh: '不用了' },
  next: { en: 'Next', zh: '下一步' },
  back: { en: 'Back', zh: '上一步' },
  end: { en: 'End the tour', zh: '结束导览' },
  done: { en: 'Done', zh: '完成' },
} satisfies Record<string, Text>;

export const tourPhrases = {
  stop: { en: (stop: number, of: number) => `${stop} of ${of}`, zh: (stop: number, of: number) => `${stop} / ${of}` },
} satisfies Record<string, Phrase<never[]>>;

export type TourTarget = 'scene' | 'step' | 'picture' | 'timeline' | 'details';

/** At most five stops, in this order. */
export const TOUR_STOPS: readonly { readonly at: TourTarget; readonly title: Text; readonly say: Text }[] = [
  {
    at: 'scene', title: { en: 'What to watch', zh: '该看什么' },
    say: { en: 'A lesson is told in scenes. Read here what is about to happen, and answer where it asks you.', zh: '每课分成若干幕。先在这里读接下来会发生什么，遇到提问就作答。' },
  },
  {
    at: 'step', title: { en: 'One step', zh: '一步' },
    say: { en: 'Each press moves one message, timer or command. Try it now; → does the same.', zh: '每按一次，就处理一条报文、一个定时器或一条命令。现在就试试，按 → 也一样。' },
  },
  {
    at: 'picture', title: { en: 'The picture', zh: '图形区' },
    say: {
      en: 'Rows are brokers, columns are partitions. The violet flag HW is the high watermark: records left of it are committed. Click a broker, a replica or a message to look inside.',
      zh: '一行是一台 Broker，一列是一个分区。紫色旗子 HW 是高水位，它左边的消息已提交。点一台 Broker、一个副本或一条报文，可以看到里面。',
    },
  },
  {
    at: 'timeline', title: { en: 'Back and forth', zh: '前后移动' },
    say: { en: 'Drag, or press ←, to see any moment again. Nothing is lost by going back.', zh: '拖动，或按 ←，可以回看任何时刻。后退不会丢失任何东西。' },
  },
  {
    at: 'details', title: { en: 'Look inside, ask why', zh: '看内部，问原因' },
    say: { en: 'Here is what each part knows, what happened and why, and what you can do by hand. ? lists all keys.', zh: '这里有每个部分所知道的、发生了什么、为什么，以及你能手动做的事。按 ? 查看全部按键。' },
  },
];
