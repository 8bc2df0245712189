import type { Text } from './text.ts';

/** What the page needs at once of the sandbox and the palette; the dialogs bring their own words. */
export const sandboxActions = {
  open: { en: 'Sandbox', zh: '沙盒' },
  setUp: { en: 'Set up a cluster of your own', zh: '设置你自己的集群' },
  reset: { en: 'Begin the sandbox again', zh: '重新开始沙盒' },
  palette: { en: 'Find a command', zh: '查找命令' },
} satisfies Record<string, Text>;
