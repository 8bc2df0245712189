/** Characters of a pattern. */
export const LONGEST_PATTERN = 500;
/** With more that can match in several ways, a name of 249 characters could be tried for minutes. */
const MOST_WAYS = 3;

/** Whether a whole name matches. */
export type Matcher = (name: string) => boolean;

/** What stands for itself: escapes and classes, which may hold any of the marks below. */
const LITERAL = /\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]/gsu;
const BACKREFERENCE = /\\(?:[1-9]|k<)/;
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/gu;
const REPEATED_GROUP = /\)(?:[*+]|\{)/;
const SEVERAL_WAYS = /\(|[*+?]\??|\{\d+,\d*\}\??/gu;

/**
 * A regular expression as a consumer subscribes by, for whole names. JavaScript tries one way to match after another,
 * as Java does, and for some patterns that never ends; so patterns are kept simple.
 *
 * @throws RangeError with what is wrong with it.
 */
export function patternMatcher(text: string): Matcher {
  if (text.length > LONGEST_PATTERN) throw new RangeError(`a pattern has at most ${LONGEST_PATTERN} characters`);
  const whole = expressionOf(text);
  if (BACKREFERENCE.test(text.replaceAll('\\\\', ''))) throw new RangeError('a pattern without backreferences is needed');
  const marks = text.replaceAll(LITERAL, 'a').replaceAll(GROUP, '(');
  if (REPEATED_GROUP.test(marks)) throw new RangeError('a group that is repeated could be matched forever');
  if ((marks.match(SEVERAL_WAYS)?.length ?? 0) > MOST_WAYS) throw new RangeError(`a pattern has at most ${MOST_WAYS} groups and repetitions together`);
  return (name) => whole.test(name);
}

function expressionOf(text: string): RegExp {
  try {
    // By itself, too: what closes a group that it did not open is no expression.
    void new RegExp(text, 'u');
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    throw new RangeError(`${text} is not a regular expression`);
  }
}
