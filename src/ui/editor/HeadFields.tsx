import { editorTexts } from '../../i18n/editor.ts';
import { trackNames } from '../../i18n/lesson.ts';
import type { Lesson } from '../../lessons/types.ts';
import { erasOf } from '../../player/eras.ts';
import { bootableEras } from '../../player/sandboxGuide.ts';
import { useSay } from './context.ts';
import { Select, Texts } from './fields.tsx';

interface Props {
  readonly lesson: Lesson;
  readonly onChange: (part: Partial<Lesson>, about?: string) => void;
  readonly onRename: (words: string) => void;
}

/** What the lesson is called and asks, where it stands, and in which versions it is played. */
export function HeadFields({ lesson, onChange, onRename }: Props) {
  const say = useSay();
  const linked = lesson.id.replace(/^own-/, '');
  const eras = erasOf(lesson);
  return (
    <section className="editor-part" aria-labelledby="about-head">
      <h2 id="about-head">{say(editorTexts.about)}</h2>
      <Texts label={say(editorTexts.lessonTitle)} value={lesson.title} about="title" onChange={(title, about) => onChange({ title }, about)} />
      <Texts label={say(editorTexts.question)} value={lesson.question} about="question" lines={2} onChange={(question, about) => onChange({ question }, about)} />
      <p className="hint">{say(editorTexts.codeHint)}</p>
      <div className="row">
        <div className="field">
          <label htmlFor="lesson-name">{say(editorTexts.name)}</label>
          <input id="lesson-name" lang="en" type="text" autoComplete="off" spellCheck={false} maxLength={40} defaultValue={linked} onBlur={({ target }) => { if (target.value !== linked) onRename(target.value); }} />
        </div>
        <Select label={say(editorTexts.track)} value={lesson.track} options={Object.entries(trackNames).map(([id, name]) => [id, say(name)])} onChange={(track) => onChange({ track: track as Lesson['track'] })} />
        <Select label={say(editorTexts.stage)} value={lesson.stage ?? 'cluster'} options={[['cluster', say(editorTexts.stageCluster)], ['group', say(editorTexts.stageGroup)]]} onChange={(stage) => onChange({ stage: stage as 'cluster' | 'group' })} />
      </div>
      <fieldset className="checks">
        <legend>{say(editorTexts.eras)}</legend>
        {bootableEras().toReversed().map((era) => (
          <label key={era} className="check">
            <input type="checkbox" checked={eras.includes(era)} disabled={era === lesson.era}
              onChange={({ target }) => onChange({ eras: bootableEras().toReversed().filter((one) => (one === era ? target.checked : eras.includes(one))) })} />
            <span lang="en">Kafka {era}</span>
          </label>
        ))}
      </fieldset>
      <p className="hint">{say(editorTexts.erasHint)}</p>
    </section>
  );
}
