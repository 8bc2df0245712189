import type { Language } from '../../i18n/language.ts';
import type { Phrase, Text } from '../../i18n/text.ts';

/** What is drawn and spoken; names of states, events and guards stay as the machines have them. */
export interface StatechartStrings {
  readonly anyState: string;
  readonly handles: (events: number) => string;
  readonly inAnyState: (events: number) => string;
  readonly summary: (machine: string, states: readonly string[], last: string | null) => string;
  readonly last: (event: string, from: string) => string;
  readonly stayed: (event: string) => string;
  readonly ignored: (event: string) => string;
}

export const STATECHART_STRINGS: Readonly<Record<Language, StatechartStrings>> = {
  en: {
    anyState: 'any state',
    handles: (events) => `${events} event${events === 1 ? '' : 's'}`,
    inAnyState: (events) => `any state handles ${events} event${events === 1 ? '' : 's'}`,
    summary: (machine, states, last) => `${machine}: ${states.join(', ')}${last === null ? '' : `; last: ${last}`}`,
    last: (event, from) => `${event} from ${from}`,
    stayed: (event) => `${event}, handled without leaving`,
    ignored: (event) => `${event}, not handled in this state`,
  },
  'zh-Hans': {
    anyState: '任何状态',
    handles: (events) => `处理 ${events} 种事件`,
    inAnyState: (events) => `任何状态都处理 ${events} 种事件`,
    summary: (machine, states, last) => `${machine}：${states.join('、')}${last === null ? '' : `；上一次：${last}`}`,
    last: (event, from) => `${event}，来自状态 ${from}`,
    stayed: (event) => `${event}，处理后状态不变`,
    ignored: (event) => `${event}，当前状态不处理`,
  },
};

/** Why an event can or cannot happen. Backticks mark names. */
export const possibilityTexts = {
  wouldBeIgnored: {
    en: (event: string, state: string) => `state \`${state}\` does not handle \`${event}\`: it would have no effect`,
    zh: (event: string, state: string) => `状态 \`${state}\` 不处理 \`${event}\`：到达后不会有任何效果`,
  },
  handledBy: { en: (state: string) => `state \`${state}\` handles it`, zh: (state: string) => `状态 \`${state}\` 会处理它` },
  handledAnywhere: { en: () => 'every state handles it', zh: () => '任何状态都会处理它' },
  leadsTo: { en: (state: string) => `and leads to \`${state}\``, zh: (state: string) => `并进入 \`${state}\`` },
  ifGuard: { en: (guards: Text) => `which way is decided by ${guards.en}`, zh: (guards: Text) => `去向由 ${guards.zh} 决定` },
  onlyElsewhere: {
    en: (state: string, event: string, others: Text, several: boolean) => `state \`${state}\` does not handle \`${event}\`: only ${others.en} ${several ? 'do' : 'does'}`,
    zh: (state: string, event: string, others: Text) => `状态 \`${state}\` 不处理 \`${event}\`：只有 ${others.zh} 才处理`,
  },
  guardsFail: {
    en: (state: string, event: string, guards: Text) => `state \`${state}\` takes \`${event}\` only if ${guards.en}`,
    zh: (state: string, event: string, guards: Text) => `状态 \`${state}\` 只在 ${guards.zh} 成立时才接受 \`${event}\``,
  },
} satisfies Record<string, Phrase<never[]>>;

/** Lists of names in a sentence. */
export const listed: Readonly<Record<keyof Text, (names: readonly string[]) => string>> = {
  en: (names) => (names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`),
  zh: (names) => (names.length <= 1 ? names.join('') : `${names.slice(0, -1).join('、')}和 ${names.at(-1) ?? ''}`),
};
