import { term } from './term.ts';

/** How groups form and divide their work, step by step. */
export const consumingTerms = [
  term('group-state', 'G1', ['group state', 'PreparingRebalance', 'CompletingRebalance'], ['组状态', 'PreparingRebalance', 'CompletingRebalance'], {
    en: 'Where a classic group stands for its coordinator: Empty, PreparingRebalance, CompletingRebalance, Stable or Dead.',
    zh: '经典消费者组在协调者那里所处的状态：Empty、PreparingRebalance、CompletingRebalance、Stable 或 Dead。',
  }),
  term('find-coordinator', 'G1', ['FindCoordinator'], ['FindCoordinator'], {
    en: 'The request by which a client asks any broker who coordinates its group or its transactions.',
    zh: '客户端向任一 Broker 询问自己的组或事务由谁协调的请求。',
  }),
  term('initial-rebalance-delay', 'G1', ['initial rebalance delay', 'group.initial.rebalance.delay.ms'], ['首次重平衡延迟', 'group.initial.rebalance.delay.ms'], {
    en: 'How long the coordinator of an empty group waits for more members before its first rebalance.',
    zh: '空的消费者组首次重平衡之前，协调者为等待更多成员而停留的时间。',
  }),
  term('leave-group', 'G3', ['LeaveGroup'], ['LeaveGroup'], {
    en: 'The request of a member that goes, so that nobody has to wait for its session to time out.',
    zh: '成员离开时发出的请求，其他成员不必等它会话超时。',
  }),
  term('offset-commit', 'G5', ['OffsetCommit'], ['OffsetCommit'], {
    en: 'The request by which a member stores how far it has come with its partitions.',
    zh: '成员保存各分区消费进度的请求。',
  }),
  term('parallelism', 'G7', ['parallelism'], ['并行度'], {
    en: 'How many can work at the same time: in a group, at most as many members as there are partitions.',
    zh: '同时能有多少个在工作：一个组里最多与分区数一样多。',
  }),
  term('range-assignor', 'G8', ['range assignor', 'RangeAssignor'], ['range 策略', 'RangeAssignor'], {
    en: 'Deals the partitions of each topic in runs of neighbours, the first members taking one more where it does not come out even.',
    zh: '逐个主题把相邻的分区成段分给成员，除不尽时排在前面的成员各多分一个。',
  }),
  term('round-robin-assignor', 'G8', ['round-robin assignor', 'RoundRobinAssignor', 'round-robin'], ['round-robin 策略', 'RoundRobinAssignor', '轮询'], {
    en: 'Deals the partitions of all topics in turn, one to each member that subscribes to the topic.',
    zh: '把所有主题的分区排成一列，轮流分给订阅了该主题的成员。',
  }),
  term('sticky-assignor', 'G8', ['sticky assignor', 'StickyAssignor'], ['sticky 策略', 'StickyAssignor'], {
    en: 'Balances the members’ shares and, within that, leaves as many partitions as possible where they were.',
    zh: '先求各成员分得均衡，再尽量让分区留在原来的成员那里。',
  }),
  term('cooperative-sticky-assignor', 'G8', ['cooperative-sticky', 'CooperativeStickyAssignor'], ['cooperative-sticky', 'CooperativeStickyAssignor'], {
    en: 'Assigns as the sticky one does, but has members give up only what moves, in a second rebalance.',
    zh: '分法与 sticky 相同，但成员只交出要转移的分区，再由第二次重平衡分给新的成员。',
  }),
  term('subscription', 'G9', ['subscription', 'subscribe', 'subscribed'], ['订阅'], {
    en: 'The topics a consumer asks for, by name or by a pattern, which also takes topics that are created later.',
    zh: '消费者要读的主题：可以列出名称，也可以用正则表达式，后者还包括以后新建的主题。',
  }),
  term('eager', 'G10', ['eager rebalance', 'eager'], ['积极式重平衡', '积极式'], {
    en: 'A rebalance in which every member gives up all its partitions before they are dealt anew, so that the whole group pauses.',
    zh: '每个成员先交出全部分区、再重新分配的重平衡，期间全组停止消费。',
  }),
  term('seek', 'G13', ['seek'], ['seek'], {
    en: 'Sets the offset from which a consumer reads next, without committing anything.',
    zh: '设定消费者接下来从哪个位移读起，不提交任何东西。',
  }),
  term('offset-expiry', 'G15', ['offset expiry', 'offsets.retention.minutes'], ['位移过期', 'offsets.retention.minutes'], {
    en: 'The deletion of committed offsets when their group has been empty for `offsets.retention.minutes`.',
    zh: '组里没有成员超过 `offsets.retention.minutes` 后，其已提交位移被删除。',
  }),
  term('commit-sync', 'G19', ['commitSync', 'synchronous commit'], ['commitSync', '同步提交'], {
    en: 'A commit that waits for its answer and tries again where that may help.',
    zh: '等待结果的提交，遇到可重试的错误会再试。',
  }),
  term('commit-async', 'G19', ['commitAsync', 'asynchronous commit'], ['commitAsync', '异步提交'], {
    en: 'A commit that does not wait and is not tried again, since a later one may have passed it.',
    zh: '不等结果的提交，也不重试，因为后面的提交可能已经成功。',
  }),
  term('worker-pool', 'G20', ['worker pool', 'pool of threads', 'worker threads'], ['工作线程池', '线程池'], {
    en: 'Threads to which one polling thread hands its records: order, and what may be committed, become the program’s own business.',
    zh: '由一个线程 poll、再把消息交给一批线程处理：顺序以及何时能提交，都要由程序自己保证。',
  }),
] as const;
