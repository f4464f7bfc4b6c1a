import {
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
} from 'graphql';

type Path = GraphQLResolveInfo['path'];
type Links = { children: Map<string | number, Path>; below: WeakMap<Path, Map<string | number, Path>> };

/**
 * Gives the fields of rows the same objects for the same places, as graphql-js does: Pothos notes by these objects what
 * was loaded with a row, and would load it once more. Called once for a schema.
 */
export function sharePaths(schema: GraphQLSchema): void {
  const linksOf = new WeakMap<object, Links>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve !== undefined && !loadsNothing(field) && (isOfRow(type) || givesRow(field)))
        field.resolve = sharing(resolve, linksOf);
    }
  }
}

const isOfRow = ({ extensions }: { extensions: Readonly<Record<string, unknown>> }): boolean =>
  'pothosPrismaModel' in extensions;

const givesRow = ({ type }: GraphQLField<unknown, unknown>): boolean => isOfRow(getNamedType(type));

/** A value of what is there already: Pothos has nothing to note for it. */
const loadsNothing = ({ type, extensions }: GraphQLField<unknown, unknown>): boolean =>
  isLeafType(getNamedType(type)) && !extensions['pothosPrismaSelect'];

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function sharing(resolve: Resolver, linksOf: WeakMap<object, Links>): Resolver {
  return (source, args, context, info) => {
    // Those of graphql-js name their type, and are shared already.
    if ('typename' in info.path || !isObject(context)) return resolve(source, args, context, info);
    const links = linksOf.get(context) ?? { children: new Map(), below: new WeakMap() };
    linksOf.set(context, links);
    return resolve(source, args, context, Object.assign(info, { path: shared(links, info.path) }));
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function shared(links: Links, { prev, key }: Path): Path {
  const above = prev === undefined ? undefined : shared(links, prev);
  const siblings = above === undefined ? links.children : siblingsBelow(links, above);
  const known = siblings.get(key);
  if (known !== undefined) return known;
  const path: Path = { prev: above, key, typename: undefined };
  siblings.set(key, path);
  return path;
}

function siblingsBelow({ below }: Links, above: Path): Map<string | number, Path> {
  const known = below.get(above) ?? new Map<string | number, Path>();
  below.set(above, known);
  return known;
}
