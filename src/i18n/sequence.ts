import type { Text } from './text.ts';

/** The bar over the lanes, and pictures to keep. */
export const sequenceTexts = {
  filters: { en: 'What is shown', zh: '显示内容' },
  node: { en: 'Node', zh: '节点' },
  everyNode: { en: 'every node', zh: '所有节点' },
  api: { en: 'API', zh: 'API' },
  everyApi: { en: 'every API', zh: '所有 API' },
  zoom: { en: 'Size', zh: '大小' },
  smaller: { en: 'Zoom out', zh: '缩小' },
  larger: { en: 'Zoom in', zh: '放大' },
  usualSize: { en: 'Usual size', zh: '恢复大小' },
  none: { en: 'No message or mark passes these filters.', zh: '没有符合筛选条件的报文或标记。' },
  notYet: { en: 'Nothing was sent yet. Take a step.', zh: '尚未发送报文。请前进一步。' },
  clear: { en: 'Clear the filters', zh: '清除筛选' },
} satisfies Record<string, Text>;

export const exportTexts = {
  menu: { en: 'Save the picture', zh: '保存图片' },
  svg: { en: 'Save as SVG', zh: '存为 SVG' },
  png: { en: 'Save as PNG', zh: '存为 PNG' },
  failed: { en: 'The browser could not make the picture.', zh: '浏览器无法生成图片。' },
} satisfies Record<string, Text>;

export const exportPhrases = {
  title: { en: (lesson: string, picture: string) => `${lesson}: ${picture}`, zh: (lesson: string, picture: string) => `${lesson}：${picture}` },
  described: {
    en: (what: string, version: string) => `${what} Kafka ${version}, made with Highwater.`,
    zh: (what: string, version: string) => `${what} Kafka ${version}，由 Highwater 生成。`,
  },
};
