/** How validation libraries write a schema and apply it. Knows nothing of where data comes from. */

/** What a field is, as far as its use shows. */
export type FieldType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'unknown' }
  | { readonly kind: 'list'; readonly element: Field }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Field> };

export interface Field {
  readonly type: FieldType;
  readonly optional: boolean;
}

export interface Validator {
  readonly module: string;
  /** The name that files give it, and how they import it: `{ z }`, `* as v`, `Joi`. */
  readonly name: string;
  readonly clause: string;
  readonly required: string;
  readonly schema: (field: Field, name: string, indent: string, step: string) => string;
  readonly applied: (schema: string, data: string, name: string) => string;
}

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replace(/[\\']/g, '\\$&')}'`);

function fieldsText(fields: ReadonlyMap<string, Field>, write: (field: Field, indent: string) => string, indent: string, step: string): string {
  return `{\n${[...fields].map(([name, field]) => `${indent}${step}${key(name)}: ${write(field, indent + step)},\n`).join('')}${indent}}`;
}

/** Libraries whose schemas are written `x.string()`, with a way to say that a field may be missing, or that it may not. */
function writer(words: { readonly unknown: string; readonly object: (fields: string, name: string) => string; readonly list: (element: string, name: string) => string; readonly needed: (text: string) => string; readonly spared: (text: string, name: string) => string }): Validator['schema'] {
  const write = (field: Field, name: string, indent: string, step: string): string => {
    const { type } = field;
    let text: string;
    if (type.kind === 'object') text = words.object(fieldsText(type.fields, (inner, deeper) => write(inner, name, deeper, step), indent, step), name);
    else if (type.kind === 'list') text = words.list(write({ ...type.element, optional: false }, name, indent, step), name);
    else text = `${name}.${type.kind === 'unknown' ? words.unknown : type.kind}()`;
    return field.optional ? words.spared(text, name) : words.needed(text);
  };
  return write;
}

const same = (text: string): string => text;

export const validators: readonly Validator[] = [
  {
    module: 'zod', name: 'z', clause: '{ z }', required: '{ z }',
    schema: writer({ unknown: 'unknown', object: (fields, z) => `${z}.object(${fields})`, list: (element, z) => `${z}.array(${element})`, needed: same, spared: (text) => `${text}.optional()` }),
    applied: (schema, data) => `${schema}.parse(${data})`,
  },
  {
    module: 'valibot', name: 'v', clause: '* as v', required: 'v',
    schema: writer({ unknown: 'unknown', object: (fields, v) => `${v}.object(${fields})`, list: (element, v) => `${v}.array(${element})`, needed: same, spared: (text, v) => `${v}.optional(${text})` }),
    applied: (schema, data, v) => `${v}.parse(${schema}, ${data})`,
  },
  {
    module: 'joi', name: 'Joi', clause: 'Joi', required: 'Joi',
    schema: writer({ unknown: 'any', object: (fields, joi) => `${joi}.object(${fields}).unknown()`, list: (element, joi) => `${joi}.array().items(${element})`, needed: (text) => `${text}.required()`, spared: same }),
    applied: (schema, data, joi) => `${joi}.attempt(${data}, ${schema})`,
  },
  {
    module: 'yup', name: 'yup', clause: '* as yup', required: 'yup',
    schema: writer({ unknown: 'mixed', object: (fields, yup) => `${yup}.object(${fields})`, list: (element, yup) => `${yup}.array(${element})`, needed: (text) => `${text}.required()`, spared: same }),
    applied: (schema, data) => `${schema}.validateSync(${data})`,
  },
];
