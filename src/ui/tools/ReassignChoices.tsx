import { toolTexts } from '../../i18n/tools.ts';
import type { ReassignForm } from '../../print/tools/reassignFormats.ts';
import { reassignFormats } from '../../print/tools/reassignFormats.ts';
import type { ReassignAsk } from '../../print/tools/reassignTool.ts';
import { generateReassignment } from '../../print/tools/reassignments.ts';
import type { ToolAsk, ToolChoices, ToolScene } from '../../print/tools/runTool.ts';
import { firstReassignAsk, reassignmentView } from '../../print/tools/runTool.ts';
import { useText } from '../context.tsx';
import { Choice, Labelled } from './Choice.tsx';

interface Props {
  readonly scene: ToolScene;
  readonly choices: ToolChoices;
  readonly ask: ToolAsk;
  readonly onChange: (ask: ReassignAsk) => void;
}

const ALL = '';

/** What `kafka-reassign-partitions.sh` is asked: its options by their own names, and the file it would read. */
export function ReassignChoices({ scene, choices, ask, onChange }: Props) {
  const say = useText();
  const reassign: ReassignAsk = ask.reassign ?? firstReassignAsk(scene, choices);
  const { form, topics = [] } = reassign;
  const change = (part: Partial<ReassignAsk>): void => onChange({ ...reassign, ...part });
  const takeProposal = (): void => {
    const { proposed } = generateReassignment(reassignmentView(scene, ask), { topics, brokerList: reassign.brokerList ?? '' });
    if (proposed !== null) change({ form: '--execute', plan: proposed });
  };
  return (
    <>
      <Choice label={say(toolTexts.options)} value={form} options={choices.reassignForms.map((one) => [one, one] as const)} choose={(one) => change({ form: one as ReassignForm })} />
      {form === '--generate' && (
        <>
          <Choice label={say(toolTexts.topicsToMove)} value={topics.length === 1 && choices.topics.length > 1 ? topics[0] ?? ALL : ALL}
            options={[[ALL, choices.topics.join(', ')], ...(choices.topics.length > 1 ? choices.topics.map((one) => [one, one] as const) : [])]}
            choose={(one) => change({ topics: one === ALL ? choices.topics : [one] })} />
          <Line label={say(toolTexts.brokerList)} value={reassign.brokerList ?? ''} change={(brokerList) => change({ brokerList })} />
          <p><button type="button" className="panel-button" onClick={takeProposal}>{say(toolTexts.takeProposal)}</button></p>
        </>
      )}
      {form !== '--list' && form !== '--generate' && <Line label={say(toolTexts.reassignmentFile)} value={reassign.plan ?? ''} rows={5} change={(plan) => change({ plan })} />}
      {form === '--execute' && reassignFormats[scene.era.id].hasAdditional && (
        <Choice label="--additional" value={reassign.additional === true ? '--additional' : ALL} options={[[ALL, '–'], ['--additional', '--additional']]} choose={(one) => change({ additional: one !== ALL })} />
      )}
    </>
  );
}

function Line({ label, value, rows, change }: { readonly label: string; readonly value: string; readonly rows?: number; readonly change: (value: string) => void }) {
  const shared = { className: 'panel-select', lang: 'en', spellCheck: false, autoComplete: 'off', value } as const;
  return (
    <Labelled label={label} isTall={rows !== undefined}>
      {(id) => (rows === undefined
        ? <input {...shared} id={id} type="text" onChange={(event) => change(event.target.value)} />
        : <textarea {...shared} id={id} rows={rows} onChange={(event) => change(event.target.value)} />)}
    </Labelled>
  );
}
