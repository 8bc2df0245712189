import type { Phrase, Text } from './text.ts';

/** The workbench on which four assignors answer the same input. */
export const assignorLabTexts = {
  open: { en: 'Compare the four assignors', zh: '对照四种分配策略' },
  openGroup: { en: 'Try this group with all four assignors', zh: '用四种分配策略试算这个组' },
  hint: {
    en: 'Change topics, members and subscriptions: all four assignors answer at once. With the next round, members own what they were assigned; then change something and see what has to move.',
    zh: '修改主题、成员和订阅，四种策略立刻各自给出结果。进入下一轮后，成员就拥有刚分到的分区；再改动一处，看看有哪些分区要换主人。',
  },
  topics: { en: 'Topics', zh: '主题' },
  members: { en: 'Members', zh: '成员' },
  name: { en: 'Name', zh: '名称' },
  partitions: { en: 'Partitions', zh: '分区数' },
  memberId: { en: 'Member id', zh: '成员 ID' },
  subscribes: { en: 'Subscribes to', zh: '订阅' },
  addTopic: { en: 'Add a topic', zh: '添加主题' },
  addMember: { en: 'Add a member', zh: '添加成员' },
  nextRound: { en: 'Next round', zh: '下一轮' },
  beginAgain: { en: 'Begin again', zh: '从头开始' },
  firstRound: { en: 'Round 1: nobody owns anything yet.', zh: '第 1 轮：还没有人拥有分区。' },
  someWrong: { en: 'Some fields need attention; the results are those of the last input without a mistake.', zh: '有些字段需要修改；下面仍是上一次正确输入的结果。' },
  owns: { en: 'Member', zh: '成员' },
  nobody: { en: 'nobody', zh: '无主' },
  noPartitions: { en: 'There is no partition to assign.', zh: '没有可分配的分区。' },
  before: { en: 'Nothing given yet.', zh: '还没有开始分配。' },
  back: { en: 'Step back', zh: '上一步' },
  next: { en: 'Step forward', zh: '下一步' },
  step: { en: 'Step', zh: '步骤' },
  legendMoved: { en: 'moved', zh: '换了主人' },
  legendHad: { en: 'was here before', zh: '原来在这里' },
  legendWithheld: { en: 'withheld', zh: '暂缓' },
  legendNow: { en: 'named by the step', zh: '这一步涉及' },
} satisfies Record<string, Text>;

export const assignorLabComplaints = {
  nobody: { en: 'A group without members assigns nothing: add a member.', zh: '没有成员的组不会分配任何分区，请添加成员。' },
  noId: { en: 'A member needs an id.', zh: '成员必须有 ID。' },
  sameId: { en: 'Another member has this id.', zh: '另一个成员已经用了这个 ID。' },
  noTopic: { en: 'Choose at least one topic: who subscribes to none is in no group.', zh: '请至少选择一个主题：什么都不订阅的消费者不在组里。' },
} satisfies Record<string, Text>;

export const assignorLabPhrases = {
  round: {
    en: (round: number) => `Round ${round}: members own what round ${round - 1} gave them.`,
    zh: (round: number) => `第 ${round} 轮：成员拥有第 ${round - 1} 轮分到的分区。`,
  },
  remove: { en: (what: string) => `Remove ${what}`, zh: (what: string) => `移除 ${what}` },
  instance: { en: (id: string) => `static member, \`group.instance.id=${id}\``, zh: (id: string) => `静态成员，\`group.instance.id=${id}\`` },
  moved: {
    en: (count: number, left: number) => (count === 0 ? 'Nothing moved.' : `${count} moved${left === 0 ? '' : `, ${left} of them from members that left`}.`),
    zh: (count: number, left: number) => (count === 0 ? '没有分区换主人。' : `${count} 个分区换了主人${left === 0 ? '' : `，其中 ${left} 个来自已离开的成员`}。`),
  },
  withheld: {
    en: (count: number) => `First of two rebalances: ${count} withheld. In the next round ${count === 1 ? 'it is' : 'they are'} given.`,
    zh: (count: number) => `两次重平衡中的第一次：${count} 个分区暂缓分配，下一轮才给出。`,
  },
  given: {
    en: (count: number) => `Second rebalance: the ${count} given up before ${count === 1 ? 'has' : 'have'} an owner again.`,
    zh: (count: number) => `第二次重平衡：上一轮交出的 ${count} 个分区又有了主人。`,
  },
  at: { en: (step: number, of: number) => `Step ${step} of ${of}`, zh: (step: number, of: number) => `第 ${step} 步，共 ${of} 步` },
  left: { en: (member: string) => `${member} (left)`, zh: (member: string) => `${member}（已离开）` },
  cell: {
    en: (partition: string, marks: readonly string[]) => [partition, ...marks].join(', '),
    zh: (partition: string, marks: readonly string[]) => [partition, ...marks].join('，'),
  },
  matrix: { en: (assignor: string) => `Partitions and members by ${assignor}`, zh: (assignor: string) => `${assignor} 的分区与成员` },
} satisfies Record<string, Phrase<never[]>>;
