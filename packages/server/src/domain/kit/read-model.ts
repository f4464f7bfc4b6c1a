import { getDatamodel } from '../../generated/pothos.ts';

/** A column as it comes out of JSON. */
export type Column = {
  name: string;
  isLarge: boolean;
  read: ((json: unknown) => unknown) | null;
  /** Type of a value that it is compared with; null: only the column itself tells it, to a statement of its own. */
  sqlType: string | null;
};

/** How rows of one model stand beside those of another; keys refer to `id`. */
export type Relation = {
  name: string;
  model: string;
  isList: boolean;
  /** The column that refers, and on which side it is. */
  key: string;
  isKeyHere: boolean;
};

/** A table as reads know it. */
export type Model = {
  name: string;
  columns: ReadonlyMap<string, Column>;
  relations: ReadonlyMap<string, Relation>;
  /** Columns of keys of several columns, by the name that Prisma gives the key. */
  compoundKeys: ReadonlyMap<string, readonly string[]>;
};

type DatamodelField = {
  name: string;
  type: string;
  kind: string;
  isList: boolean;
  relationName?: string;
  relationFromFields?: string[];
};
type CompoundKey = { name: string | null; fields: string[] };
type DatamodelModel = { fields: DatamodelField[]; primaryKey: CompoundKey | null; uniqueIndexes: CompoundKey[] };

// The generator writes it in this form; the type that Pothos gives it leaves the models open.
const modelsIn = (datamodel: unknown): Readonly<Record<string, DatamodelModel>> =>
  (datamodel as { datamodel: { models: Readonly<Record<string, DatamodelModel>> } }).datamodel.models;

const generated = modelsIn(getDatamodel());

const SQL_TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
};

/** Bytes have no place in JSON, so models with some are left to Prisma. */
const models: ReadonlyMap<string, Model> = new Map(
  Object.entries(generated)
    .filter(([, { fields }]) => fields.every(({ type }) => type !== 'Bytes'))
    .map(([name, model]) => [name, modelOf(name, model)]),
);

/** The model of that name; undefined: reads do not know it. */
export const modelNamed = (name: string): Model | undefined => models.get(name);

/** Names of the columns of a model. */
export const columnsOf = (name: string): readonly string[] => [...(modelNamed(name)?.columns.keys() ?? [])];

function modelOf(name: string, { fields, primaryKey, uniqueIndexes }: DatamodelModel): Model {
  const columns = fields.filter(({ kind }) => kind !== 'object');
  const keys = primaryKey ? [primaryKey, ...uniqueIndexes] : uniqueIndexes;
  return {
    name,
    columns: new Map(
      columns.map((field) => [
        field.name,
        { name: field.name, isLarge: field.type === 'BigInt', read: readerOf(field), sqlType: sqlTypeOf(field) },
      ]),
    ),
    relations: new Map(
      fields.flatMap((field) => relationsOf(name, field)).map((relation) => [relation.name, relation]),
    ),
    compoundKeys: new Map(keys.map((key) => [key.name ?? key.fields.join('_'), key.fields])),
  };
}

/** None where a model stands beside itself, or by several columns: reads leave these to Prisma. */
function relationsOf(of: string, field: DatamodelField): Relation[] {
  const { name, type, kind, isList, relationName, relationFromFields } = field;
  if (kind !== 'object') return [];
  const ends = relationFromFields?.length
    ? { keys: relationFromFields, isKeyHere: true }
    : { keys: referringKeys(type, relationName), isKeyHere: false };
  const [key, ...more] = ends.keys;
  if (of === type || key === undefined || more.length > 0) return [];
  return [{ name, model: type, isList, key, isKeyHere: ends.isKeyHere }];
}

function referringKeys(model: string, relationName: string | undefined): readonly string[] {
  return generated[model]?.fields.find((field) => field.relationName === relationName)?.relationFromFields ?? [];
}

/** The model does not tell days from times, and JSON is not compared. */
function sqlTypeOf({ type, kind, isList }: DatamodelField): string | null {
  if (isList) return null;
  return kind === 'enum' ? `"${type}"` : (SQL_TYPES[type] ?? null);
}

/** JSON has no times, and large numbers come as texts: they do not fit in those of JavaScript. */
function readerOf({ type, kind, isList }: DatamodelField): Column['read'] {
  if (isList) return (json) => json ?? [];
  if (kind !== 'scalar') return null;
  if (type === 'DateTime') return (json) => (typeof json === 'string' ? new Date(json) : null);
  if (type === 'BigInt') return (json) => (typeof json === 'string' ? BigInt(json) : null);
  return null;
}
