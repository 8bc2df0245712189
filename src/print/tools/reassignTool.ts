import type { FinishedRun } from './reassignmentRun.ts';
import { printedRun } from './reassignmentRun.ts';
import { previewRun } from './executeReassignment.ts';
import { reassignFormats } from './reassignFormats.ts';
import type { ReassignForm } from './reassignFormats.ts';
import type { ReassignmentView } from './reassignments.ts';
import { generateReassignment, listReassignments } from './reassignments.ts';
import { planJson, plannedOf } from './reassignmentPlan.ts';
import { verifyReassignment } from './verifyReassignment.ts';

/** What is asked of `kafka-reassign-partitions.sh`; each form looks at what concerns it. */
export interface ReassignAsk {
  readonly form: ReassignForm;
  /** To be placed anew. */
  readonly topics?: readonly string[];
  /** As typed: `1,2,3`. */
  readonly brokerList?: string;
  /** The text of the reassignment file. */
  readonly plan?: string;
  readonly additional?: boolean;
}

interface Printed {
  readonly command: string;
  readonly output: string;
}

/** The command line, and what it prints now. `--execute` and `--cancel` are only tried out: what they would print if the controller agrees. */
export function reassignTool(view: ReassignmentView, { form, topics = [], brokerList = '', plan = '', additional = false }: ReassignAsk, server: string): Printed {
  const tool = toolOf(view, server);
  switch (form) {
    case '--list': return { command: `${tool} --list`, output: listReassignments(view.image) };
    case '--generate': return { command: `${tool} --topics-to-move-json-file topics.json --broker-list "${brokerList}" --generate`, output: generateReassignment(view, { topics, brokerList }).output };
    case '--execute': return { command: `${tool} --reassignment-json-file reassignment.json --execute${additional ? ' --additional' : ''}`, output: previewRun(view, 'execute', plan, additional).output };
    case '--verify': return { command: `${tool} --reassignment-json-file reassignment.json --verify`, output: verifyReassignment(view, plan) };
    case '--cancel': return { command: `${tool} --reassignment-json-file reassignment.json --cancel`, output: previewRun(view, 'cancel', plan, false).output };
    default: return form satisfies never;
  }
}

function toolOf({ era }: Pick<ReassignmentView, 'era'>, server: string): string {
  const { connection } = reassignFormats[era.id];
  return `kafka-reassign-partitions.sh ${connection} ${connection === '--zookeeper' ? 'localhost:2181' : server}`;
}

/** What became of a run: the command as it was typed, the file it read, and what it printed when it had its answers. */
export function executedRun(era: ReassignmentView['era'], fact: FinishedRun, liveBrokers: readonly number[]): Printed & { readonly file: string } {
  const command = `${toolOf({ era }, 'broker-1:9092')} --reassignment-json-file reassignment.json --${fact.does}${fact.additional ? ' --additional' : ''}`;
  return { command, output: printedRun(era, fact, liveBrokers), file: planJson(fact.moves.map(plannedOf), false) };
}
