import { useState } from 'react';
import { editorPhrases, editorTexts } from '../../i18n/editor.ts';
import type { Lesson } from '../../lessons/types.ts';
import type { CheckedEra } from '../../player/author/played.ts';
import { checkDraft } from '../../player/author/played.ts';
import { shownDraft } from '../../player/author/lessonFile.ts';
import { compact } from '../pretty.ts';
import { Line } from '../Prose.tsx';
import { useSay } from './context.ts';

/** Plays the lesson here, in every version it is for, and says which endings hold. */
export function CheckPart({ lesson }: { readonly lesson: Lesson }) {
  const say = useSay();
  const [checked, setChecked] = useState<{ readonly lesson: Lesson; readonly eras: readonly CheckedEra[] } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const check = (): void => {
    setBusy(true);
    // That it is played is seen before it is.
    setTimeout(() => {
      setChecked({ lesson, eras: checkDraft(lesson) });
      setBusy(false);
    }, 0);
  };
  return (
    <section className="editor-part" aria-labelledby="check-head" aria-busy={isBusy}>
      <h2 id="check-head">{say(editorTexts.checked)}</h2>
      <p><button type="button" className="panel-button" aria-disabled={isBusy} onClick={isBusy ? undefined : check}>{say(isBusy ? editorTexts.checking : editorTexts.check)}</button> <span className="hint">{say(editorTexts.checkHint)}</span></p>
      <output>
        {checked !== null && checked.lesson !== lesson && <p className="hint">{say(editorTexts.changedSince)}</p>}
        {checked?.eras.map((era) => <Era key={era.era} lesson={checked.lesson} checked={era} />)}
      </output>
    </section>
  );
}

function Era({ lesson, checked: { era, endings, unreached, failed } }: { readonly lesson: Lesson; readonly checked: CheckedEra }) {
  const say = useSay();
  return (
    <div className="checked-era">
      <h3 lang="en">Kafka {era}</h3>
      {failed !== null && <p className="wrong">{say(editorTexts.cannotPlay)} <code lang="en">{failed}</code></p>}
      {unreached.length > 0 && <p className="wrong">{say(editorPhrases.unreached, unreached.map((index) => `${index + 1}. ${say(shownDraft(lesson).scenes[index]?.title ?? { en: '', zh: '' })}`).join(' · '))}</p>}
      {failed === null && endings.length === 0 && <p className="hint">{say(editorTexts.noEndings)}</p>}
      <ul className="checked-endings">
        {endings.map((ending, index) => {
          const [mark, word] = ending.holds ? ['✓', editorTexts.holds] : ['✗', editorTexts.fails];
          return (
            <li key={index} className={ending.holds ? 'holds' : 'fails'}>
              <span aria-hidden="true">{mark}</span> <Line text={say(shownDraft(lesson).ends.find((one) => JSON.stringify(one.say) === JSON.stringify(ending.say))?.say ?? ending.say)} />
              {' '}<strong>{say(word)}</strong>{!ending.holds && <> · {say(editorTexts.present)} <code lang="en">{compact(ending.actual)}</code></>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
