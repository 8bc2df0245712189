import { writeFileSync } from 'node:fs';
import { lessonSchema } from '../lessons/schema.ts';
import type { JsonSchema } from '../testkit/jsonSchema.ts';
import { jsonSchemaOf } from '../testkit/jsonSchema.ts';

/** What `docs/lesson.schema.json` says: the page's own schema, for editors that check while one types. */
export function printedLessonSchema(): string {
  const schema: JsonSchema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A lesson of Highwater',
    description: 'The page checks besides that facts and their fields exist, that actors are in this cluster, that commands fit it, and that a prediction has options or asks to point, not both.',
    ...jsonSchemaOf(lessonSchema),
  };
  return `${JSON.stringify(schema)}\n`;
}

if (process.argv[1]?.endsWith('lessonSchema.ts') === true) writeFileSync(new URL('../../docs/lesson.schema.json', import.meta.url), printedLessonSchema());
