import type { Text } from '../text.ts';

/** The words by which texts call a term, its usual name first. Lower-case English words also mean their plurals and capitals. */
type Forms = readonly [string, ...string[]];

export interface Term {
  /** In links and lists; lower-case words with hyphens. */
  readonly id: string;
  readonly name: Text;
  readonly forms: { readonly en: Forms; readonly zh: Forms };
  /** One sentence. */
  readonly means: Text;
  /** The code, in the curriculum, of the lesson that shows it: `R2`. Not every one can be opened yet. */
  readonly lesson: string;
}

/** One entry of the glossary: where it is shown, how it is called, what it means. */
export function term(id: string, lesson: string, en: Forms, zh: Forms, means: Text): Term {
  return { id, lesson, name: { en: en[0], zh: zh[0] }, forms: { en, zh }, means };
}
