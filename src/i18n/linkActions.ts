import type { Text } from './text.ts';

/** What the page needs at once of links; the notices bring their own words. */
export const linkActions = {
  about: { en: 'About the link', zh: '链接提示' },
  share: { en: 'Share', zh: '分享' },
  copyLink: { en: 'Copy a link to this moment', zh: '复制此刻的链接' },
} satisfies Record<string, Text>;
