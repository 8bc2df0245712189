import type { ReassignmentView } from './reassignments.ts';
import { executeReassignment, generateReassignment, listReassignments, verifyReassignment } from './reassignments.ts';

export const reassignForms = ['--list', '--generate', '--execute', '--verify'] as const;
export type ReassignForm = (typeof reassignForms)[number];

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

/** The command line, and what it prints now. `--execute` is only tried out: what it would print if the controller agrees. */
export function reassignTool(view: ReassignmentView, { form, topics = [], brokerList = '', plan = '', additional = false }: ReassignAsk, server: string): { readonly command: string; readonly output: string } {
  const tool = `kafka-reassign-partitions.sh --bootstrap-server ${server}`;
  switch (form) {
    case '--list': return { command: `${tool} --list`, output: listReassignments(view.image) };
    case '--generate': return { command: `${tool} --topics-to-move-json-file topics.json --broker-list "${brokerList}" --generate`, output: generateReassignment(view, { topics, brokerList }).output };
    case '--execute': return { command: `${tool} --reassignment-json-file reassignment.json --execute${additional ? ' --additional' : ''}`, output: executeReassignment(view, plan, additional).output };
    case '--verify': return { command: `${tool} --reassignment-json-file reassignment.json --verify`, output: verifyReassignment(view, plan) };
    default: return form satisfies never;
  }
}
