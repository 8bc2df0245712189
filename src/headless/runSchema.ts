import { writeFileSync } from 'node:fs';
import { runSchema } from '../player/runFile.ts';
import type { JsonSchema } from '../testkit/jsonSchema.ts';
import { jsonSchemaOf } from '../testkit/jsonSchema.ts';

/** What `docs/run.schema.json` says: the page's own schema, for other programs. */
export function publishedRunSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A run of Highwater',
    description: 'The way to one moment of a lesson or a sandbox: so many steps as the script goes, then what was chosen.',
    ...jsonSchemaOf(runSchema),
  };
}

export function printedRunSchema(): string {
  return `${JSON.stringify(publishedRunSchema(), null, 2)}\n`;
}

if (process.argv[1]?.endsWith('runSchema.ts') === true) writeFileSync(new URL('../../docs/run.schema.json', import.meta.url), printedRunSchema());
