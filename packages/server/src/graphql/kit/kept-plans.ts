import { queryFromInfo } from '@pothos/plugin-prisma';
import { getLoaderMapping, setLoaderMappings } from '@pothos/selection-mapper';
import type { FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from 'graphql';
import type { GraphqlContext } from '../context.ts';
import { dependenciesOf } from './plan-dependencies.ts';
import { placesOf } from './selected-places.ts';

type Query = Readonly<Record<string, unknown>>;
type Mappings = Parameters<typeof setLoaderMappings>[2];

/** Which rows are asked for below the field that is resolved. */
export type PlanOptions = {
  /** The type of the rows. */
  type: GraphQLObjectType;
  /** Where they stand below the field; absent: the field gives them itself. */
  paths?: readonly (readonly string[])[];
  /** Makes of the question of Pothos the one that is asked. Called once for a plan that is kept. */
  narrow?: (query: Query) => Query;
};

type Plan = { query: Query; mappings: Mappings };

/** What is known of the fields that stand together in one place of a document. */
type Place = {
  nodes: readonly FieldNode[];
  returnType: GraphQLOutputType;
  type: GraphQLObjectType;
  /** The variables that decide what is selected; null: a plan serves its own request only. */
  variables: readonly string[] | null;
  plans: Map<string, Plan>;
};

/** A node of a fragment stands in as many places as the fragment is spread in. */
const MOST_PLACES = 8;
/** As many combinations of variables of @skip and @include. */
const MOST_PLANS = 16;

const placesByNode = new WeakMap<FieldNode, Place[]>();

/**
 * What to ask of rows for the neighbours that the document shows, as `queryFromInfo` of Pothos plans it, which also notes
 * what these rows are loaded with. Where no argument and no caller has a say in it, each place of a document is planned once.
 */
export function plannedQuery(context: GraphqlContext, info: GraphQLResolveInfo, options: PlanOptions): Query {
  const place = placeOf(info, options);
  if (!place?.variables) return planned(context, info, options);
  const key = place.variables.map((name) => String(info.variableValues[name])).join();
  const plan = place.plans.get(key) ?? keepPlan(place, key, { context, info, options });
  setLoaderMappings(context, info, plan.mappings);
  return plan.query;
}

function placeOf(info: GraphQLResolveInfo, { type }: PlanOptions): Place | null {
  const { fieldNodes, returnType } = info;
  const [first] = fieldNodes;
  if (first === undefined) return null;
  const places = placesByNode.get(first) ?? [];
  const known = places.find(
    (place) => place.type === type && place.returnType === returnType && areSame(place.nodes, fieldNodes),
  );
  if (known !== undefined || places.length >= MOST_PLACES) return known ?? null;
  const place = {
    nodes: fieldNodes,
    returnType,
    type,
    variables: dependenciesOf(info),
    plans: new Map<string, Plan>(),
  };
  placesByNode.set(first, [...places, place]);
  return place;
}

const areSame = (some: readonly FieldNode[], others: readonly FieldNode[]): boolean =>
  some === others || (some.length === others.length && some.every((node, at) => node === others[at]));

type Asked = { context: GraphqlContext; info: GraphQLResolveInfo; options: PlanOptions };

function keepPlan({ plans }: Place, key: string, { context, info, options }: Asked): Plan {
  // Notes of others on the request stay out of what is kept.
  const apart = { ...context };
  const query = planned(apart, info, options);
  const plan = { query, mappings: notedIn(apart, info, options) };
  if (plans.size < MOST_PLANS) plans.set(key, plan);
  return plan;
}

function planned(context: GraphqlContext, info: GraphQLResolveInfo, { type, paths, narrow }: PlanOptions): Query {
  const at = paths === undefined ? {} : { paths: paths.map((path) => [...path]) };
  const query: Query = queryFromInfo({ context, info, typeName: type.name, ...at });
  return narrow === undefined ? query : narrow(query);
}

/** What Pothos has noted for the fields of the rows. */
function notedIn(context: GraphqlContext, info: GraphQLResolveInfo, { type, paths = [[]] }: PlanOptions): Mappings {
  const mappings: Mappings = {};
  for (const place of placesOf(info, paths)) {
    const path = place.reduce<GraphQLResolveInfo['path']>(
      (prev, key) => ({ prev, key, typename: undefined }),
      info.path,
    );
    const mapping = getLoaderMapping(context, path, type.name);
    if (mapping) mappings[`${type.name}@${place.join('.')}`] = mapping;
  }
  return mappings;
}
