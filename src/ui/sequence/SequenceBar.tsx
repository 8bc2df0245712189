import { sequenceTexts } from '../../i18n/sequence.ts';
import { percent } from '../../i18n/numbers.ts';
import { transport } from '../../i18n/transport.ts';
import { ZOOMS } from '../../stage/sequence/SequenceStage.ts';
import type { SequenceFilter, SequenceView } from '../../stage/sequence/select.ts';
import { ActionButton } from '../ActionButton.tsx';
import { useSession, useText } from '../context.tsx';
import '../css/panel.css';

interface Props {
  readonly view: SequenceView;
  readonly filter: Pick<SequenceFilter, 'node' | 'api'>;
  readonly narrow: (part: Partial<Pick<SequenceFilter, 'node' | 'api'>>) => void;
  readonly zoom: number;
  readonly zoomBy: (factor: number) => void;
  readonly resetZoom: () => void;
}

const ZOOM_STEP = 1.25;

/** What is shown of a run, and how large. */
export function SequenceBar({ view, filter, narrow, zoom, zoomBy, resetZoom }: Props) {
  const say = useText();
  const showRoutine = useSession((session) => session.showRoutine);
  return (
    <div className="sequence-bar">
      <fieldset className="sequence-filters" aria-label={say(sequenceTexts.filters)}>
        <Choice label={say(sequenceTexts.node)} every={say(sequenceTexts.everyNode)} options={view.nodes} chosen={filter.node} choose={(node) => narrow({ node })} />
        <Choice label={say(sequenceTexts.api)} every={say(sequenceTexts.everyApi)} options={view.apis} chosen={filter.api} choose={(api) => narrow({ api })} />
        <ActionButton id="routine" className="toggle" pressed={showRoutine}>{say(transport.routineShort)}</ActionButton>
      </fieldset>
      <fieldset className="sequence-zoom" aria-label={say(sequenceTexts.zoom)}>
        <button type="button" className="zoom-button" aria-label={say(sequenceTexts.smaller)} title={say(sequenceTexts.smaller)} aria-disabled={zoom <= ZOOMS[0]} onClick={() => zoomBy(1 / ZOOM_STEP)}><span aria-hidden="true">−</span></button>
        <button type="button" className="zoom-button zoom-now" aria-label={`${say(sequenceTexts.usualSize)} (${percent(zoom, say.language)})`} title={say(sequenceTexts.usualSize)} onClick={resetZoom}>{percent(zoom, say.language)}</button>
        <button type="button" className="zoom-button" aria-label={say(sequenceTexts.larger)} title={say(sequenceTexts.larger)} aria-disabled={zoom >= ZOOMS[1]} onClick={() => zoomBy(ZOOM_STEP)}><span aria-hidden="true">+</span></button>
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly every: string;
  readonly options: readonly string[];
  readonly chosen: string | null;
  readonly choose: (option: string | null) => void;
}

function Choice({ label, every, options, chosen, choose }: ChoiceProps) {
  // What was chosen stays on the list when another branch has none of it.
  const all = chosen === null || options.includes(chosen) ? options : [...options, chosen];
  return (
    <label>
      <span className="hidden">{label}</span>
      <select className="panel-select" value={chosen ?? ''} onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}>
        <option value="">{every}</option>
        {all.map((option) => <option key={option} value={option} lang="en">{option}</option>)}
      </select>
    </label>
  );
}
