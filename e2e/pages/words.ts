/** The names by which the tests find things, in each language. */
export const words = {
  en: {
    playback: 'Playback', lesson: 'Lesson', stage: 'The cluster', details: 'Details',
    step: 'Step', back: 'Step back', toStart: 'To the start', toEnd: 'To the end', play: 'Play', pause: 'Pause',
    message: 'message', scene: 'scene', routine: 'Show routine traffic', speed: 'Speed', timeline: 'Steps of this run', branches: 'Branches',
    lessons: 'Lessons', help: 'Help and keyboard', helpButton: 'Help', dark: 'Dark theme', light: 'Light theme', close: 'Close',
    inspect: 'Inspect', events: 'Events', promises: 'Promises', show: 'Show', sentences: 'Sentences', log: 'Log lines',
    mainRun: 'Back to the main run', endOfLesson: 'End of the lesson', endOfBranch: 'End of the branch', shown: 'What this run showed',
    holds: 'holds', skip: 'Skip', predict: 'Predict', right: 'Right', wrong: 'Not this time', answer: 'The answer', singleLetters: 'Use single-letter keys',
    messages: 'Messages under way', start: 'This is the start.',
  },
  zh: {
    playback: '播放控制', lesson: '课程内容', stage: '集群图', details: '详细信息',
    step: '前进一步', back: '后退一步', toStart: '回到起点', toEnd: '跳到终点', play: '播放', pause: '暂停',
    message: '报文', scene: '幕', routine: '显示例行通信', speed: '速度', timeline: '本次运行的步骤', branches: '分支',
    lessons: '课程', help: '帮助与键盘', helpButton: '帮助', dark: '深色主题', light: '浅色主题', close: '关闭',
    inspect: '查看', events: '事件', promises: '承诺', show: '查看对象', sentences: '叙述', log: '日志',
    mainRun: '回到主线', endOfLesson: '课程结束', endOfBranch: '分支结束', shown: '本次运行说明了什么',
    holds: '成立', skip: '跳过', predict: '预测', right: '答对了', wrong: '与结果不符', answer: '答案', singleLetters: '启用单字母快捷键',
    messages: '传输中的报文', start: '已经在起点。',
  },
} as const;

export type Tongue = keyof typeof words;
