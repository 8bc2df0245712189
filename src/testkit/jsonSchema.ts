import type * as v from 'valibot';

/** The part of JSON Schema (2020-12) that our files need. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

/** What of valibot's schemas and their actions is read; they are plain objects. */
interface Node {
  readonly kind: string;
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly value?: Node;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly metadata?: JsonSchema;
}

/**
 * Writes a valibot schema as a JSON Schema. Checks by code have no such form; where they are, what says the schema must say so.
 *
 * @throws RangeError at a schema or an action that it does not know: nothing else may be left out.
 */
export function jsonSchemaOf(schema: v.GenericSchema<unknown, unknown>): JsonSchema {
  return schemaOf(schema);
}

function schemaOf(node: Node): JsonSchema {
  // A pipe begins with the schema that it narrows, which may be a pipe itself.
  const [narrowed, ...actions] = node.pipe ?? [];
  return narrowed === undefined ? plainSchemaOf(node) : actions.reduce<JsonSchema>(withAction, schemaOf(narrowed));
}

function plainSchemaOf(node: Node): JsonSchema {
  switch (node.type) {
    case 'string': case 'number': case 'boolean': return { type: node.type };
    case 'literal': return { const: node.literal };
    case 'picklist': return { enum: node.options ?? [] };
    case 'optional': return schemaOf(inner(node.wrapped));
    case 'nullable': return { anyOf: [schemaOf(inner(node.wrapped)), { type: 'null' }] };
    case 'array': return { type: 'array', items: schemaOf(inner(node.item)) };
    case 'record': return { type: 'object', additionalProperties: schemaOf(inner(node.value)) };
    case 'union': case 'variant': return { anyOf: (node.options as readonly Node[]).map(schemaOf) };
    case 'unknown': return {};
    case 'strict_object': return objectOf(node.entries ?? {});
    default: throw new RangeError(`no JSON Schema for ${node.type}`);
  }
}

function objectOf(entries: Readonly<Record<string, Node>>): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, schemaOf(entry)])),
    required: Object.entries(entries).filter(([, { type }]) => type !== 'optional').map(([name]) => name),
    additionalProperties: false,
  };
}

function inner(node: Node | undefined): Node {
  if (node === undefined) throw new RangeError('a schema has lost what is in it');
  return node;
}

function withAction(schema: JsonSchema, { type, requirement, metadata }: Node): JsonSchema {
  const isList = schema.type === 'array';
  switch (type) {
    case 'integer': return { ...schema, type: 'integer' };
    case 'min_value': return { ...schema, minimum: requirement as number };
    case 'max_value': return { ...schema, maximum: requirement as number };
    case 'min_length': return { ...schema, [isList ? 'minItems' : 'minLength']: requirement };
    case 'max_length': return { ...schema, [isList ? 'maxItems' : 'maxLength']: requirement };
    // What code checks may say itself how a schema puts it.
    case 'metadata': return { ...schema, ...metadata };
    case 'check': case 'raw_check': case 'trim': return schema;
    case 'regex': return { ...schema, pattern: (requirement as RegExp).source };
    default: throw new RangeError(`no JSON Schema for the action ${type}`);
  }
}

/** Whether data is as a schema says. Written apart from what makes schemas, so that the two can be held against each other. */
export function fits(schema: JsonSchema, data: unknown): boolean {
  if (schema.anyOf !== undefined && !schema.anyOf.some((one) => fits(one, data))) return false;
  if ('const' in schema && data !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.includes(data)) return false;
  if (schema.type !== undefined && !isOfType(schema.type, data)) return false;
  if (typeof data === 'string') return isWithin(data.length, schema.minLength, schema.maxLength) && (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(data));
  if (typeof data === 'number') return isWithin(data, schema.minimum, schema.maximum);
  if (Array.isArray(data)) return isWithin(data.length, schema.minItems, schema.maxItems) && data.every((item) => fits(schema.items ?? {}, item));
  return typeof data !== 'object' || data === null || fieldsFit(schema, data as Readonly<Record<string, unknown>>);
}

function isOfType(type: NonNullable<JsonSchema['type']>, data: unknown): boolean {
  if (type === 'integer') return Number.isInteger(data);
  if (type === 'null') return data === null;
  if (type === 'array') return Array.isArray(data);
  return type === 'object' ? typeof data === 'object' && data !== null && !Array.isArray(data) : typeof data === type;
}

function isWithin(size: number, least = -Infinity, most = Infinity): boolean {
  return size >= least && size <= most;
}

function fieldsFit({ required = [], properties = {}, additionalProperties = true }: JsonSchema, data: Readonly<Record<string, unknown>>): boolean {
  if (required.some((name) => !Object.hasOwn(data, name))) return false;
  return Object.entries(data).every(([name, field]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) return fits(known, field);
    return typeof additionalProperties === 'boolean' ? additionalProperties : fits(additionalProperties, field);
  });
}
