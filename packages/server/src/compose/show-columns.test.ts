import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { describe, expect, it } from 'vitest';
import { showColumns } from './show-columns.ts';

const exposed = (name: string, isWrapped = false) => ({
  type: new GraphQLNonNull(GraphQLString),
  resolve: () => 'resolved',
  extensions: { pothosExposedField: name, pothosResolveWrapped: isWrapped },
});

function resolversOf(model: string | undefined): unknown {
  const type = new GraphQLObjectType({
    name: 'Row',
    extensions: { pothosPrismaModel: model },
    fields: {
      same: exposed('same'),
      other: exposed('same'),
      guarded: exposed('guarded', true),
      reckoned: { type: GraphQLString, resolve: () => 'resolved' },
    },
  });
  showColumns(new GraphQLSchema({ query: type }));
  return Object.values(type.getFields()).flatMap(({ name, resolve }) => (resolve ? [name] : []));
}

describe('showColumns', () => {
  it('leaves columns under their own names to the executor, and nothing else', () => {
    expect(resolversOf('Row')).toEqual(['other', 'guarded', 'reckoned']);
  });

  it('leaves objects that are no rows alone: a value of theirs may be a promise', () => {
    expect(resolversOf(undefined)).toEqual(['same', 'other', 'guarded', 'reckoned']);
  });
});
