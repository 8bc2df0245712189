import { editorPhrases } from '../../i18n/editor.ts';
import { shortTag } from '../../i18n/language.ts';
import { reasonInChinese } from '../../i18n/lessonProblems.ts';
import type { TextProblem } from '../../player/author/lessonFile.ts';
import { useSay } from './context.ts';

/** More at once help nobody. */
const MOST_SHOWN = 40;
const MOST_LINE = 100;

interface Props {
  readonly problems: readonly TextProblem[];
  readonly text: string;
  /** Shows the place in the text. */
  readonly onGo: (problem: TextProblem) => void;
}

/** Each problem with its line, the line itself and the reason. */
export function Problems({ problems, text, onGo }: Props) {
  const say = useSay();
  const lines = text.split(/\r\n|\r|\n/);
  return (
    <ul className="problems">
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.path}:${problem.reason}`}>
          <button type="button" className="link" onClick={() => onGo(problem)}>{say(editorPhrases.place, problem.line, problem.column)}</button>
          {problem.path !== '' && <> · <code lang="en">{problem.path}</code></>}
          <Reason reason={problem.reason} />
          <code className="data" lang="en">{(lines[problem.line - 1] ?? '').trim().slice(0, MOST_LINE)}</code>
        </li>
      ))}
      {problems.length > MOST_SHOWN && <li>… +{problems.length - MOST_SHOWN}</li>}
    </ul>
  );
}

/** The schema's own words, in Chinese where there are any for them. */
function Reason({ reason }: { readonly reason: string }) {
  const { language } = useSay();
  const chinese = shortTag(language) === 'zh' ? reasonInChinese(reason) : null;
  return chinese === null ? <span lang="en"> {reason}</span> : <span> {chinese}</span>;
}

/** Puts the cursor at a place of a text and shows it. */
export function goTo(field: HTMLTextAreaElement | null, { line, column }: Pick<TextProblem, 'line' | 'column'>): void {
  if (field === null) return;
  const lines = field.value.split('\n');
  const offset = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  field.focus();
  field.setSelectionRange(offset, offset);
  field.scrollTop = (field.scrollHeight / Math.max(1, lines.length)) * Math.max(0, line - 4);
}
